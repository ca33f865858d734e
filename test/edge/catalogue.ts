import { expect } from "vitest";
import type { EventId } from "../../src/domain/ids.ts";
import { signToken } from "../../src/http/tokens.ts";
import type { EdgeStack } from "./edge-stack.ts";

const organizationId = "org_edge";

export const organizerOf = ({ tokenSecret }: EdgeStack): Promise<string> =>
  signToken(tokenSecret, "organizer", { sub: "fan_organizer", org: organizationId }, 3600);

/** Sends as the organizer; the answer must be good. */
export const organize = async <Answer>(
  stack: EdgeStack,
  path: string,
  body: unknown = {},
  method = "POST",
): Promise<Answer> => {
  const response = await fetch(`${stack.origin}/organizer${path}`, {
    method,
    headers: { authorization: `Bearer ${await organizerOf(stack)}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer;
  expect(response.ok, `${path}: ${JSON.stringify(answer)}`).toBe(true);
  return answer;
};

export interface PublishedEvent {
  readonly id: EventId;
  readonly venueId: string;
  readonly performerId: string;
}

const inDays = (days: number): string => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString();

export const publishEvent = async (stack: EdgeStack, name: string): Promise<PublishedEvent> => {
  const { id: venueId } = await organize<{ id: string }>(stack, "/venues", {
    name: "Harbour Hall",
    address: "Am Kai 3",
    city: "Berlin",
    country: "DE",
    latitude: 52.52,
    longitude: 13.405,
    timeZone: "Europe/Berlin",
  });
  const { id: performerId } = await organize<{ id: string }>(stack, "/performers", { name: "Ensemble" });
  const category = { name: "Stalls", color: "#2f6fb3" };
  const levels = [{ kind: "seated", name: "Stalls", category: "Stalls", rows: 5, capacity: 50 }];
  const { id: seatMapId } = await organize<{ id: string }>(stack, "/seat-maps", {
    venueId,
    name: "Hall",
    description: { layout: "theatre", categories: [category], levels },
  });
  const { id } = await organize<{ id: EventId }>(stack, "/events", {
    name,
    type: "concert",
    seatMapId,
    performerIds: [performerId],
    startsAt: inDays(30),
    currency: "eur",
    prices: [{ category: "Stalls", priceMinor: 4500 }],
  });
  await organize(stack, `/events/${id}/publish`);
  return { id, venueId, performerId };
};
