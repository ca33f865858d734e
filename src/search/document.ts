import type { EventType } from "../domain/event.ts";
import type { EventId, VenueId } from "../domain/ids.ts";

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
  /** Null when no category has a price yet. */
  readonly prices: PriceRange | null;
}

export interface PriceRange {
  readonly lowestMinor: number;
  readonly highestMinor: number;
  readonly currency: string;
}

export interface SearchHit {
  readonly event: EventSummary;
  /** A whole number from 0; 0 for all when no words are asked for. Comparable within one query only. */
  readonly relevance: number;
  /** From the place that was asked for; null when none was. */
  readonly distanceKm: number | null;
}
