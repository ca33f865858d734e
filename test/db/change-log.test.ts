import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createChangeLog } from "../../src/db/change-log.ts";
import { type Transaction, withTransaction } from "../../src/db/client.ts";
import { recordDemand } from "../../src/db/event-demand.ts";
import * as schema from "../../src/db/schema.ts";
import { createPostgresSearchIndex } from "../../src/db/search.ts";
import type { EventId } from "../../src/domain/ids.ts";
import type { LogCursor } from "../../src/search/change-log.ts";
import {
  addEvent,
  addPerformer,
  addToEvent,
  addVenue,
  db,
  editEvent,
  editPerformer,
  editVenue,
  inDays,
  rareWord,
} from "../support/catalogue.ts";
import { queryOf } from "../support/search-queries.ts";

const log = createChangeLog(db);

const pageAfter = async (cursor: LogCursor, limit = 1000) => {
  const page = await log.read(cursor, limit);
  if (!page) throw new Error("the log is trimmed");
  return page;
};

/** When all that was committed until now can be read. */
const settled = async (): Promise<void> => {
  const { rows } = await db.execute<{ xid: string }>(sql`select pg_current_xact_id()::text as xid`);
  while (BigInt((await log.end()).xid) <= BigInt(rows[0]?.xid ?? 0)) await scheduler.wait(20);
};

/** All changes of these events, in the log's order: tests beside this one write to the same log, and hold it up for moments. */
const changesOf = async (ids: readonly EventId[], from: LogCursor, enough = ids.length) => {
  for (let i = 0; ; i++) {
    const { changes } = await pageAfter(from);
    const ours = changes.map(({ eventId }) => eventId).filter((id) => ids.includes(id));
    if (ours.length >= enough || i > 200) return ours;
    await scheduler.wait(20);
  }
};

/** What a reader sees who trusts the numbers of the rows. */
const bySequenceAlone = async (after: string): Promise<readonly { id: string; event_id: EventId }[]> => {
  const { rows } = await db.execute<{ id: string; event_id: EventId }>(
    sql`select id::text as id, event_id from search_changes c where c.id > ${after}::bigint order by c.id`,
  );
  return rows;
};

const rename = (transaction: Transaction, id: EventId) =>
  transaction.update(schema.events).set({ name: rareWord() }).where(eq(schema.events.id, id));

describe("a reader of the log", () => {
  test("waits for a transaction that is open, and who reads by sequence alone misses what that one wrote", async () => {
    const [early, late] = [await addEvent(), await addEvent()];
    await settled();
    const start = await log.end();
    const before = (await bySequenceAlone("0")).at(-1)?.id ?? "0";
    const lastSeen = await withTransaction(env, async (transaction) => {
      await rename(transaction, early);
      await editEvent(late, { name: rareWord() });
      const seen = (await bySequenceAlone(before)).filter(({ event_id }) => [early, late].includes(event_id));
      expect(seen.map(({ event_id }) => event_id)).toEqual([late]);
      const { changes, lagMs } = await pageAfter(start);
      expect(changes.map(({ eventId }) => eventId)).not.toContain(late);
      expect(lagMs).toBeGreaterThan(0);
      return seen[0]?.id ?? "";
    });
    // The trap: the number was given before, the row is seen after.
    expect((await bySequenceAlone(lastSeen)).map(({ event_id }) => event_id)).not.toContain(early);
    expect(await changesOf([early, late], start)).toEqual([early, late]);
  });

  test("misses nothing and sees nothing twice, however transactions overlap", async () => {
    const ids = await Promise.all(Array.from({ length: 24 }, () => addEvent()));
    await settled();
    let cursor = await log.end();
    let open = ids.length;
    const writers = ids.map(async (id, i) => {
      await withTransaction(env, async (transaction) => {
        await scheduler.wait((i * 37) % 100);
        await rename(transaction, id);
        await scheduler.wait((i * 53) % 150);
      });
      open -= 1;
    });
    const seen: string[] = [];
    const places: LogCursor[] = [];
    for (let rounds = 0; rounds < 1000; rounds++) {
      const noneOpen = open === 0;
      const page = await pageAfter(cursor, 3);
      seen.push(...page.changes.map(({ eventId }) => eventId).filter((id) => ids.includes(id)));
      cursor = page.cursor;
      places.push(cursor);
      if (noneOpen && seen.length >= ids.length) break;
    }
    await Promise.all(writers);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const order = (a: LogCursor, b: LogCursor) =>
      Number(BigInt(a.xid) - BigInt(b.xid) || BigInt(a.id) - BigInt(b.id));
    expect(places.toSorted(order)).toEqual(places);
  });

  test("sees an event once a page, and that there is more", async () => {
    const start = await log.end();
    const id = await addEvent();
    await editEvent(id, { name: "Again" });
    const other = await addEvent();
    expect(await changesOf([id, other], start)).toEqual([id, other]);
    expect((await pageAfter(start, 1)).isBehind).toBe(true);
  });
});

