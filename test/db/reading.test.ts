import { type SQL, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { withTransaction } from "../../src/db/client.ts";
import { reading } from "../../src/db/reading.ts";
import { InvalidValue } from "../../src/domain/invalid-value.ts";
import { problemOfError } from "../../src/http/problem.ts";
import { db } from "../support/catalogue.ts";

const refused: readonly (readonly [string, SQL])[] = [
  ["a text with U+0000", sql`select ${"a\u0000b"}::text`],
  ["a time outside the calendar", sql`select ${"+275760-09-13T00:00:00.000Z"}::timestamptz`],
  ["a number that does not fit", sql`select ${2 ** 40}::int`],
];

test.each(refused)("a value that Postgres can not hold is the caller's fault: %s", async (_, statement) => {
  await expect(reading(db.execute(statement))).rejects.toThrow(InvalidValue);
  const inside = withTransaction(env, async (transaction) => reading(transaction.execute(statement)));
  await expect(inside).rejects.toThrow(InvalidValue);
});

test("a statement that is wrong is not", async () => {
  const error = await reading(db.execute(sql`select nonsense`)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(InvalidValue);
});

test("such a value is answered as a request with faults", () => {
  expect(problemOfError(new InvalidValue("it does not fit")).problem).toMatchObject({
    status: 422,
    code: "invalid_request",
  });
});
