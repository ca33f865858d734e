import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { boxOfficeOf } from "../../src/box-offices.ts";
import { seatStatuses } from "../../src/domain/box-office/contract.ts";
import { type EventId, ticketIdOf } from "../../src/domain/ids.ts";
import { api, fanToken, organizerToken } from "../support/api.ts";

interface Event {
  readonly id: EventId;
  readonly status: string;
  readonly seatMapHash: string;
}

const inDays = (days: number): string => new Date(Date.now() + days * 24 * 3600_000).toISOString();

let token: string;
let seatMapId: string;

const post = async <Body>(path: string, json: unknown = {}): Promise<{ status: number; body: Body }> => {
  const response = await api(`/organizer${path}`, { token, json });
  return { status: response.status, body: await response.json<Body>() };
};
const patch = async <Body>(path: string, json: unknown): Promise<{ status: number; body: Body }> => {
  const response = await api(`/organizer${path}`, { token, json, method: "PATCH" });
  return { status: response.status, body: await response.json<Body>() };
};

const draft = async (more: object = {}): Promise<Event> => {
  const { body } = await post<Event>("/events", {
    name: "Evening",
    type: "theatre",
    seatMapId,
    startsAt: inDays(30),
    currency: "eur",
    prices: [{ category: "Stalls", priceMinor: 2500 }],
    ...more,
  });
  return body;
};
const onSale = async (more: object = {}): Promise<Event> => {
  const event = await draft(more);
  expect(await post<Event>(`/events/${event.id}/publish`)).toMatchObject({ status: 200 });
  return event;
};
const hold = (event: Event, ...seats: number[]): Promise<Response> =>
  fanToken().then((fan) =>
    api("/booking/reserve", {
      token: fan,
      json: { ticketIds: seats.map((seat) => ticketIdOf(event.id, seat)) },
    }),
  );
const statusOf = async (event: Event, seat: number): Promise<string | undefined> => {
  const snapshot = await boxOfficeOf(env)(event.id).availability();
  if (!snapshot.ok || snapshot.value.kind !== "snapshot") return undefined;
  return seatStatuses[((snapshot.value.packed[seat >> 2] ?? 0) >> ((seat & 3) * 2)) & 3];
};

const description = (rows: number) => ({
  layout: "theatre",
  levels: [{ kind: "seated", name: "Stalls", category: "Stalls", rows, seatsPerRow: 10, blocks: 1 }],
});

beforeAll(async () => {
  token = await organizerToken();
  const venue = await post<{ id: string }>("/venues", {
    name: "Hall",
    address: "1 Street",
    city: "Berlin",
    country: "DE",
    latitude: 52.5,
    longitude: 13.4,
    timeZone: "Europe/Berlin",
  });
  const venueId = venue.body.id;
  const map = await post<{ id: string }>("/seat-maps", {
    name: "Hall",
    venueId,
    description: description(3),
  });
  seatMapId = map.body.id;
});

describe("publishing", () => {
  it("puts a draft on sale, and asking again changes nothing", async () => {
    const event = await draft();
    expect((await hold(event, 0)).status).not.toBe(201);
    const first = await post<Event>(`/events/${event.id}/publish`);
    const again = await post<Event>(`/events/${event.id}/publish`);
    expect(first.body.status).toBe("published");
    expect(again).toEqual(first);
    expect((await hold(event, 0)).status).toBe(201);
  });

  it("again repairs a box office that differs from what Postgres says", async () => {
    const event = await onSale();
    await boxOfficeOf(env)(event.id).close();
    expect((await hold(event, 6)).status).toBe(409);
    expect((await post<Event>(`/events/${event.id}/publish`)).body.status).toBe("published");
    expect((await hold(event, 6)).status).toBe(201);
  });

  it("is refused for an event that has started", async () => {
    const event = await draft({ startsAt: inDays(-1) });
    expect(await post(`/events/${event.id}/publish`)).toMatchObject({
      status: 422,
      // The request has no body that could be at fault.
      body: { errors: [{ in: "event", at: "/startsAt" }] },
    });
  });

  it("again opens a closed event", async () => {
    const event = await onSale();
    expect((await post<Event>(`/events/${event.id}/close`)).body.status).toBe("closed");
    expect((await hold(event, 3)).status).toBe(409);
    expect((await post<Event>(`/events/${event.id}/publish`)).body.status).toBe("published");
    expect((await hold(event, 3)).status).toBe(201);
  });
});

describe("an edit of a published event", () => {
  it("changes what the next fan pays", async () => {
    const event = await onSale();
    await patch(`/events/${event.id}`, { prices: [{ category: "Stalls", priceMinor: 900 }] });
    expect(await (await hold(event, 5)).json()).toMatchObject({
      total: { amountMinor: 900, currency: "eur" },
    });
  });

  it("can change neither the currency nor the seat map", async () => {
    const event = await onSale();
    const refused = await patch(`/events/${event.id}`, { currency: "gbp" });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ at: "/currency" }] } });
  });

  it("never drops a seat that is held, and then nothing at all is changed", async () => {
    const venue = await api("/organizer/venues", { token }).then((r) =>
      r.json<{ items: { id: string }[] }>(),
    );
    const venueId = venue.items[0]?.id;
    const map = await post<{ id: string; hash: string }>("/seat-maps", {
      name: "Shrinking",
      venueId,
      description: description(3),
    });
    const event = await onSale({ seatMapId: map.body.id });
    expect((await hold(event, 25)).status).toBe(201);
    const smaller = await patch<{ hash: string }>(`/seat-maps/${map.body.id}`, {
      description: description(2),
    });
    const move = { seatMapHash: smaller.body.hash, name: "Smaller" };
    expect(await patch(`/events/${event.id}`, move)).toMatchObject({
      status: 409,
      body: { code: "seats_in_use" },
    });
    const kept = await api(`/organizer/events/${event.id}`, { token }).then((r) => r.json());
    expect(kept).toMatchObject({ name: "Evening", seatMapHash: map.body.hash });
    expect(await statusOf(event, 25)).toBe("held");
    expect(await statusOf(event, 24)).toBe("available");
  });
});

