import type { EventStatus, EventType } from "../domain/event.ts";
import type { EventId, OrganizationId, PerformerId, SeatMapId, VenueId } from "../domain/ids.ts";
import type { Currency } from "../domain/money.ts";

/** What an organizer says of an event. */
export interface EventDetails {
  readonly name: string;
  readonly type: EventType;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly seatMapId: SeatMapId;
  /** The headliner first. */
  readonly performerIds: readonly PerformerId[];
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly doorsAt: Date | null;
  /** null: as soon as it is published. */
  readonly saleStartsAt: Date | null;
  /** null: until the event ends, or starts when its end is not said. */
  readonly saleEndsAt: Date | null;
  readonly holdSeconds: number;
  readonly maxTicketsPerOrder: number;
  /** Refuse a choice of seats that needlessly leaves a single one. */
  readonly preventSingleSeats: boolean;
  readonly currency: Currency;
  /** One a category of the seat map; seats of the others are not sold. */
  readonly prices: readonly CategoryPrice[];
  /** On each ticket that costs something, in minor units. */
  readonly ticketFeeMinor: number;
  /** Once an order of which something is paid. */
  readonly orderFeeMinor: number;
  /** Whether a refund returns the fees too. */
  readonly feesRefundable: boolean;
  /** A fan may give tickets back until so many hours before it starts; null: never. */
  readonly refundHoursBefore: number | null;
  /** How long seats wait for a payment method that confirms later; 0: such methods are not offered. */
  readonly delayedPaymentHours: number;
  /** When money comes and its seats are gone: offer seats of the same category before the money goes back. */
  readonly offerEquivalentSeats: boolean;
}

export interface CategoryPrice {
  readonly category: string;
  readonly priceMinor: number;
}

export interface EventRecord extends EventDetails {
  readonly id: EventId;
  readonly organizationId: OrganizationId;
  readonly venueId: VenueId;
  readonly seatMapHash: string;
  readonly status: EventStatus;
  readonly publishedAt: Date | null;
  /** After a reschedule: until then every fan may give tickets back. */
  readonly refundWindowEndsAt: Date | null;
  readonly canceledAt: Date | null;
  /** What fans are told; empty when it was not canceled. */
  readonly cancelReason: string;
}

export const saleEndOf = ({ saleEndsAt, endsAt, startsAt }: EventDetails): Date =>
  saleEndsAt ?? endsAt ?? startsAt;
