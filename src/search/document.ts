import type { EventType } from "../domain/event.ts";
import type { EventId, OrganizationId, PerformerId, VenueId } from "../domain/ids.ts";

/** What a list shows of an event. Times are epoch milliseconds. */
export interface EventSummary {
  readonly id: EventId;
  readonly name: string;
  readonly type: EventType;
  readonly startsAt: number;
  readonly timeZone: string;
  readonly imageUrl: string | null;
  readonly venue: {
    readonly id: VenueId;
    readonly name: string;
    readonly city: string;
    readonly country: string;
    readonly latitude: number;
    readonly longitude: number;
  };
  /** The headliner first. */
  readonly performers: readonly string[];
  /** Null when no category has a price yet. The lowest is the cheapest that can still be had, where the box office has told. */
  readonly prices: PriceRange | null;
  /** As its box office has told, some seconds ago; null before it did. */
  readonly availability: EventAvailability | null;
}

export interface PriceRange {
  readonly lowestMinor: number;
  readonly highestMinor: number;
  readonly currency: string;
}

export const eventAvailabilities = ["available", "few", "sold_out"] as const;
export type EventAvailability = (typeof eventAvailabilities)[number];

/** How an event sells, as its box office tells: coarse, and at most every few seconds. */
export interface EventDemand {
  readonly eventId: EventId;
  readonly availability: EventAvailability;
  /** The cheapest that can be had; null when nothing can. */
  readonly lowestMinor: number | null;
  /** Seats held or sold, at most `mostPopular`. */
  readonly popularity: number;
}

export const mostPopular = 1_000_000;

/** What an index keeps of a published event: all that is searched, filtered, sorted by or shown. As JSON it is the same. */
export interface SearchDocument {
  readonly summary: EventSummary;
  readonly description: string;
  readonly organizationId: OrganizationId;
  /** In the order of `summary.performers`. */
  readonly performerIds: readonly PerformerId[];
  readonly region: string | null;
  /** On which it starts, at the venue: `2027-03-01`. */
  readonly day: string;
  /** `startsAt` when the event does not say. It is found until then. */
  readonly endsAt: number;
  /** From 0 to `mostPopular`. */
  readonly popularity: number;
}
