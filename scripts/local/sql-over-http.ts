import type pg from "pg";
import { z } from "zod";

/** A statement as the driver sends it: parameters are text or null already. */
const Statement = z.object({ query: z.string(), params: z.array(z.unknown()).default([]) });
type Statement = z.infer<typeof Statement>;

export const SqlBody = z.union([z.object({ queries: z.array(Statement) }), Statement]);

export interface SqlRequest {
  readonly body: z.infer<typeof SqlBody>;
  /** Lower-case names, as node:http gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Rows as text, each in the order of `fields`: the driver parses them by their type. */
interface SqlResult {
  readonly command: string;
  readonly rowCount: number | null;
  readonly fields: readonly pg.FieldDef[];
  readonly rows: readonly unknown[];
  readonly rowAsArray: boolean;
}

const rawText: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text };

const isTrue = (header: string | string[] | undefined): boolean => header === "true";

const isolationLevels: Readonly<Record<string, string>> = {
  ReadUncommitted: "read uncommitted",
  ReadCommitted: "read committed",
  RepeatableRead: "repeatable read",
  Serializable: "serializable",
};

const beginOf = (headers: SqlRequest["headers"]): string => {
  const level = isolationLevels[String(headers["neon-batch-isolation-level"])];
  return [
    "begin",
    ...(level ? [`isolation level ${level}`] : []),
    ...(isTrue(headers["neon-batch-read-only"]) ? ["read only"] : []),
    ...(isTrue(headers["neon-batch-deferrable"]) ? ["deferrable"] : []),
  ].join(" ");
};

const run = async (client: pg.ClientBase, statement: Statement, asArray: boolean): Promise<SqlResult> => {
  const config = { text: statement.query, values: statement.params, types: rawText };
  const result = asArray
    ? await client.query({ ...config, rowMode: "array" })
    : await client.query<Record<string, unknown>>(config);
  const { command, rowCount, fields, rows } = result;
  return { command, rowCount, fields, rows, rowAsArray: asArray };
};

const runBatch = async (
  client: pg.ClientBase,
  statements: readonly Statement[],
  begin: string,
  asArray: boolean,
): Promise<readonly SqlResult[]> => {
  await client.query(begin);
  try {
    const results: SqlResult[] = [];
    for (const statement of statements) results.push(await run(client, statement, asArray));
    await client.query("commit");
    return results;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
};

/** One request of the driver: one statement, or a batch in one transaction. Throws what Postgres refused. */
export const runSqlRequest = async (
  pool: pg.Pool,
  { body, headers }: SqlRequest,
): Promise<SqlResult | { readonly results: readonly SqlResult[] }> => {
  const asArray = isTrue(headers["neon-array-mode"]);
  const client = await pool.connect();
  try {
    return "queries" in body
      ? { results: await runBatch(client, body.queries, beginOf(headers), asArray) }
      : await run(client, body, asArray);
  } finally {
    // A statement may have opened a transaction, or the connection was lost: such a one is not used again.
    client.release(client.getTransactionStatus() !== "I");
  }
};
