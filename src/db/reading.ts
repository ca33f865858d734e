import { Unavailable } from "../domain/unavailable.ts";
import { postgresRefusalOf } from "./sql-state.ts";

/** Classes of SQLSTATE that speak of the server and not of the statement: connection, resources, operator intervention. */
const ofTheServer = /^(08|53|57)/;

/** Says `Unavailable` where Postgres could not be reached or is not up, so that a view answers 503 and a cache may serve what it has. */
export const reading = async <Result>(query: PromiseLike<Result>): Promise<Result> => {
  try {
    return await query;
  } catch (error) {
    const refusal = postgresRefusalOf(error);
    if (refusal && !ofTheServer.test(refusal.code)) throw error;
    throw new Unavailable("Postgres could not be reached", { cause: error });
  }
};
