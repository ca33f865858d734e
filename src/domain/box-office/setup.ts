import type { EventId, FanId, OrderId } from "../ids.ts";
import type { Currency } from "../money.ts";
import type { EventCanceled } from "./changes.ts";
import type { Fees } from "./fees.ts";
import type { Refund } from "./order.ts";

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
  readonly fees: FeeRules;
  /** Of the event, epoch milliseconds: what `refundHoursBefore` counts back from. */
  readonly startsAt: number;
  /** A fan may give tickets back until so many hours before `startsAt`; null: never. */
  readonly refundHoursBefore: number | null;
  /** After a reschedule, epoch milliseconds: until then every fan may give tickets back, and gets the fees too. null: no such window. */
  readonly refundWindowEndsAt: number | null;
  /** How long seats wait for a payment method that confirms later; 0: such methods are not offered. */
  readonly delayedPaymentHours: number;
  /** When money comes and its seats are gone: offer seats of the same category for ten minutes, before the money goes back. */
  readonly offerEquivalentSeats: boolean;
  /** Epoch milliseconds, and what the organizer tells the fans; null: it takes place. */
  readonly canceled: EventCanceled | null;
}

export interface FeeRules extends Fees {
  /** Whether a refund returns the fees too. A canceled or rescheduled event returns them whatever this says. */
  readonly refundable: boolean;
}

type SinceFees =
  | "fees"
  | "startsAt"
  | "refundHoursBefore"
  | "refundWindowEndsAt"
  | "delayedPaymentHours"
  | "offerEquivalentSeats"
  | "canceled";

/** Rules as a box office has them stored: one that was set up before there were fees lacks what came with them. */
export type StoredRules = Omit<SaleRules, SinceFees> & Partial<Pick<SaleRules, SinceFees>>;

/**
 * Fills in what an older setup lacks, so that it sells as it did: no fees, nothing given back, no late payments. When it starts
 * such a box office was never told; the end of its sale is the nearest that it knows, and no policy of its own hangs on it.
 * The next edit of the event tells it everything.
 */
export const completeRules = (stored: StoredRules): SaleRules => ({
  fees: { ticketMinor: 0, orderMinor: 0, refundable: false },
  startsAt: stored.saleEndsAt ?? 0,
  refundHoursBefore: null,
  refundWindowEndsAt: null,
  delayedPaymentHours: 0,
  offerEquivalentSeats: false,
  canceled: null,
  ...stored,
});

/** A sale of Postgres, for a box office that is rebuilt. */
export interface SoldOrder {
  readonly orderId: OrderId;
  readonly fanId: FanId;
  readonly email: string;
  readonly status: "confirmed" | "refunding";
  /** Of every ticket, the void ones too. */
  readonly seats: readonly number[];
  /** A price a seat, in the order of `seats`. */
  readonly pricesMinor: readonly number[];
  readonly fees: Fees;
  readonly refunds: readonly Refund[];
  readonly paymentIntentId: string | null;
  /** Of the order's own payment. */
  readonly paidMinor: number;
  readonly revision: number;
  /** Epoch milliseconds. */
  readonly confirmedAt: number;
}
