import { describe, expect, test } from "vitest";
import type { EventId } from "../../src/domain/ids.ts";
import { decodeCursor } from "../../src/search/cursor.ts";
import type { SearchQuery } from "../../src/search/query.ts";
import { createSearch } from "../../src/search/search.ts";
import type { SearchFound, SearchIndex } from "../../src/search/search-index.ts";
import { queryOf } from "../support/search-queries.ts";

const hitOf = (id: EventId, sortKey: number) => ({
  event: {
    id,
    name: id,
    type: "concert" as const,
    startsAt: 1000 + sortKey,
    timeZone: "Europe/Berlin",
    imageUrl: null,
    venue: {
      id: "ven_0000000000000000" as const,
      name: "Hall",
      city: "Berlin",
      country: "DE",
      latitude: 0,
      longitude: 0,
    },
    performers: [],
    prices: null,
    availability: null,
  },
  relevance: 0,
  distanceKm: null,
  sortKey,
});

const ids: readonly EventId[] = ["evt_00000000000a", "evt_00000000000b", "evt_00000000000c"];

/** Answers with these events, and remembers what it was asked. */
const answering = (all = ids) => {
  const asked: SearchQuery[] = [];
  const index: SearchIndex = {
    async find(query, limit): Promise<SearchFound> {
      asked.push(query);
      const hits = all.slice(0, limit).map((id, i) => hitOf(id, i));
      return { hits, facets: null, total: { count: all.length, isExact: true }, corrections: [] };
    },
    suggest: async () => [],
  };
  return { index, asked };
};

const failing = (find: SearchIndex["find"]): SearchIndex => ({ find, suggest: async () => null });
const never = () => new Promise<never>(() => {});

/** The clock stands until the test moves it. */
const searchWith = (index: SearchIndex | null) => {
  const clock = { at: 0 };
  const told: unknown[] = [];
  const { index: fallback, asked } = answering();
  const log = (_: string, error: unknown) => told.push(error);
  const search = createSearch({ index, fallback, now: () => clock.at, log, indexMs: 30, restMs: 500 });
  const ask = async (query = queryOf({})) => (await search.search(query)).source;
  return { search, ask, asked, told, clock };
};

describe("Postgres answers", () => {
  test("when there is no index, or one that is not built", async () => {
    for (const index of [null, failing(async () => null)]) {
      const { ask, told } = searchWith(index);
      expect(await ask()).toBe("postgres");
      expect(told).toEqual([]);
    }
    expect((await searchWith(failing(async () => null)).search.suggest("a", 5)).source).toBe("postgres");
  });

  test("when the index throws, and it is told why", async () => {
    const overloaded = new Error("overloaded");
    const { ask, told } = searchWith(
      failing(async () => {
        throw overloaded;
      }),
    );
    expect(await ask()).toBe("postgres");
    expect(told).toEqual([overloaded]);
  });

  test("when the index takes too long", async () => {
    const { ask, told } = searchWith(failing(never));
    expect(await ask()).toBe("postgres");
    expect(told).toMatchObject([{ name: "IndexIsLate" }]);
  });

  test("for a while after that, without asking, and then the index again", async () => {
    let calls = 0;
    let isAway = true;
    const near = answering().index;
    const { ask, clock } = searchWith({
      ...near,
      find: (query, limit, now) => {
        calls += 1;
        return isAway ? never() : near.find(query, limit, now);
      },
    });
    await ask();
    isAway = false;
    clock.at = 499;
    expect([await ask(), calls]).toEqual(["postgres", 1]);
    clock.at = 500;
    expect([await ask(), calls]).toEqual(["index", 2]);
  });

  test("the pages behind one of its own, where relevance sorts", async () => {
    const cursor = { startsAt: 1, eventId: "evt_00000000000a", sortKey: 1, source: "postgres" } as const;
    const { ask } = searchWith(answering().index);
    expect(await ask({ ...queryOf({ term: "a" }), cursor: { ...cursor, sort: "relevance" } })).toBe(
      "postgres",
    );
    expect(await ask({ ...queryOf({}), cursor: { ...cursor, sort: "date" } })).toBe("index");
    expect(
      await ask({ ...queryOf({ term: "a" }), cursor: { ...cursor, sort: "relevance", source: "index" } }),
    ).toBe("index");
  });
});

test("a page says where it ended and who made it, and the last one that it is the last", async () => {
  const { search } = searchWith(answering().index);
  const { nextCursor, hits } = await search.search(queryOf({ limit: 2 }));
  expect(hits.map(({ event }) => event.id)).toEqual(ids.slice(0, 2));
  expect(decodeCursor(nextCursor ?? "")).toEqual({
    sort: "date",
    source: "index",
    sortKey: 1,
    startsAt: 1001,
    eventId: ids[1],
  });
  expect((await search.search(queryOf({ limit: 3 }))).nextCursor).toBeNull();
});