describe("an event that stays at a version of its seat map while the map is edited", () => {
  const plan = (category: string) => ({
    layout: "theatre",
    levels: [{ kind: "seated", name: "Stalls", category, rows: 1, seatsPerRow: 10 }],
  });
  const stayed = async (): Promise<{ readonly event: Event; readonly newHash: string }> => {
    const venues = await api("/organizer/venues", { token });
    const { items } = await venues.json<{ items: { id: string }[] }>();
    const venueId = items[0]?.id;
    const map = await post<{ id: string }>("/seat-maps", { name: "M", venueId, description: plan("Old") });
    const event = await onSale({ seatMapId: map.body.id, prices: [{ category: "Old", priceMinor: 900 }] });
    const edited = await patch<{ hash: string }>(`/seat-maps/${map.body.id}`, { description: plan("New") });
    expect(edited.body.hash).not.toBe(event.seatMapHash);
    return { event, newHash: edited.body.hash };
  };
  const newPrices = [{ category: "New", priceMinor: 900 }];

  it("is priced by the categories of that version", async () => {
    const { event } = await stayed();
    expect(await patch(`/events/${event.id}`, { description: "Tonight" })).toMatchObject({ status: 200 });
    expect(await patch(`/events/${event.id}`, { prices: newPrices })).toMatchObject({
      status: 422,
      body: { errors: [{ at: "/prices/0/category" }] },
    });
  });

  it("is priced by those of the new version when it moves there", async () => {
    const { event, newHash } = await stayed();
    const move = { seatMapHash: newHash };
    expect(await patch(`/events/${event.id}`, move)).toMatchObject({
      status: 422,
      body: { errors: [{ at: "/prices/0/category" }] },
    });
    expect(await patch(`/events/${event.id}`, { ...move, prices: newPrices })).toMatchObject({ status: 200 });
  });

  it("is closed and published again as it is", async () => {
    const { event } = await stayed();
    await post(`/events/${event.id}/close`);
    expect(await post(`/events/${event.id}/publish`)).toMatchObject({ status: 200 });
    expect((await hold(event, 0)).status).toBe(201);
  });
});

describe("blocking", () => {
  it("keeps seats from sale, by guid or ticket, until they are unblocked", async () => {
    const event = await onSale();
    const seats = { seatGuids: ["Stalls-A-1"], ticketIds: [ticketIdOf(event.id, 1)] };
    expect((await post(`/events/${event.id}/block`, seats)).status).toBe(200);
    expect((await post(`/events/${event.id}/block`, seats)).status).toBe(200);
    expect([await statusOf(event, 0), await statusOf(event, 1)]).toEqual(["blocked", "blocked"]);
    expect((await hold(event, 0)).status).toBe(409);
    expect((await post(`/events/${event.id}/unblock`, seats)).status).toBe(200);
    expect((await hold(event, 0, 1)).status).toBe(201);
  });

  it("is all or none: a held seat stands in the way", async () => {
    const event = await onSale();
    await hold(event, 4);
    const refused = await post(`/events/${event.id}/block`, {
      ticketIds: [ticketIdOf(event.id, 4), ticketIdOf(event.id, 7)],
    });
    expect(refused.status).toBe(409);
    expect(await statusOf(event, 7)).toBe("available");
    // Which asks Postgres what is blocked.
    expect(await post(`/events/${event.id}/publish`)).toMatchObject({ status: 200 });
    expect(await statusOf(event, 7)).toBe("available");
  });

  it("of a draft holds when it is published", async () => {
    const event = await draft();
    await post(`/events/${event.id}/block`, { seatGuids: ["Stalls-A-3"] });
    await post(`/events/${event.id}/publish`);
    expect(await statusOf(event, 2)).toBe("blocked");
  });

  it("names the seats that the event does not have", async () => {
    const event = await onSale();
    const other = await draft();
    const strange = { seatGuids: ["Stalls-A-1", "Stalls-Z-1"], ticketIds: [ticketIdOf(other.id, 0)] };
    expect(await post(`/events/${event.id}/block`, strange)).toMatchObject({
      status: 422,
      body: { errors: [{ at: "/seatGuids/1" }, { at: "/ticketIds/0" }] },
    });
    expect(await statusOf(event, 0)).toBe("available");
  });
});

it("the figures of an event add up to its capacity", async () => {
  const event = await onSale();
  await post(`/events/${event.id}/block`, { seatGuids: ["Stalls-A-1"] });
  await hold(event, 10, 11);
  const response = await api(`/organizer/events/${event.id}/stats`, { token });
  expect(await response.json()).toMatchObject({
    seats: { available: 27, held: 2, sold: 0, blocked: 1 },
    currency: "eur",
    sales: [],
  });
});
