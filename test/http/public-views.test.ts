import { env, exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { newEventId, ticketIdOf } from "../../src/domain/ids.ts";
import { decodeFrame } from "../../src/domain/live/frames.ts";
import { createGateway } from "../../src/http/gateway.ts";
import type { Services } from "../../src/services.ts";
import { api, fanToken } from "../support/api.ts";
import { random, setupOf } from "../support/box-office.ts";
import {
  bringIndexUpToDate,
  addEvent,
  addGeometry,
  addPerformer,
  addVenue,
  db,
  rareWord,
} from "../support/catalogue.ts";
import * as schema from "../../src/db/schema.ts";

const ofCache = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  exports.PublicViews.fetch(`https://views${path}`, { headers });

/** What the gateway asks the cached entry: the key of the cache, and all that goes along. */
const handedOn = async (path: string, headers: Record<string, string> = {}): Promise<Request> => {
  let asked: Request | undefined;
  const publicViews = {
    fetch: async (request: Request) => {
      asked = request;
      return Response.json({});
    },
  };
  const gateway = createGateway(() => ({ publicViews }) as unknown as Services);
  const answer = await gateway.request(`https://frontrow.test${path}`, { headers }, env, {
    waitUntil() {},
    passThroughOnException() {},
    props: {},
  });
  if (!asked) throw new Error(await answer.text());
  return asked;
};

const keyOf = async (path: string): Promise<string> => {
  const { pathname, search } = new URL((await handedOn(path)).url);
  return pathname + search;
};

const codeOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { code: unknown }).code;

const id = newEventId(random);

describe("the key of the cache", () => {
  test("questions that mean the same have one key", async () => {
    const same: readonly (readonly string[])[] = [
      ["/search", "/search?", "/search?limit=20", "/search?term=", "/search?type=&date=%20"],
      [
        "/search?term=Beyonc%C3%A9%20live",
        "/search?term=%20beyonce%20%20LIVE!",
        "/search?limit=20&term=beyonce+live",
      ],
      ["/search?date=2027-03-01&term=a", "/search?term=a&date=2027-03-01..2027-03-01"],
      ["/search?type=sport,concert", "/search?type=concert&type=sport", "/search?type=sport,concert,sport"],
      ["/search?location=Berlin,Germany", "/search?location=berlin%20%2C%20GERMANY"],
      [
        "/search?location=52.52,13.40",
        "/search?location=52.5174,13.3951&radiusKm=50",
        "/search?location=52.49,%2013.42",
      ],
      [`/events/${id}/tickets`, `/events/${id}/tickets?limit=100&status=&category=`],
      [
        `/events/${id}/tickets?status=held,sold&limit=5`,
        `/events/${id}/tickets?limit=5&status=sold&status=held`,
      ],
    ];
    for (const paths of same) expect(new Set(await Promise.all(paths.map(keyOf))).size).toBe(1);
  });

  test("questions that differ have different keys", async () => {
    const different = [
      "/search",
      "/search?term=a",
      "/search?term=b",
      "/search?location=52,13",
      "/search?location=54,13",
      "/search?location=52,13&radiusKm=10",
      "/search?limit=21",
      "/search?date=..2027-03-01",
      "/search?date=2027-03-01..",
    ];
    expect(new Set(await Promise.all(different.map(keyOf))).size).toBe(different.length);
  });

  test("a normal URL is its own normal URL", async () => {
    for (const path of [
      "/search?term=L'%C3%A9t%C3%A9&location=-0.01,179.999&type=talk,sport&limit=7&radiusKm=3",
      "/search?location=S%C3%A3o%20Paulo,br&date=..2027-01-01",
    ]) {
      const key = await keyOf(path);
      expect(await keyOf(key)).toBe(key);
    }
  });

  test("nothing of the fan goes along", async () => {
    const { headers } = await handedOn(`/events/${id}/availability`, {
      authorization: `Bearer ${await fanToken()}`,
      cookie: "__Host-frontrow=x",
      "if-none-match": "*",
      "x-forwarded-host": "elsewhere",
      "user-agent": "x",
      accept: "text/html,application/octet-stream;q=0.9,*/*;q=0.1",
    });
    expect([...headers]).toEqual([["accept", "application/octet-stream"]]);
  });

  test("an unknown parameter is refused and named", async () => {
    for (const [path, at] of [
      ["/search?tern=x", "tern"],
      [`/events/${id}?fresh=1`, "fresh"],
      [`/events/${id}/tickets?page=2`, "page"],
      [`/events/${id}/availability?sinse=2`, "sinse"],
    ] as const) {
      const response = await api(path);
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ code: "invalid_request", errors: [{ in: "query", at }] });
    }
  });

  test("a term without a word in it finds nothing, and is no fault", async () => {
    for (const term of ["%3A*%26%7C!", "!!!"]) {
      const answer = await api(`/search?term=${term}`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ events: [], nextCursor: null });
    }
  });

  test("a parameter that makes no sense is refused, whatever it is", async () => {
    const long = "x".repeat(10_000);
    for (const query of [
      `term=${long}`,
      "term=%00",
      "term=a&term=b",
      "location=91,0",
      "location=0,181",
      "location=Berlin&radiusKm=5",
      "location=1,2&radiusKm=501",
      "location=1,2&radiusKm=0",
      "location=,,",
      "type=opera",
      "date=2027-02-30",
      "date=..",
      "date=2027-03-02..2027-03-01",
      "date=tomorrow",
      "date=weekend..",
      "priceMin=-1",
      "priceMin=",
      "priceMax=1.5",
      "priceMin=2&priceMax=1",
      "currency=eur",
      "priceMax=1&currency=euro",
      "available=yes",
      "available=true&available=false",
      "facets=1",
      "organizer=x",
      "venue=evt_7k2m9q4x1v8p",
      "performer=",
      "sort=price",
      "sort=relevance",
      "sort=distance",
      "sort=distance&location=Berlin",
      "cursor=x",
      "cursor=",
      "limit=0",
      "limit=101",
      "limit=x",
      "radiusKm=5",
    ])
      expect([query, (await api(`/search?${query}`)).status]).toEqual([query, 422]);
    for (const query of [
      "term='%20OR%201=1",
      "term=%ED%A0%80x",
      "term=%E2%98%86a",
      "location=%00a",
      "location=%27",
    ])
      expect([query, (await api(`/search?${query}`)).status < 500]).toEqual([query, true]);
  });
});

