import { neon, NeonDbError } from "@neondatabase/serverless";
import { sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { httpDatabase, withTransaction } from "../../src/db/client.ts";
import { postgresRefusalOf } from "../../src/db/sql-state.ts";

const database = httpDatabase(env);

const rejection = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not reject");
};

describe("Neon's driver through the local proxy", () => {
  it("gives values in the types that Postgres has", async () => {
    const { rows, fields, command, rowCount } = await database.execute(sql`
      select 1::int4 as one, 9007199254740993::int8 as big, 1.5::float8 as half, true as yes, null::text as nothing,
        'né'::text as word, '{"a":[1]}'::jsonb as json, array['x','y"z']::text[] as list, '\\x00ff'::bytea as bytes,
        '2026-03-01T12:00:00.123Z'::timestamptz at time zone 'UTC' = '2026-03-01T12:00:00.123'::timestamp as same`);
    expect(rows).toEqual([
      {
        one: 1,
        big: "9007199254740993",
        half: 1.5,
        yes: true,
        nothing: null,
        word: "né",
        json: { a: [1] },
        list: ["x", 'y"z'],
        bytes: expect.objectContaining({ length: 2 }),
        same: true,
      },
    ]);
    expect(fields[0]).toMatchObject({ name: "one", dataTypeID: 23 });
    expect({ command, rowCount }).toEqual({ command: "SELECT", rowCount: 1 });
  });

  it("takes parameters of every kind", async () => {
    const { rows } = await neon(env.DATABASE_URL).query(
      "select $1::int4 + 1 as n, $2::text as t, $3::jsonb->>'k' as j, $4::bool as b, $5::text[] as l, $6::text as z, $7::bytea as y",
      [41, "o'", { k: "v" }, false, ["p", "q"], null, Buffer.from([1, 2])],
      { fullResults: true },
    );
    expect(rows).toEqual([
      { n: 42, t: "o'", j: "v", b: false, l: ["p", "q"], z: null, y: Buffer.from([1, 2]) },
    ]);
  });

  it("answers columns of one name, each in its place", async () => {
    const rows = await neon(env.DATABASE_URL, { arrayMode: true }).query("select 1 as a, 2 as a");
    expect(rows).toEqual([[1, 2]]);
  });

  it("keeps all of a batch or nothing", async () => {
    await database.execute(sql`create table if not exists batch_rule (id int primary key)`);
    const error = await rejection(
      database.batch([
        database.execute(sql`insert into batch_rule values (1)`),
        database.execute(sql`insert into batch_rule values (1)`),
      ]),
    );
    expect(postgresRefusalOf(error)).toEqual({ code: "23505", constraint: "batch_rule_pkey" });
    expect((await database.execute(sql`select * from batch_rule`)).rows).toEqual([]);
    const [first, second] = await database.batch([
      database.execute(sql`insert into batch_rule values (1), (2)`),
      database.execute(sql`select count(*)::int as n from batch_rule`),
    ]);
    expect(first.rowCount).toBe(2);
    expect(second.rows).toEqual([{ n: 2 }]);
  });

  it("runs a batch in the isolation and the access mode that were asked for", async () => {
    const client = neon(env.DATABASE_URL);
    const modes = [client`show transaction_isolation`, client`show transaction_read_only`];
    expect(await client.transaction(modes, { isolationLevel: "Serializable", readOnly: true })).toEqual([
      [{ transaction_isolation: "serializable" }],
      [{ transaction_read_only: "on" }],
    ]);
  });

  it("tells what Postgres refused, by code", async () => {
    const error = await rejection(neon(env.DATABASE_URL)`select * from no_such_table`);
    expect(error).toBeInstanceOf(NeonDbError);
    expect(error).toMatchObject({ code: "42P01", severity: "ERROR" });
    expect(postgresRefusalOf(await rejection(database.execute(sql`select 1/0`)))).toMatchObject({
      code: "22012",
    });
  });

  it("lets nobody in with a wrong password", async () => {
    const wrong = new URL(env.DATABASE_URL);
    wrong.password = "wrong";
    expect(await rejection(neon(wrong.href)`select 1`)).toMatchObject({ code: "28P01" });
  });

  it("leaves no transaction open for the next request", async () => {
    await database.execute(sql`begin`);
    const { rows } = await database.execute(sql`select now() = statement_timestamp() as fresh`);
    expect(rows).toEqual([{ fresh: true }]);
  });
});

describe("an interactive transaction", () => {
  it("sees its own writes, and keeps them when it resolves", async () => {
    await database.execute(sql`create table if not exists kept (id int)`);
    const seen = await withTransaction(env, async (transaction) => {
      await transaction.execute(sql`insert into kept values (7)`);
      return (await transaction.execute(sql`select id from kept`)).rows;
    });
    expect(seen).toEqual([{ id: 7 }]);
    expect((await database.execute(sql`select id from kept`)).rows).toEqual([{ id: 7 }]);
  });

  it("keeps nothing when it throws, and the error stays what it was", async () => {
    await database.execute(sql`create table if not exists dropped (id int primary key)`);
    const error = await rejection(
      withTransaction(env, async (transaction) => {
        await transaction.execute(sql`insert into dropped values (7)`);
        await transaction.execute(sql`insert into dropped values (7)`);
      }),
    );
    expect(postgresRefusalOf(error)).toEqual({ code: "23505", constraint: "dropped_pkey" });
    expect((await database.execute(sql`select id from dropped`)).rows).toEqual([]);
  });
});
