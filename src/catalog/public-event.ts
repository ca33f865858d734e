import type { FeeRules } from "../domain/box-office/setup.ts";
import type { EventStatus, EventType } from "../domain/event.ts";
import type { EventId, PerformerId, VenueId } from "../domain/ids.ts";

/** An event that is no draft, as everyone may see it. Times are epoch milliseconds. */
export interface PublicEvent {
  readonly id: EventId;
  readonly name: string;
  readonly type: EventType;
  readonly status: Exclude<EventStatus, "draft">;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly doorsAt: number | null;
  readonly saleStartsAt: number | null;
  readonly saleEndsAt: number | null;
  readonly holdSeconds: number;
  readonly maxTicketsPerOrder: number;
  readonly currency: string;
  readonly fees: FeeRules;
  readonly refundHoursBefore: number | null;
  readonly refundWindowEndsAt: number | null;
  /** Whether payment methods that confirm later are offered. */
  readonly delayedPayment: boolean;
  readonly seatMapHash: string;
  /** Of the event itself, not of its venue or performers. */
  readonly updatedAt: number;
  readonly venue: PublicVenue;
  /** The headliner first. */
  readonly performers: readonly PublicPerformer[];
  /** All of the seat map's, in its order; those without a price are not sold. */
  readonly categories: readonly PublicCategory[];
}

export interface PublicVenue {
  readonly id: VenueId;
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
}

export interface PublicPerformer {
  readonly id: PerformerId;
  readonly name: string;
  readonly description: string;
  readonly imageUrl: string | null;
}

export interface PublicCategory {
  readonly name: string;
  readonly color: string;
  readonly priceMinor: number | null;
}
