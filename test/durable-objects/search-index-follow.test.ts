import { runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { documentOf, idOf, TestIndex, tuesday } from "../support/search-index.ts";

describe("an index that follows the log", () => {
  test("has what was added, changed and taken away, of every kind of list", async () => {
    const events = Array.from({ length: 300 }, (_, i) =>
      documentOf({
        popularity: i * i,
        description: "common",
        summary: { name: `Event ${i % 7 === 0 ? "seven" : "other"}` },
      }),
    );
    const index = await TestIndex.with("eeur");
    expect(await index.ids({ term: "common" }, 1000)).toEqual([]);
    index.log.put(...events);
    await index.settle();
    expect((await index.ids({ term: "common" }, 1000)).toSorted()).toEqual(events.map(idOf).toSorted());
    expect((await index.ids({ term: "seven" }, 1000)).length).toBe(43);

    const [first, second, ...rest] = events as [(typeof events)[0], (typeof events)[0]];
    index.log.put({
      ...first,
      popularity: 900_000,
      summary: { ...first.summary, name: "Changed", venue: { ...first.summary.venue, city: "Bonn" } },
    });
    index.log.remove(idOf(second));
    await index.settle();
    expect(await index.ids({ term: "changed" })).toEqual([idOf(first)]);
    expect(await index.ids({ location: "Bonn" })).toEqual([idOf(first)]);
    expect((await index.ids({ term: "common" }, 1000)).toSorted()).toEqual(
      [first, ...rest].map(idOf).toSorted(),
    );
    expect((await index.ids({ term: "seven" }, 1000)).length).toBe(42);
    expect((await index.ids({ sort: "popularity" }, 1))[0]).toBe(idOf(first));
    expect((await index.status()).documents).toBe(299);
  });

  test("is as it was after it slept, and goes on from where it was", async () => {
    const event = documentOf({ summary: { name: "Sleeper" } });
    const index = await TestIndex.with("eeur", [event]);
    await index.sleepAndWake();
    expect(await index.ids({ term: "sleeper" })).toEqual([idOf(event)]);
    const next = documentOf({ summary: { name: "Sleepers" } });
    index.log.put(next);
    await index.sleepAndWake();
    await index.settle();
    expect((await index.ids({ term: "sleeper" })).toSorted()).toEqual([event, next].map(idOf).toSorted());
  });

  test("does nothing twice: the same change again leaves the same index", async () => {
    const event = documentOf({ summary: { name: "Again and again" } });
    const index = await TestIndex.with("eeur", [event]);
    for (let i = 0; i < 3; i++) index.log.put(event);
    await index.settle();
    expect(await index.ids({ term: "again" })).toEqual([idOf(event)]);
    expect((await index.status()).documents).toBe(1);
  });

  test("says how far behind it is while Postgres is away, answers, and catches up", async () => {
    const index = await TestIndex.with("eeur", [documentOf({ summary: { name: "Known" } })]);
    index.log.isAway = true;
    index.log.put(documentOf({ summary: { name: "Newcomer" } }));
    await index.settle();
    expect((await index.ids({ term: "known" })).length).toBe(1);
    expect(await index.ids({ term: "newcomer" })).toEqual([]);
    index.log.isAway = false;
    // Its alarm is set, without any nudge.
    expect(await index.ringAlarm()).toBe(true);
    expect((await index.ids({ term: "newcomer" })).length).toBe(1);
  });

  test("reports how far it is, and builds itself anew when the log does not reach back to it", async () => {
    const index = await TestIndex.with("eeur", [documentOf()]);
    index.log.put(documentOf());
    await index.settle();
    expect(index.log.reports.at(-1)).toBe("2");
    index.log.put(documentOf({ summary: { name: "After" } }));
    index.log.trimAll();
    await index.settle();
    expect((await index.ids({ term: "after" })).length).toBe(1);
    expect((await index.status()).documents).toBe(3);
  });

  test("is nudged by many at once and looks at the log a few times", async () => {
    const index = await TestIndex.with("eeur", [documentOf()]);
    let reads = 0;
    const read = index.log.read.bind(index.log);
    index.log.read = (...asked) => {
      reads++;
      return read(...asked);
    };
    index.log.put(documentOf());
    await Promise.all(Array.from({ length: 50 }, () => index.index.nudge()));
    await index.settle();
    expect((await index.status()).documents).toBe(2);
    expect(reads).toBeLessThan(8);
  });
});

describe("an index that is built anew", () => {
  test("answers as before until the new one is whole, and then has all, also what changed meanwhile", async () => {
    const old = Array.from({ length: 20 }, () => documentOf({ summary: { name: "Old" } }));
    const index = await TestIndex.with("oc", old);
    const late = documentOf({ summary: { name: "Late" } });
    index.log.isGateOpen = false;
    index.log.pagesAsked = 0;
    const rebuilt = index.rebuild();
    while (index.log.pagesAsked === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await index.ids({ term: "old" })).length).toBe(20);
    expect((await index.status()).isBuilding).toBe(true);
    index.log.remove(idOf(old[0] as (typeof old)[0]));
    index.log.put(late);
    index.log.isGateOpen = true;
    await rebuilt;
    expect((await index.ids({ term: "old" })).length).toBe(19);
    expect(await index.ids({ term: "late" })).toEqual([idOf(late)]);
    expect(await index.status()).toMatchObject({ documents: 20, isBuilding: false });
  });

  test("goes on after it went down between batches, and begins anew when it went down within one", async () => {
    const index = await TestIndex.with("afr", [documentOf({ summary: { name: "First" } })]);
    index.log.put(documentOf({ summary: { name: "Second" } }));
    for (const isHalfWritten of [false, true]) {
      await runInDurableObject(index.stub, (_, { storage }) => {
        const [row] = storage.sql.exec<{ progress: string }>("SELECT progress FROM progress").toArray();
        const progress = JSON.parse(row?.progress ?? "{}") as {
          answering: { shelf: string; cursor: unknown };
        };
        const shelf = progress.answering.shelf === "a" ? "b" : "a";
        const building = { shelf, cursor: progress.answering.cursor, after: null, isHalfWritten };
        storage.sql.exec("UPDATE progress SET progress = ?", JSON.stringify({ ...progress, building }));
        // What a batch that was never finished leaves.
        if (isHalfWritten) storage.sql.exec(`INSERT INTO words_${shelf} VALUES ('first', 1, 77, 1)`);
      });
      await index.sleepAndWake();
      expect((await index.ids({ term: "first" })).length).toBe(1);
      await index.settle();
      expect(await index.status()).toMatchObject({ documents: 2, isBuilding: false });
      expect((await index.ids({ term: "first" })).length).toBe(1);
      expect((await index.ids({ term: "second" })).length).toBe(1);
    }
  });

  test("when none was ever built there is no answer, and asking has one built", async () => {
    const index = new TestIndex("sam");
    index.log.put(documentOf());
    await index.instruct();
    await index.index.nudge();
    expect((await index.status()).isBuilding).toBe(false);
    expect(await index.index.suggest("e", 5, tuesday)).toBeNull();
    await index.settle();
    expect((await index.ids({})).length).toBe(1);
  });
});