describe("the log", () => {
  const changed = async (
    ids: readonly EventId[],
    change: () => PromiseLike<unknown>,
    not: EventId[] = [],
  ) => {
    await settled();
    const start = await log.end();
    await change();
    return changesOf([...ids, ...not], start, ids.length);
  };

  test("has every event that a change of an event, a venue, a performer or a price touches, once", async () => {
    const [venueId, performer] = [await addVenue(), await addPerformer("Someone")];
    const ids = await Promise.all([1, 2].map(() => addEvent({ venueId, performers: [performer] })));
    const [one, two] = ids.toSorted();
    const stranger = await addEvent();
    if (!one || !two) throw new Error("two were added");
    const { priceCategories, eventPerformers } = schema;
    const ofOne = eq(priceCategories.eventId, one);
    const raise = db.update(priceCategories).set({ priceMinor: 10_000 }).where(ofOne);
    const replacePrices = () =>
      db.batch([
        db.delete(priceCategories).where(ofOne),
        db.insert(priceCategories).values([
          { eventId: one, category: "Front", priceMinor: 1 },
          { eventId: one, category: "Back", priceMinor: 2 },
        ]),
      ]);
    expect(await changed([one], () => editEvent(one, { imageUrl: "https://x.test/i" }), [stranger])).toEqual([
      one,
    ]);
    expect(await changed([one], () => raise, [stranger])).toEqual([one]);
    expect(await changed([one], replacePrices, [stranger])).toEqual([one]);
    expect(await changed([one, two], () => editVenue(venueId, { city: "Moved" }), [stranger])).toEqual([
      one,
      two,
    ]);
    expect(await changed([one, two], () => editPerformer(performer, "Renamed"), [stranger])).toEqual([
      one,
      two,
    ]);
    const leave = db.delete(eventPerformers).where(eq(eventPerformers.eventId, two));
    expect(await changed([two], () => leave, [one, stranger])).toEqual([two]);
    expect(await changed([two], () => addToEvent(two, performer, 0), [one, stranger])).toEqual([two]);
  });

  test("has an event that leaves the search, however it leaves", async () => {
    for (const status of ["closed", "canceled", "draft"] as const) {
      const id = await addEvent();
      expect(await changed([id], () => editEvent(id, { status }))).toEqual([id]);
      expect(await log.documents([id])).toEqual([]);
    }
    const id = await addEvent();
    expect(await changed([id], () => db.delete(schema.events).where(eq(schema.events.id, id)))).toEqual([id]);
  });

  test("has nothing of what was rolled back, nor of drafts", async () => {
    const [id, draft, witness] = [
      await addEvent(),
      await addEvent({ event: { status: "draft" } }),
      await addEvent(),
    ];
    await settled();
    const start = await log.end();
    const roll = withTransaction(env, async (transaction) => {
      await rename(transaction, id);
      throw new Error("no");
    });
    await expect(roll).rejects.toThrow("no");
    await editEvent(draft, { name: "Still nobody's" });
    await editEvent(witness, { name: "Seen" });
    expect(await changesOf([witness], start)).toEqual([witness]);
    expect(await changesOf([id, draft], start, 0)).toEqual([]);
  });

  test("has what a box office tells, and not what it tells again", async () => {
    const id = await addEvent();
    const told = { eventId: id, availability: "few", lowestMinor: 5000, popularity: 7 } as const;
    expect(
      await changed([id], () => recordDemand(db, [told, { ...told, eventId: "evt_gone00000000" }])),
    ).toEqual([id]);
    expect(await log.documents([id])).toMatchObject([
      { popularity: 7, summary: { availability: "few", prices: { lowestMinor: 5000, highestMinor: 9000 } } },
    ]);
    const witness = await addEvent();
    const start = await log.end();
    await recordDemand(db, [told]);
    await editEvent(witness, { name: "Seen" });
    expect(await changesOf([witness, id], start, 1)).toEqual([witness]);
  });
});

