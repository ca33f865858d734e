import { beforeAll, describe, expect, test } from "vitest";
import { api, newOrganization, organizerToken } from "../support/api.ts";

interface Answer {
  readonly id: string;
  readonly code?: string;
  readonly errors?: readonly { readonly at: string }[];
}

const nul = "a\u0000b";
/** Half of a pair: no character. */
const half = "a\ud800b";

let token: string;
beforeAll(async () => {
  token = await organizerToken(newOrganization());
});

const ask = async (path: string, json: unknown, method = "POST") => {
  const response = await api(`/organizer${path}`, { token, json, method });
  const body = await response.json<Answer>();
  return { status: response.status, code: body.code, at: body.errors?.map(({ at }) => at), body };
};
const made = async (path: string, json: unknown): Promise<string> => (await ask(path, json)).body.id;

const venueBody = {
  name: "Hall",
  address: "1 Street",
  city: "Berlin",
  country: "DE",
  latitude: 52.5,
  longitude: 13.4,
  timeZone: "Europe/Berlin",
};
const seat = { seat_guid: "a-1", seat_number: "1", category: "Stalls", position: { x: 0, y: 0 } };
const planWith = ({ categories = "Stalls", zone = "Main", row = "A", seat: own = {}, area = {} } = {}) => ({
  name: "Hall",
  categories: [{ name: categories }],
  zones: [
    {
      name: zone,
      position: { x: 0, y: 0 },
      rows: [{ row_number: row, seats: [{ ...seat, ...own }] }],
      areas: [{ name: "Floor", capacity: 2, category: "Stalls", ...area }],
    },
  ],
});
const inAMonth = (): string => new Date(Date.now() + 30 * 24 * 3600_000).toISOString();
const eventBody = (seatMapId: string, more: object = {}) => ({
  name: "Evening",
  type: "concert",
  seatMapId,
  startsAt: inAMonth(),
  currency: "eur",
  prices: [{ category: "Stalls", priceMinor: 2500 }],
  ...more,
});
const fault = (at: string) => ({ status: 422, code: "invalid_request", at: [at] });

describe.each([
  ["U+0000", nul],
  ["half of a surrogate pair", half],
])("a text with %s is refused, and it is said where", (_, bad) => {
  test("of a venue", async () => {
    for (const field of ["name", "address", "city", "region", "postalCode", "timeZone"])
      expect(await ask("/venues", { ...venueBody, [field]: bad })).toMatchObject(fault(`/${field}`));
  });

  test("of a performer", async () => {
    for (const field of ["name", "description"])
      expect(await ask("/performers", { name: "Anna", [field]: bad })).toMatchObject(fault(`/${field}`));
    const imageUrl = `https://example.org/${bad}`;
    expect(await ask("/performers", { name: "Anna", imageUrl })).toMatchObject(fault("/imageUrl"));
  });

  test("of a seat map", async () => {
    const venueId = await made("/venues", venueBody);
    const body = { name: "Hall", venueId, seatingPlan: planWith() };
    expect(await ask("/seat-maps", { ...body, name: bad })).toMatchObject(fault("/name"));
    const plans: [object, string][] = [
      [planWith({ categories: bad }), "/categories/0/name"],
      [planWith({ zone: bad }), "/zones/0/name"],
      [planWith({ row: bad }), "/zones/0/rows/0/row_number"],
      [planWith({ seat: { seat_guid: bad } }), "/zones/0/rows/0/seats/0/seat_guid"],
      [planWith({ seat: { seat_number: bad } }), "/zones/0/rows/0/seats/0/seat_number"],
      [planWith({ area: { name: bad } }), "/zones/0/areas/0/name"],
      [planWith({ area: { uuid: bad } }), "/zones/0/areas/0/uuid"],
    ];
    for (const [seatingPlan, at] of plans)
      expect(await ask("/seat-maps", { ...body, seatingPlan })).toMatchObject(fault(`/seatingPlan${at}`));
    const description = {
      layout: "theatre",
      levels: [{ kind: "seated", name: bad, category: "Stalls", rows: 1, seatsPerRow: 4 }],
    };
    expect(await ask("/seat-maps", { name: "Hall", venueId, description })).toMatchObject(
      fault("/description/levels/0/name"),
    );
  });

  test("of an event, and of the seats that are named to be blocked", async () => {
    const venueId = await made("/venues", venueBody);
    const seatMapId = await made("/seat-maps", { name: "Hall", venueId, seatingPlan: planWith() });
    for (const field of ["name", "description"])
      expect(await ask("/events", eventBody(seatMapId, { [field]: bad }))).toMatchObject(fault(`/${field}`));
    const prices = [{ category: bad, priceMinor: 2500 }];
    expect(await ask("/events", eventBody(seatMapId, { prices }))).toMatchObject(fault("/prices/0/category"));
    const id = await made("/events", eventBody(seatMapId));
    expect(await ask(`/events/${id}`, { description: bad }, "PATCH")).toMatchObject(fault("/description"));
    expect(await ask(`/events/${id}/block`, { seatGuids: ["a-1", bad] })).toMatchObject(
      fault("/seatGuids/1"),
    );
  });
});

test("a time in no year in which events are held is refused", async () => {
  const venueId = await made("/venues", venueBody);
  const seatMapId = await made("/seat-maps", { name: "Hall", venueId, seatingPlan: planWith() });
  for (const startsAt of [
    "0000-01-01T00:00:00Z",
    "1999-12-31T23:59:59Z",
    "2200-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
  ])
    expect(await ask("/events", eventBody(seatMapId, { startsAt }))).toMatchObject(fault("/startsAt"));
  const id = await made("/events", eventBody(seatMapId));
  for (const field of ["startsAt", "endsAt", "doorsAt", "saleStartsAt", "saleEndsAt"])
    expect(await ask(`/events/${id}`, { [field]: "0000-01-01T00:00:00Z" }, "PATCH")).toMatchObject(
      fault(`/${field}`),
    );
});
