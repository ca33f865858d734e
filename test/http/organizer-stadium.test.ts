import { expect, it } from "vitest";
import { api, fanToken, organizerToken } from "../support/api.ts";

const zones = 20;
const rows = 15;
const seatsInRow = 200;

/** In the open format as editors write it, with what they add. */
const stadium = {
  name: "Stadium",
  size: { width: 8000, height: 8000 },
  categories: [
    { name: "Front", color: "#ff0000" },
    { name: "Back", color: "#0000ff" },
  ],
  zones: Array.from({ length: zones }, (_, z) => ({
    name: `Block ${z + 1}`,
    zone_id: `block-${z}`,
    position: { x: 0, y: z * 400 },
    rows: Array.from({ length: rows }, (_, r) => ({
      row_number: String(r + 1),
      row_number_position: "both",
      position: { x: 0, y: r * 25 },
      seats: Array.from({ length: seatsInRow }, (_, s) => ({
        seat_number: String(s + 1),
        seat_guid: `${z}-${r}-${s}`,
        uuid: crypto.randomUUID(),
        radius: 10,
        position: { x: s * 25, y: 0 },
        category: r < 5 ? "Front" : "Back",
      })),
    })),
    areas: [],
  })),
};

// Of seconds, where all the other tests run beside it.
it("a stadium of 60,000 seats is imported, published and sold from the last row", {
  timeout: 60_000,
}, async () => {
  const token = await organizerToken();
  const make = async (
    path: string,
    json: object,
  ): Promise<{ id: string; capacity: number; hash: string }> => {
    const response = await api(`/organizer${path}`, { token, json });
    expect([path, response.status]).toEqual([path, 201]);
    return await response.json();
  };
  const venue = await make("/venues", {
    name: "Stadium",
    address: "1 Ring Road",
    city: "Berlin",
    country: "DE",
    latitude: 52.5,
    longitude: 13.4,
    timeZone: "Europe/Berlin",
  });
  const map = await make("/seat-maps", { name: "Stadium", venueId: venue.id, seatingPlan: stadium });
  expect(map.capacity).toBe(60_000);
  const event = await make("/events", {
    name: "Final",
    type: "sport",
    seatMapId: map.id,
    startsAt: new Date(Date.now() + 30 * 24 * 3600_000).toISOString(),
    currency: "eur",
    prices: [
      { category: "Front", priceMinor: 9000 },
      { category: "Back", priceMinor: 4000 },
    ],
  });
  expect((await api(`/organizer/events/${event.id}/publish`, { token, method: "POST" })).status).toBe(200);
  const ticketId = `tkt_${event.id.slice(4)}_${(59_999).toString(36)}`;
  const held = await api("/booking/reserve", { token: await fanToken(), json: { ticketId } });
  expect(await held.json()).toMatchObject({
    tickets: [{ ticketId, section: "Block 20", category: "Back", priceMinor: 4000 }],
  });
  const stats = await api(`/organizer/events/${event.id}/stats`, { token });
  expect(await stats.json()).toMatchObject({ seats: { available: 59_999, held: 1, sold: 0, blocked: 0 } });
});
