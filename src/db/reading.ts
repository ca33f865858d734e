import { InvalidValue } from "../domain/invalid-value.ts";
import { Unavailable } from "../domain/unavailable.ts";
import { isDataException, mayPass, postgresRefusalOf } from "./sql-state.ts";

/**
 * Says `Unavailable` where Postgres could not be reached or is not up, so that a view answers 503 and a cache may serve what it has,
 * and `InvalidValue` where it can not hold a value that it was given.
 */
export const reading = async <Result>(query: PromiseLike<Result>): Promise<Result> => {
  try {
    return await query;
  } catch (error) {
    const refusal = postgresRefusalOf(error);
    if (refusal && isDataException(refusal))
      throw new InvalidValue("Postgres does not take a value", { cause: error });
    if (refusal && !mayPass(refusal)) throw error;
    throw new Unavailable("Postgres could not be reached", { cause: error });
  }
};
