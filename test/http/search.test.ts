import { env, exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { recordDemand } from "../../src/db/event-demand.ts";
import { createGateway } from "../../src/http/gateway.ts";
import type { Services } from "../../src/services.ts";
import { api } from "../support/api.ts";
import { addEvent, addPerformer, addVenue, db, inDays, rareWord } from "../support/catalogue.ts";

interface Result {
  readonly events: readonly { readonly id: string; readonly availability: string | null }[];
  readonly nextCursor: string | null;
  readonly total: unknown;
  readonly facets: Readonly<Record<string, readonly unknown[]>> | null;
  readonly corrections: readonly unknown[];
}

const search = async (parameters: Record<string, string>): Promise<Result> => {
  const answer = await api(`/search?${new URLSearchParams(parameters)}`);
  if (answer.status !== 200) throw new Error(await answer.text());
  return await answer.json<Result>();
};

const found = async (parameters: Record<string, string>): Promise<readonly string[]> =>
  (await search(parameters)).events.map(({ id }) => id);

/** The address under which the gateway asks the cached entry. */
const keyOf = async (path: string): Promise<string> => {
  let asked = "";
  const publicViews = {
    fetch: async ({ url }: Request) => {
      const { pathname, search: query } = new URL(url);
      asked = pathname + query;
      return Response.json({});
    },
  };
  const gateway = createGateway(() => ({ publicViews }) as unknown as Services);
  const ctx = { waitUntil() {}, passThroughOnException() {}, props: {} };
  const answer = await gateway.request(`https://frontrow.test${path}`, {}, env, ctx);
  if (asked === "") throw new Error(await answer.text());
  return asked;
};

describe("GET /search", () => {
  test("takes all its parameters together, and every one matters", async () => {
    const term = rareWord();
    const [venue, performer] = [
      await addVenue({ city: "Wien", country: "AT", latitude: 48.2, longitude: 16.37 }),
      await addPerformer("Quartet"),
    ];
    const id = await addEvent({
      event: {
        name: `${term} night`,
        startsAt: new Date("2091-03-05T19:00:00Z"),
        type: "classical",
        organizationId: "org_vienna",
      },
      venueId: venue,
      performers: [performer],
    });
    await recordDemand(db, [{ eventId: id, availability: "few", lowestMinor: 4500, popularity: 3 }]);
    const asked = {
      term: `"${term} night" quart`,
      location: "48.2,16.37",
      radiusKm: "20",
      type: "classical,concert",
      date: "2091-03-01..2091-03-31",
      priceMin: "4000",
      priceMax: "5000",
      currency: "EUR",
      available: "true",
      organizer: "org_vienna",
      venue,
      performer,
      sort: "distance",
      facets: "true",
      limit: "5",
    };
    const result = await search(asked);
    expect(result).toMatchObject({
      events: [{ id, availability: "few" }],
      total: { count: 1, isExact: true },
      facets: { city: [{ value: "Wien, AT", count: 1 }], availability: [{ value: "few", count: 1 }] },
      corrections: [],
      nextCursor: null,
    });
    const others = {
      term: `"night ${term}"`,
      location: "50,16.37",
      type: "sport",
      date: "2091-04-01..",
      priceMin: "9001",
      priceMax: "4400",
      currency: "usd",
      organizer: "org_other",
      venue: await addVenue(),
      performer: await addPerformer("Solo"),
    };
    for (const [name, value] of Object.entries(others)) {
      const contradicts =
        name === "priceMin" ? { priceMax: "9999" } : name === "priceMax" ? { priceMin: "1" } : {};
      expect([name, await found({ ...asked, ...contradicts, [name]: value })]).toEqual([name, []]);
    }
    await recordDemand(db, [{ eventId: id, availability: "sold_out", lowestMinor: null, popularity: 9 }]);
    expect(await found(asked)).toEqual([]);
    expect(await found({ ...asked, available: "false" })).toEqual([id]);
  });

  test("says which word it read another way", async () => {
    const term = rareWord();
    const id = await addEvent({ event: { name: term } });
    const from = `${term.slice(0, 5)}q${term.slice(6)}`;
    expect(await search({ term: from })).toMatchObject(
      from === term ? {} : { events: [{ id }], corrections: [{ from, to: term }] },
    );
  });

  test("goes through all pages in every order", async () => {
    const term = rareWord();
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map((days) => addEvent({ event: { name: term, startsAt: inDays(days) } })),
    );
    for (const sort of ["relevance", "date", "popularity", "distance"]) {
      const seen: string[] = [];
      let cursor: string | null = "";
      do {
        const page: Result = await search({
          term,
          sort,
          location: "52.5,13.4",
          limit: "2",
          ...(cursor ? { cursor } : {}),
        });
        seen.push(...page.events.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(ids);
    }
  });

  test("says who answered, also to another site's pages, and keeps that inside the cached answer", async () => {
    const answer = await api("/search", { headers: { origin: "https://elsewhere.test" } });
    expect(answer.headers.get("search-source")).toBe("postgres");
    expect(answer.headers.get("access-control-expose-headers")?.split(",")).toContain("search-source");
    const cached = await exports.PublicViews.fetch("https://views/search");
    expect(cached.headers.get("search-source")).toBe("postgres");
  });

  test("understands place and time at the end of a term, under the key of the parameters", async () => {
    expect(await keyOf("/search?term=Jazz%20near%20Berlin%20this%20weekend")).toBe(
      await keyOf("/search?date=weekend&location=52.52,13.405&term=jazz"),
    );
  });
});

describe("GET /search/suggest", () => {
  test("completes what is typed, and is kept like a search", async () => {
    const word = rareWord();
    const id = await addPerformer(`${word} Trio`);
    await addEvent({ performers: [id] });
    const path = `/search/suggest?term=${word.slice(0, 7).toUpperCase()}`;
    const answer = await api(path);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { suggestions: [{ kind: "performer", text: `${word} Trio`, id }] },
    ]);
    expect(answer.headers.get("search-source")).toBe("postgres");
    const cached = await exports.PublicViews.fetch(`https://views${path}`);
    expect(cached.headers.get("cache-tag")).toBe("search");
    expect(cached.headers.get("cloudflare-cdn-cache-control")).toMatch(/^max-age=30, /);
  });

  test("has one key for what means the same", async () => {
    const keys = ["?term=Beyonc%C3%A9", "?limit=8&term=beyonce", "?term=%20BEYONCE%20"].map((query) =>
      keyOf(`/search/suggest${query}`),
    );
    expect(new Set(await Promise.all(keys)).size).toBe(1);
    expect(await keyOf("/search/suggest?term=beyonce&limit=5")).not.toBe(await keys[0]);
  });

  test("of symbols alone is empty, and what makes no sense is refused", async () => {
    for (const term of ["!!", "%25", "-", "%20"])
      expect([term, await (await api(`/search/suggest?term=${term}`)).json()]).toEqual([
        term,
        { suggestions: [] },
      ]);
    for (const query of [
      "",
      "?term=a&limit=0",
      "?term=a&limit=21",
      "?term=a&lang=de",
      `?term=${"x".repeat(101)}`,
      "?term=%00",
    ]) {
      const answer = await api(`/search/suggest${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
    }
  });
});
