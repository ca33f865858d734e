import { beforeAll, describe, expect, it } from "vitest";
import type { OrganizationId } from "../../src/domain/ids.ts";
import { api, fanToken, newOrganization, organizerToken } from "../support/api.ts";

interface Answer {
  readonly id: string;
  readonly code: string;
  readonly hash: string;
  readonly capacity: number;
  readonly status: string;
  readonly seatMapHash: string;
  readonly name: string;
  readonly holdSeconds: number;
  readonly maxTicketsPerOrder: number;
  readonly items: readonly Answer[];
  readonly nextCursor: string | null;
  readonly errors: readonly { readonly in: string; readonly at: string; readonly detail: string }[];
}

const venueBody = {
  name: "Hall",
  address: "1 Street",
  city: "Berlin",
  country: "DE",
  latitude: 52.5,
  longitude: 13.4,
  timeZone: "Europe/Berlin",
};
const hall = (rows: number) => ({
  layout: "theatre",
  levels: [{ kind: "seated", name: "Stalls", category: "Stalls", rows, seatsPerRow: 10 }],
});
const inDays = (days: number): string => new Date(Date.now() + days * 24 * 3600_000).toISOString();

let organization: OrganizationId;
let token: string;
let venueId: string;
let seatMap: Answer;

const ask = async (
  path: string,
  json?: unknown,
  method?: string,
): Promise<{ status: number; body: Answer }> => {
  const response = await api(`/organizer${path}`, {
    token,
    ...(json === undefined ? {} : { json }),
    ...(method ? { method } : {}),
  });
  return { status: response.status, body: await response.json<Answer>() };
};
const made = async (path: string, json: unknown): Promise<Answer> => {
  const { status, body } = await ask(path, json);
  expect(body, path).toMatchObject({ id: expect.any(String) });
  expect(status).toBe(201);
  return body;
};
const eventBody = (more: object = {}) => ({
  name: "Evening",
  type: "concert",
  seatMapId: seatMap.id,
  startsAt: inDays(30),
  currency: "eur",
  prices: [{ category: "Stalls", priceMinor: 2500 }],
  ...more,
});
const faultsAt = ({ body }: { body: Answer }): string[] => body.errors.map(({ at }) => at);

beforeAll(async () => {
  organization = newOrganization();
  token = await organizerToken(organization);
  venueId = (await made("/venues", venueBody)).id;
  seatMap = await made("/seat-maps", { name: "Hall", venueId, description: hall(3) });
});

