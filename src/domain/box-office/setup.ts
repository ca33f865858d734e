import type { EventId, FanId, OrderId } from "../ids.ts";
import type { Currency } from "../money.ts";

/**
 * What a box office is told when its event is published or edited. All of it comes from Postgres, so a box office that lost its
 * storage is set up again with the same, and with `sold` as Postgres has it.
 */
export interface BoxOfficeSetup {
  readonly eventId: EventId;
  readonly rules: SaleRules;
  /** Names the seat map that `plan` was made of; the event view gives fans the same. */
  readonly seatMapHash: string;
  /** `encodeSeatPlan` of the seat map: columns as bytes, about 13 bytes a seat. */
  readonly plan: Uint8Array;
  /** Seat numbers that the organizer keeps from sale. */
  readonly blocked: readonly number[];
}

export interface SaleRules {
  readonly currency: Currency;
  /** In the order of the seat map's categories; null: seats of that category are not sold. */
  readonly pricesMinor: readonly (number | null)[];
  readonly categoryNames: readonly string[];
  /** Epoch milliseconds; null: no bound. */
  readonly saleStartsAt: number | null;
  readonly saleEndsAt: number | null;
  readonly holdSeconds: number;
  readonly maxTicketsPerOrder: number;
  /** Refuse a choice of seats that needlessly leaves a single one. */
  readonly preventSingleSeats: boolean;
  readonly closed: boolean;
  /** For the Checkout Session and the ticket: what is sold. */
  readonly eventName: string;
}

/** A live sale of Postgres, for a box office that is rebuilt. */
export interface SoldOrder {
  readonly orderId: OrderId;
  readonly fanId: FanId;
  readonly email: string;
  readonly seats: readonly number[];
  /** A price a seat, in the order of `seats`. */
  readonly pricesMinor: readonly number[];
  readonly paymentIntentId: string | null;
  /** Epoch milliseconds. */
  readonly confirmedAt: number;
}
