import type { EventType } from "../../../src/domain/event.ts";
import { eventTypes } from "../../../src/domain/event.ts";
import type { EventId, PerformerId } from "../../../src/domain/ids.ts";
import { type EventSummary, eventAvailabilities, type SearchDocument } from "../../../src/search/document.ts";
import type { Chunk } from "./chunk.ts";
import type { IndexedVenue } from "./venue.ts";

/** What is neither in the columns nor the venue's: short, for there are a million of them. */
type Shown = readonly [
  name: string,
  imageUrl: string | null,
  performers: readonly string[],
  performerIds: readonly PerformerId[],
];

export const shownText = ({ summary, performerIds }: SearchDocument): string =>
  JSON.stringify([summary.name, summary.imageUrl, summary.performers, performerIds] satisfies Shown);

// Written by the function above.
export const readShown = (text: string): Shown => JSON.parse(text) as Shown;

/** An event as a list shows it, out of its three parts. */
export const summaryOf = (
  id: EventId,
  text: string,
  chunk: Chunk,
  i: number,
  venue: IndexedVenue,
  currencies: readonly string[],
): EventSummary => {
  const [name, imageUrl, performers] = readShown(text);
  const currency = currencies[(chunk.currency[i] ?? 0) - 1];
  return {
    id,
    name,
    type: eventTypes[chunk.type[i] ?? 0] as EventType,
    startsAt: chunk.startsAt[i] ?? 0,
    timeZone: venue.timeZone,
    imageUrl,
    venue: {
      id: venue.id,
      name: venue.name,
      city: venue.city,
      country: venue.country,
      latitude: venue.latitude,
      longitude: venue.longitude,
    },
    performers,
    prices: currency
      ? { lowestMinor: chunk.lowestMinor[i] ?? 0, highestMinor: chunk.highestMinor[i] ?? 0, currency }
      : null,
    availability: eventAvailabilities[(chunk.availability[i] ?? 0) - 1] ?? null,
  };
};