describe("an organizer", () => {
  it("needs an organizer's token", async () => {
    expect((await api("/organizer/venues")).status).toBe(401);
    expect((await api("/organizer/venues", { token: await fanToken() })).status).toBe(403);
  });

  it("finds another organization's things as little as things that do not exist", async () => {
    const event = await made("/events", eventBody());
    const performer = await made("/performers", { name: "Somebody" });
    const stranger = await organizerToken();
    const refusals = [
      ["GET", `/venues/${venueId}`],
      ["PATCH", `/venues/${venueId}`],
      ["GET", `/seat-maps/${seatMap.id}`],
      ["PATCH", `/seat-maps/${seatMap.id}`],
      ["GET", `/performers/${performer.id}`],
      ["GET", `/events/${event.id}`],
      ["PATCH", `/events/${event.id}`],
      ["POST", `/events/${event.id}/publish`],
      ["POST", `/events/${event.id}/close`],
      ["GET", `/events/${event.id}/stats`],
      ["GET", "/venues/ven_0000000000000000"],
      ["GET", "/venues/nonsense"],
    ];
    for (const [method = "", path] of refusals) {
      const json = method === "PATCH" ? { json: { name: "Mine now" } } : {};
      const response = await api(`/organizer${path}`, { token: stranger, method, ...json });
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.json()).toMatchObject({ code: "not_found" });
    }
    const otherVenue = { token: stranger, json: { name: "Hall", venueId, description: hall(1) } };
    expect((await api("/organizer/seat-maps", otherVenue)).status).toBe(404);
    const otherMap = await api("/organizer/events", { token: stranger, json: eventBody() });
    expect(otherMap.status).toBe(422);
    expect((await ask(`/venues/${venueId}`)).body.name).toBe("Hall");
  });

  it("is told where a body is wrong", async () => {
    const wrong = {
      ...venueBody,
      latitude: "north",
      longitude: 181,
      timeZone: "Mars/Base",
      country: "XQ",
      hue: 1,
    };
    const venue = await ask("/venues", wrong);
    expect(venue).toMatchObject({ status: 422, body: { code: "invalid_request" } });
    expect(faultsAt(venue).toSorted()).toEqual(["/country", "/hue", "/latitude", "/longitude", "/timeZone"]);
    const event = await ask(
      "/events",
      eventBody({ holdSeconds: 59, maxTicketsPerOrder: 51, imageUrl: "http://x.test/a" }),
    );
    expect(faultsAt(event).toSorted()).toEqual(["/holdSeconds", "/imageUrl", "/maxTicketsPerOrder"]);
  });

  it("is told which rule an event breaks", async () => {
    const broken: [object, string][] = [
      [{ currency: "xyz" }, "/currency"],
      [{ prices: [] }, "/prices"],
      [{ prices: [{ category: "Royal", priceMinor: 100 }] }, "/prices/0/category"],
      [{ endsAt: inDays(29) }, "/endsAt"],
      [{ doorsAt: inDays(31) }, "/doorsAt"],
      [{ saleEndsAt: inDays(31) }, "/saleEndsAt"],
      [{ saleStartsAt: inDays(20), saleEndsAt: inDays(10) }, "/saleStartsAt"],
      [{ performerIds: ["prf_0000000000000000"] }, "/performerIds/0"],
      [{ seatMapId: "map_0000000000000000" }, "/seatMapId"],
    ];
    for (const [change, at] of broken) {
      const refused = await ask("/events", eventBody(change));
      expect(refused.status).toBe(422);
      expect(faultsAt(refused)).toEqual([at]);
    }
  });

  it("sets no price that a card can not be charged", async () => {
    const priced = (currency: string, priceMinor: number) =>
      ask("/events", eventBody({ currency, prices: [{ category: "Stalls", priceMinor }] }));
    for (const [currency, priceMinor] of [
      ["eur", 49],
      ["huf", 17_499],
      ["kwd", 5005],
    ] as const) {
      const { status, body } = await priced(currency, priceMinor);
      expect([status, body.errors[0]?.at]).toEqual([422, "/prices/0/priceMinor"]);
    }
    for (const [currency, priceMinor] of [
      ["eur", 0],
      ["eur", 50],
      ["huf", 17_500],
      ["kwd", 5000],
    ] as const)
      expect((await priced(currency, priceMinor)).status).toBe(201);
  });

  it("gets a 4xx for a body that is not JSON, not there, or too large", async () => {
    const headers = { "content-type": "application/json" };
    const answers = [
      await api("/organizer/venues", { token, body: "{", headers }),
      await api("/organizer/venues", { token, method: "POST" }),
      await api("/organizer/venues", { token, body: "name=Hall", headers: { "content-type": "text/plain" } }),
      await api("/organizer/seat-maps", { token, body: "x".repeat(33 * 1024 * 1024), headers }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 422, 415, 413]);
  });

  it("sees all things in pages, each once", async () => {
    const own = await Promise.all(
      [1, 2, 3, 4, 5].map((i) => made("/performers", { name: `Performer ${i}` })),
    );
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await ask(`/performers?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const { id } of own) expect(seen).toContain(id);
  });

  it("changes what is sent and nothing else with PATCH, and everything with PUT", async () => {
    const event = await made("/events", eventBody({ holdSeconds: 300, description: "Long" }));
    const patched = await ask(`/events/${event.id}`, { name: "Night", maxTicketsPerOrder: 4 }, "PATCH");
    expect(patched.body).toMatchObject({
      name: "Night",
      maxTicketsPerOrder: 4,
      holdSeconds: 300,
      description: "Long",
    });
    const put = await ask(`/events/${event.id}`, eventBody(), "PUT");
    expect(put.body).toMatchObject({
      name: "Evening",
      maxTicketsPerOrder: 8,
      holdSeconds: 600,
      description: "",
    });
    expect((await ask(`/events/${event.id}`)).body).toEqual(put.body);
  });
});

describe("a seat map", () => {
  it("is refused with both places of a seat that is in it twice", async () => {
    const seat = { seat_guid: "a", seat_number: "1", category: "Stalls", position: { x: 0, y: 0 } };
    const seatingPlan = {
      name: "Hall",
      categories: [{ name: "Stalls" }],
      zones: [{ position: { x: 0, y: 0 }, rows: [{ row_number: "1", seats: [seat, seat] }] }],
    };
    const refused = await ask("/seat-maps", { name: "Twice", venueId, seatingPlan });
    expect(refused).toMatchObject({ status: 422, body: { code: "seat_map_invalid" } });
    const row = "/seatingPlan/zones/0/rows/0/seats";
    expect(faultsAt(refused)).toEqual([`${row}/0`, `${row}/1`]);
  });

  it("comes from a plan or a description, not from both and not from neither", async () => {
    expect(faultsAt(await ask("/seat-maps", { name: "None", venueId }))).toEqual(["/seatingPlan"]);
    const unknown = { ...hall(1), windows: 3 };
    const refused = await ask("/seat-maps", { name: "Odd", venueId, description: unknown });
    expect(faultsAt(refused)).toEqual(["/description/windows"]);
  });

  it("takes its drafts along when it is edited, and leaves published events where they are", async () => {
    const map = await made("/seat-maps", { name: "Edited", venueId, description: hall(2) });
    const draft = await made("/events", eventBody({ seatMapId: map.id }));
    const published = await made("/events", eventBody({ seatMapId: map.id }));
    expect((await ask(`/events/${published.id}/publish`, undefined, "POST")).status).toBe(200);
    const edited = await ask(`/seat-maps/${map.id}`, { description: hall(4) }, "PATCH");
    expect(edited.body).toMatchObject({ capacity: 40 });
    expect((await ask(`/events/${draft.id}`)).body.seatMapHash).toBe(edited.body.hash);
    expect((await ask(`/events/${published.id}`)).body.seatMapHash).toBe(map.hash);
    const moved = await ask(`/events/${published.id}`, { seatMapHash: edited.body.hash }, "PATCH");
    expect(moved.body.seatMapHash).toBe(edited.body.hash);
    const stale = await ask(`/events/${published.id}`, { seatMapHash: "0".repeat(64) }, "PATCH");
    expect(faultsAt(stale)).toEqual(["/seatMapHash"]);
  });

  it("is stored once for the same geometry", async () => {
    const twin = await made("/seat-maps", { name: "Hall", venueId, description: hall(3) });
    expect(twin.hash).toBe(seatMap.hash);
    expect(twin.id).not.toBe(seatMap.id);
  });
});
