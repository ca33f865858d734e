import { sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { httpDatabase } from "../../src/db/client.ts";
import { reading } from "../../src/db/reading.ts";
import { createSalesLedger } from "../../src/db/sales.ts";
import { Unavailable } from "../../src/domain/unavailable.ts";

test("a Postgres that takes a statement and says nothing is away, after ten seconds", async () => {
  const db = httpDatabase({ ...env, NEON_PROXY: `${new URL(env.TEST_CONTROL).host}/silent` });
  const asked = Date.now();
  await Promise.all([
    expect(reading(db.execute(sql`select 1`))).rejects.toThrow(Unavailable),
    expect(createSalesLedger(db).commit([])).rejects.toThrow(),
  ]);
  expect(Date.now() - asked).toBeGreaterThan(9000);
}, 15_000);
