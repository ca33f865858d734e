import { sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { afterAll, expect, it } from "vitest";
import { httpDatabase, withTransaction } from "../../src/db/client.ts";
import { startPostgres, stopPostgres } from "../support/outage.ts";

const database = httpDatabase(env);
const one = sql`select 1 as one`;

afterAll(startPostgres);

it("a database that is away refuses at once, and serves again when it is back, over HTTP and over a socket", async () => {
  const overSocket = () => withTransaction(env, async (transaction) => (await transaction.execute(one)).rows);
  expect((await database.execute(one)).rows).toEqual([{ one: 1 }]);
  await stopPostgres();
  await expect(database.execute(one)).rejects.toThrow();
  await expect(overSocket()).rejects.toThrow();
  await startPostgres();
  expect((await database.execute(one)).rows).toEqual([{ one: 1 }]);
  expect(await overSocket()).toEqual([{ one: 1 }]);
});

it("a transaction whose database goes away rejects, and its writes are not kept", async () => {
  await database.execute(sql`create table if not exists cut (id int)`);
  const cut = withTransaction(env, async (transaction) => {
    await transaction.execute(sql`insert into cut values (1)`);
    await stopPostgres();
    await transaction.execute(sql`insert into cut values (2)`);
  });
  await expect(cut).rejects.toThrow();
  await startPostgres();
  expect((await database.execute(sql`select * from cut`)).rows).toEqual([]);
});
