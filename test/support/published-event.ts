import { expect } from "vitest";
import { type EventId, type TicketId, ticketIdOf } from "../../src/domain/ids.ts";
import { api, newOrganization, organizerToken } from "./api.ts";

export interface EventWishes {
  /** Seats of each row, the first nearest to the stage. */
  readonly rows?: readonly number[];
  /** Places of a general-admission area, 'Floor'. */
  readonly floor?: number;
  readonly priceMinor?: number;
  /** Fields of the event itself. */
  readonly event?: Readonly<Record<string, unknown>>;
}

const seatingPlan = (rows: readonly number[], floor: number) => ({
  name: "Hall",
  size: { width: 1000, height: 800 },
  categories: [
    { name: "Stalls", color: "#7755cc" },
    { name: "Standing", color: "#55aa77" },
  ],
  zones: [
    {
      name: "Main",
      position: { x: 0, y: 100 },
      rows: rows.map((size, row) => ({
        row_number: `${row + 1}`,
        position: { x: 0, y: row * 30 },
        seats: Array.from({ length: size }, (_, i) => ({
          seat_guid: `r${row + 1}-s${i + 1}`,
          seat_number: `${i + 1}`,
          position: { x: i * 20, y: 0 },
          category: "Stalls",
        })),
      })),
      areas:
        floor > 0
          ? [
              {
                name: "Floor",
                capacity: floor,
                category: "Standing",
                shape: "rectangle",
                position: { x: 0, y: 500 },
                rectangle: { width: 100, height: 100 },
              },
            ]
          : [],
    },
  ],
});

const posted = async <Body>(path: string, token: string, json: unknown = {}): Promise<Body> => {
  const answer = await api(path, { token, json });
  const body = await answer.json<Body>();
  expect(answer.ok, `${path}: ${JSON.stringify(body)}`).toBe(true);
  return body;
};

/** An event that is on sale, made and published through the organizer's API. */
export const publishedEvent = async ({
  rows = [10, 10],
  floor = 0,
  priceMinor = 4500,
  event = {},
}: EventWishes = {}) => {
  const organizer = await organizerToken(newOrganization());
  const venue = await posted<{ id: string }>("/organizer/venues", organizer, {
    name: "Hall",
    address: "Street 1",
    city: "Graz",
    country: "AT",
    latitude: 47.07,
    longitude: 15.43,
    timeZone: "Europe/Vienna",
  });
  const map = await posted<{ id: string }>("/organizer/seat-maps", organizer, {
    venueId: venue.id,
    name: "Hall",
    seatingPlan: seatingPlan(rows, floor),
  });
  const made = await posted<{ id: EventId }>("/organizer/events", organizer, {
    name: "An evening",
    type: "concert",
    seatMapId: map.id,
    startsAt: new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString(),
    currency: "eur",
    prices: [
      { category: "Stalls", priceMinor },
      ...(floor > 0 ? [{ category: "Standing", priceMinor }] : []),
    ],
    ...event,
  });
  await posted(`/organizer/events/${made.id}/publish`, organizer);
  return {
    id: made.id,
    organizer,
    ticket: (seatNo: number): TicketId => ticketIdOf(made.id, seatNo),
  };
};