describe("a trimmed log", () => {
  class Undone extends Error {}
  /** Trims in a transaction that is rolled back, so that nobody else's place in the log is lost. */
  const tried = async (
    run: (log: ReturnType<typeof createChangeLog>, transaction: Transaction) => Promise<void>,
  ) => {
    const trying = withTransaction(env, async (transaction) => {
      await transaction.delete(schema.searchReaders);
      await run(createChangeLog(transaction), transaction);
      throw new Undone();
    });
    await expect(trying).rejects.toBeInstanceOf(Undone);
  };

  const threePlaces = async (): Promise<readonly [LogCursor, LogCursor, LogCursor]> => {
    const places: LogCursor[] = [];
    for (let i = 0; i < 3; i++) {
      places.push(await log.end());
      await addEvent();
      await settled();
    }
    const [first, second, third] = places;
    if (!first || !second || !third) throw new Error("three were taken");
    return [first, second, third];
  };

  test("keeps what the slowest reader has not read, and tells who is further behind to rebuild", async () => {
    const [first, second, third] = await threePlaces();
    await tried(async (trying) => {
      await trying.report("me", third);
      await trying.report("oc", second);
      await trying.trim();
      expect(await trying.read(first, 1000)).toBeNull();
      expect((await trying.read(second, 1000))?.changes.length).toBeGreaterThan(0);
      await trying.report("oc", third);
      await trying.trim();
      expect(await trying.read(second, 1000)).toBeNull();
      expect(await trying.read(third, 1000)).not.toBeNull();
    });
    expect(await log.read(first, 1)).not.toBeNull();
  });

  test("does not wait for a reader that has been silent for a week", async () => {
    const [, second, third] = await threePlaces();
    await tried(async (trying, transaction) => {
      await trying.report("me", third);
      await trying.report("oc", second);
      const { searchReaders } = schema;
      await transaction
        .update(searchReaders)
        .set({ updatedAt: inDays(-6.9) })
        .where(eq(searchReaders.region, "oc"));
      await trying.trim();
      expect(await trying.read(second, 1000)).not.toBeNull();
      await transaction
        .update(searchReaders)
        .set({ updatedAt: inDays(-7.1) })
        .where(eq(searchReaders.region, "oc"));
      await trying.trim();
      expect(await trying.read(second, 1000)).toBeNull();
    });
  });

  test("without a reader is no longer than a week", async () => {
    const [first, second] = await threePlaces();
    await tried(async (trying, transaction) => {
      await trying.trim();
      expect(await trying.read(first, 1000)).not.toBeNull();
      await transaction.execute(sql`
        update search_changes set at = now() - interval '8 days'
         where (xid, id) > (${first.xid}::text::xid8, 0) and (xid, id) < (${second.xid}::text::xid8, 0)`);
      await trying.trim();
      expect(await trying.read(first, 1000)).toBeNull();
      expect(await trying.read(second, 1000)).not.toBeNull();
    });
  });
});

describe("the documents", () => {
  test("are what Postgres finds and shows", async () => {
    const word = rareWord();
    const performers = [await addPerformer("First"), await addPerformer("Second")];
    const venueId = await addVenue({
      city: "São Paulo",
      region: "SP",
      country: "BR",
      timeZone: "America/Sao_Paulo",
    });
    const startsAt = new Date("2091-07-01T01:00:00Z");
    const id = await addEvent({ event: { name: word, description: "Long", startsAt }, performers, venueId });
    await addEvent({ event: { name: word, status: "closed" } });
    const found = await createPostgresSearchIndex(db).find(queryOf({ term: word }), 10, Date.now());
    const [document, ...more] = await log.documents([id, "evt_gone00000000"]);
    expect(more).toEqual([]);
    expect(found?.hits.map(({ event }) => event)).toEqual([document?.summary]);
    expect(document).toMatchObject({
      summary: { id, performers: ["First", "Second"], prices: { lowestMinor: 4500, highestMinor: 9000 } },
      description: "Long",
      organizationId: "org_test",
      performerIds: performers,
      region: "SP",
      day: "2091-06-30",
      endsAt: startsAt.getTime(),
      popularity: 0,
    });
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  test("for a rebuild come in pages, each once, without what is over", async () => {
    const over = await addEvent({ event: { startsAt: inDays(-1) } });
    const ids = await Promise.all([1, 2, 3].map(() => addEvent()));
    const seen: EventId[] = [];
    for (let after: EventId | null = null; ; ) {
      const page = await log.all(after, 7);
      if (page.length === 0) break;
      seen.push(...page.map(({ summary }) => summary.id));
      after = seen.at(-1) ?? null;
    }
    expect(seen).toEqual(expect.arrayContaining(ids));
    expect(seen).not.toContain(over);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
