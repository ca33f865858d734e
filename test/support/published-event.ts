import { expect } from "vitest";
import { type EventId, type TicketId, ticketIdOf } from "../../src/domain/ids.ts";
import { api, newOrganization, organizerToken } from "./api.ts";
import { hallVenue, seatingPlanOf } from "./seating-plan.ts";

export interface EventWishes {
  /** Seats of each row, the first nearest to the stage. */
  readonly rows?: readonly number[];
  /** Places of a general-admission area, 'Floor'. */
  readonly floor?: number;
  readonly priceMinor?: number;
  /** Fields of the event itself. */
  readonly event?: Readonly<Record<string, unknown>>;
}

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
  const venue = await posted<{ id: string }>("/organizer/venues", organizer, hallVenue);
  const map = await posted<{ id: string }>("/organizer/seat-maps", organizer, {
    venueId: venue.id,
    name: "Hall",
    seatingPlan: seatingPlanOf(rows, floor),
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