/** An event that a box office sells: 4 seats in two categories, one row each. */
const onSale = async (parts: Parameters<typeof addEvent>[0] = {}) => {
  const hash = "ab".repeat(32);
  await db
    .insert(schema.seatMapGeometries)
    .values({
      hash,
      capacity: 4,
      geometry: '{"categories":[{"name":"Front","color":"#c00"},{"name":"Back","color":"#00c"}]}',
    })
    .onConflictDoNothing();
  await db
    .insert(schema.seats)
    .values(
      [0, 1, 2, 3].map((seatNo) => ({
        hash,
        seatNo,
        seatGuid: `s${seatNo}`,
        section: "Stalls",
        row: seatNo < 2 ? "A" : "B",
        label: String(seatNo),
        category: seatNo < 2 ? 0 : 1,
        accessible: false,
        removed: false,
      })),
    )
    .onConflictDoNothing();
  const eventId = await addEvent({ ...parts, hash });
  const office = env.BOX_OFFICE.getByName(eventId);
  const opened = await office.open(setupOf(eventId, { rows: [2, 2], categories: 2 }, {}, [3]), []);
  expect(opened.ok).toBe(true);
  return eventId;
};

describe("what may be kept", () => {
  test("every view says for how long, for the edge and for others, and under which tags", async () => {
    const venueId = await addVenue();
    const eventId = await onSale({ venueId });
    const hash = await addGeometry();
    const kept = async (path: string) => {
      const { status, headers } = await ofCache(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get("etag")).toMatch(/^"[^"]+"$/);
      expect(headers.get("set-cookie")).toBeNull();
      return [
        headers.get("cache-control"),
        headers.get("cloudflare-cdn-cache-control"),
        headers.get("cache-tag"),
        headers.get("vary"),
      ];
    };
    expect(await kept("/search")).toEqual([
      "public, max-age=0",
      "max-age=30, stale-while-revalidate=60, stale-if-error=86400",
      "search",
      null,
    ]);
    expect(await kept(`/events/${eventId}`)).toEqual([
      "public, max-age=0",
      expect.stringMatching(/^max-age=3600, stale-while-/),
      `event:${eventId},venue:${venueId}`,
      null,
    ]);
    expect(await kept(`/events/${eventId}/tickets`)).toEqual([
      "public, max-age=1",
      expect.stringMatching(/^max-age=1, /),
      `event:${eventId}`,
      null,
    ]);
    expect(await kept(`/events/${eventId}/availability`)).toEqual([
      "public, max-age=1",
      expect.stringMatching(/^max-age=1, /),
      `event:${eventId}`,
      "accept",
    ]);
    expect(await kept(`/seat-maps/${hash}`)).toEqual([
      "public, max-age=31536000, immutable",
      "max-age=31536000",
      `seat-map:${hash}`,
      null,
    ]);
  });

  test("what is missing is kept briefly under the tag of what it would be, other problems never", async () => {
    for (const path of [`/events/${id}`, `/events/${id}/tickets`, `/events/${id}/availability`]) {
      const { status, headers } = await ofCache(path);
      expect([status, headers.get("cloudflare-cdn-cache-control"), headers.get("cache-tag")]).toEqual([
        404,
        "max-age=5",
        `event:${id}`,
      ]);
    }
    expect((await ofCache("/search?limit=0")).headers.get("cache-control")).toBe("no-store");
  });

  test("what a fan does is never kept, nor readable by another site's pages", async () => {
    const token = await fanToken();
    for (const response of [
      await api("/session", { method: "POST" }),
      await api("/booking/orders", { token }),
      await api("/booking/holds/hld_x", { token }),
      await api("/booking/orders"),
    ]) {
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("public views are readable by every page, and what is for the cache stays inside", async () => {
    const { headers } = await api("/search", { headers: { origin: "https://elsewhere.test" } });
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect([headers.get("cache-tag"), headers.get("cloudflare-cdn-cache-control")]).toEqual([null, null]);
  });

  test("who has an answer already is told so, by the gateway and behind it", async () => {
    const hash = await addGeometry();
    for (const ask of [
      api,
      (path: string, { headers }: { headers: Record<string, string> }) => ofCache(path, headers),
    ]) {
      const whole = await ask(`/seat-maps/${hash}`, { headers: {} });
      expect(whole.headers.get("etag")).toBe(`"${hash}"`);
      for (const tag of [`"${hash}"`, `W/"${hash}"`, `"other", "${hash}"`, "*"]) {
        const again = await ask(`/seat-maps/${hash}`, { headers: { "if-none-match": tag } });
        expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", `"${hash}"`]);
        expect(again.headers.get("cache-control")).toContain("immutable");
      }
      expect((await ask(`/seat-maps/${hash}`, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    }
  });

  test("an answer's name changes with its content", async () => {
    const word = rareWord();
    const etag = async () => (await api(`/search?term=${word}`)).headers.get("etag");
    const before = await etag();
    expect(await etag()).toBe(before);
    await addEvent({ event: { name: word } });
    await bringIndexUpToDate();
    expect(await etag()).not.toBe(before);
  });

  test("an event is kept without its seats, and each answer has those of about now", async () => {
    const eventId = await onSale();
    const kept = (await ofCache(`/events/${eventId}`)).headers.get("etag");
    const shown = async () => {
      const answer = await api(`/events/${eventId}`);
      const { priceCategories } = await answer.json<{ priceCategories: { available: number }[] }>();
      return { etag: answer.headers.get("etag"), left: priceCategories.map(({ available }) => available) };
    };
    const before = await shown();
    expect(await shown()).toEqual(before);
    const ticketId = ticketIdOf(eventId, 0);
    const held = await api("/booking/reserve", { token: await fanToken(), json: { ticketId } });
    expect(held.status).toBe(201);
    const after = await shown();
    expect([before.left, after.left]).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(after.etag).not.toBe(before.etag);
    expect((await ofCache(`/events/${eventId}`)).headers.get("etag")).toBe(kept);
  });

  test("HEAD answers as GET would, without a body", async () => {
    const response = await api("/search", { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(response.headers.get("etag")).toBe((await api("/search")).headers.get("etag"));
  });
});

describe("the views", () => {
  test("a search answers with partial events in the venue's own time", async () => {
    const word = rareWord();
    const eventId = await addEvent({
      event: { name: word, startsAt: new Date("2091-07-01T18:00:00Z"), imageUrl: "https://x.test/a.png" },
      performers: [await addPerformer("First"), await addPerformer("Second")],
    });
    await bringIndexUpToDate();
    const response = await api(`/search?term=${word}&location=52.5,13.4`);
    expect(await response.json()).toEqual({
      events: [
        {
          id: eventId,
          name: word,
          type: "concert",
          startsAt: "2091-07-01T18:00:00.000Z",
          startsAtLocal: "2091-07-01T20:00:00",
          timeZone: "Europe/Berlin",
          imageUrl: "https://x.test/a.png",
          venue: {
            id: expect.stringMatching(/^ven_/),
            name: "Hall",
            city: "Nowhere",
            country: "DE",
            latitude: 52.5,
            longitude: 13.4,
          },
          performers: ["First", "Second"],
          price: { lowestMinor: 4500, highestMinor: 9000, currency: "eur" },
          availability: null,
          distanceKm: 0,
        },
      ],
      nextCursor: null,
      total: { count: 1, isExact: true },
      facets: null,
      corrections: [],
      around: { latitude: 52.5, longitude: 13.4, radiusKm: 50 },
    });
  });

  test("an event shows its prices and the seats left of each, and where its views are", async () => {
    const eventId = await onSale({ performers: [await addPerformer("Headliner")] });
    const event = await (await api(`/events/${eventId}`)).json();
    expect(event).toMatchObject({
      id: eventId,
      status: "published",
      performers: [{ name: "Headliner" }],
      priceCategories: [
        { name: "Front", priceMinor: 9000, available: 2 },
        { name: "Back", priceMinor: 4500, available: 1 },
      ],
      links: { seatMap: `/seat-maps/${"ab".repeat(32)}`, live: `/events/${eventId}/live` },
    });
  });

  test("a draft is nobody's to see", async () => {
    const eventId = await addEvent({ event: { status: "draft" } });
    for (const view of ["", "/tickets", "/availability"]) {
      const response = await api(`/events/${eventId}${view}`);
      expect([response.status, await codeOf(response)]).toEqual([404, "event_not_found"]);
    }
  });

  test("an event without its box office is still shown, its seats unknown", async () => {
    const eventId = await addEvent();
    expect(await (await api(`/events/${eventId}`)).json()).toMatchObject({
      priceCategories: [{ available: null }, { available: null }],
    });
  });

  test("tickets come in pages without gaps or repeats, with price and status", async () => {
    const eventId = await onSale();
    const read = async (query: string) =>
      (await (await api(`/events/${eventId}/tickets${query}`)).json()) as {
        tickets: { ticketId: string; status: string; priceMinor: number }[];
        nextCursor: string | null;
      };
    const all = await read("");
    expect(all.tickets.map(({ status, priceMinor }) => [status, priceMinor])).toEqual([
      ["available", 9000],
      ["available", 9000],
      ["available", 4500],
      ["blocked", 4500],
    ]);
    const paged = [];
    let cursor = "";
    for (;;) {
      const { tickets, nextCursor } = await read(`?limit=1${cursor}`);
      paged.push(...tickets);
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(paged).toEqual(all.tickets);
    const numbers = async (query: string) =>
      (await read(query)).tickets.map(({ ticketId }) => ticketId.at(-1));
    expect(await numbers("?status=blocked")).toEqual(["3"]);
    expect(await numbers("?status=available,blocked&category=Back")).toEqual(["2", "3"]);
    expect(await numbers("?section=Stalls&status=available&limit=2")).toEqual(["0", "1"]);
    expect(await codeOf(await api(`/events/${eventId}/tickets?category=Gold`))).toBe("category_not_found");
  });

  test("a seat map is byte for byte what was hashed", async () => {
    const geometry = '{"categories":[], "odd" : 1.50}';
    const hash = Array.from(random(32), (byte) => byte.toString(16).padStart(2, "0")).join("");
    await db.insert(schema.seatMapGeometries).values({ hash, capacity: 0, geometry });
    expect(await (await api(`/seat-maps/${hash}`)).text()).toBe(geometry);
  });

  test("availability is JSON, or the frame of the live socket for who asks for it, or the changes since", async () => {
    const eventId = await onSale();
    const path = `/events/${eventId}/availability`;
    const snapshot = (await (await api(path)).json()) as { sequence: number };
    expect(snapshot).toMatchObject({
      kind: "snapshot",
      seatCount: 4,
      packed: btoa("\xc0"),
      availableByCategory: [2, 1],
    });
    const binary = await api(path, { headers: { accept: "application/octet-stream" } });
    expect(binary.headers.get("content-type")).toBe("application/octet-stream");
    expect(decodeFrame(new Uint8Array(await binary.arrayBuffer()))).toMatchObject({
      sequence: snapshot.sequence,
      packed: Uint8Array.of(0xc0),
    });
    await env.BOX_OFFICE.getByName(eventId).block([0]);
    const changes = await (await api(`${path}?since=${snapshot.sequence}`)).json();
    expect(changes).toMatchObject({
      kind: "changes",
      since: snapshot.sequence,
      changes: [{ seatNo: 0, status: "blocked" }],
    });
  });
});

test("a purge is no error where there is no cache", async () => {
  expect(await exports.PublicViews.purge(["search", `event:${id}`])).toBeUndefined();
});
