import { Unavailable } from "../domain/unavailable.ts";
import { mayPass, postgresRefusalOf } from "./sql-state.ts";

/** Says `Unavailable` where Postgres could not be reached or is not up, so that a view answers 503 and a cache may serve what it has. */
export const reading = async <Result>(query: PromiseLike<Result>): Promise<Result> => {
  try {
    return await query;
  } catch (error) {
    const refusal = postgresRefusalOf(error);
    if (refusal && !mayPass(refusal)) throw error;
    throw new Unavailable("Postgres could not be reached", { cause: error });
  }
};
