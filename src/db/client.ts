import { Client, neon, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleOverHttp, type NeonHttpDatabase } from "drizzle-orm/neon-http";
import { drizzle as drizzleOverSocket, type NeonDatabase } from "drizzle-orm/neon-serverless";
import type { SQL } from "drizzle-orm";
import type { Env } from "../env.ts";
import { reading } from "./reading.ts";

export type DatabaseEnv = Pick<Env, "DATABASE_URL" | "NEON_PROXY">;

/** One statement, or one atomic `batch`, is one HTTP request. It has no interactive transaction and holds no connection. */
export type HttpDatabase = NeonHttpDatabase;

/** Either of them, for what is one statement. */
export interface Statements {
  execute(statement: SQL): PromiseLike<{ readonly rows: readonly unknown[] }>;
}

/** The rows of one statement, which alone says what is in them. */
export const rowsOf = async <Row>(database: Statements, statement: SQL): Promise<readonly Row[]> =>
  // Nothing checks this but the tests of the statement, as with any SQL.
  (await reading(database.execute(statement))).rows as readonly Row[];

/** What `withTransaction` hands on. */
export type Transaction = Parameters<Parameters<NeonDatabase["transaction"]>[0]>[0];

/** A statement takes milliseconds, the largest seat map a second or two. Nobody shall wait for a database that says nothing. */
const longestWaitMs = 10_000;

const fetchInTime: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(longestWaitMs) });

// The driver takes its endpoints globally and no other way. They are the same for every request of a Worker.
const reachThroughProxy = ({ NEON_PROXY: proxy }: DatabaseEnv): void => {
  if (!proxy) return;
  neonConfig.fetchEndpoint = `http://${proxy}/sql`;
  neonConfig.wsProxy = `${proxy}/v2`;
  neonConfig.useSecureWebSocket = false;
};

/** For nearly everything. A refusal of Postgres is thrown as the `cause`, a NeonDbError with its SQLSTATE as `code`. */
export const httpDatabase = (env: DatabaseEnv): HttpDatabase => {
  reachThroughProxy(env);
  neonConfig.fetchFunction = fetchInTime;
  return drizzleOverHttp(neon(env.DATABASE_URL));
};

/**
 * For what must read before it decides. The connection is made for this call and closed with it: one that outlives its
 * request is dead in the next one. Committed when `run` resolves, rolled back when it throws.
 */
export const withTransaction = async <Result>(
  env: DatabaseEnv,
  run: (transaction: Transaction) => Promise<Result>,
): Promise<Result> => {
  reachThroughProxy(env);
  const client = new Client({
    connectionString: env.DATABASE_URL,
    connectionTimeoutMillis: longestWaitMs,
    query_timeout: longestWaitMs,
  });
  // A lost connection already rejects the query in flight; without a listener it would be thrown a second time.
  client.on("error", () => {});
  // The driver's `end()` never resolves on a connection that was lost before; this does.
  const lost = new Promise<void>((resolve) => client.once("end", resolve));
  try {
    await reading(client.connect());
    return await drizzleOverSocket(client).transaction(run);
  } finally {
    await Promise.race([client.end(), lost]);
  }
};
