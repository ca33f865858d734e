import type { HoldStatus, OrderStatus, SeatStatus } from "../../../src/domain/box-office/contract.ts";
import type { RefundStatus } from "../../../src/domain/box-office/order.ts";

/**
 * What the checks are made on: what fans were answered while it went on, and what the box office, Postgres and Stripe say when
 * it has settled. Times are epoch milliseconds of this machine, which all of them share.
 */
export interface Facts {
  readonly holds: readonly HoldFact[];
  readonly confirms: readonly ConfirmFact[];
  readonly orders: readonly OrderFact[];
  readonly returns: readonly ReturnFact[];
  readonly cancellations: readonly CancellationFact[];
  /** Seats that were for sale while Postgres had them on a live ticket. */
  readonly early: readonly EarlySeatFact[];
  readonly settled: SettledFacts | null;
}

/** A hold that a fan was given: 201, or `held` over the socket. What was not answered is unknown and stands nowhere here. */
export interface HoldFact {
  readonly id: string;
  readonly eventId: string;
  readonly seats: readonly number[];
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly expiresAt: number;
  /** When the fan first asked to give it back: from then on it may be gone, whatever the answer was. */
  readonly givenBackAt: number | null;
  /** When the fan paid by a debit: from then on it lasts as long as the bank takes, and may end as other seats. */
  readonly debitedAt: number | null;
  /** When anyone first asked to give tickets of it back: from then on its seats may be sold again. */
  readonly returnedAt: number | null;
  /** How it stood later, the same request again with its key among them. */
  readonly looks: readonly Look<HoldStatus, Pick<HoldFact, "seats" | "expiresAt">>[];
}

/** An answered confirm: 200 with an order. */
export interface ConfirmFact {
  readonly holdId: string;
  readonly orderId: string;
  readonly at: number;
  readonly checkoutUrl: string | null;
}

export interface OrderFact {
  readonly id: string;
  readonly looks: readonly Look<OrderStatus, OrderSeen>[];
}

export interface OrderSeen {
  readonly totalMinor: number;
  readonly feesMinor: number;
  /** Of its valid tickets. */
  readonly live: readonly number[];
  readonly refunds: readonly {
    readonly id: string;
    readonly amountMinor: number;
    readonly status: RefundStatus;
  }[];
}

/** Tickets that were given back, by a fan or an organizer: 200, under this key. */
export interface ReturnFact {
  readonly orderId: string;
  readonly key: string;
}

export interface CancellationFact {
  readonly eventId: string;
  /** First. */
  readonly askedAt: number;
  readonly answeredAt: number | null;
}

export interface EarlySeatFact {
  readonly eventId: string;
  readonly seatNo: number;
  readonly orderId: string;
}

/** Asked at `sentAt`, answered at `at`. `missing`: there is no such thing. */
export type Look<Status extends string, Seen> = { readonly sentAt: number; readonly at: number } & (
  | { readonly status: "missing" }
  | ({ readonly status: Status } & Seen)
);

/** Once no fault is left and nothing more happens. */
export interface SettledFacts {
  readonly events: readonly EventFact[];
  readonly sales: readonly SaleFact[];
  readonly sessions: readonly SessionFact[];
  readonly payments: readonly PaymentFact[];
  readonly refunds: readonly RefundFact[];
}

export interface EventFees {
  readonly ticketMinor: number;
  readonly orderMinor: number;
  /** When a fan gives tickets back. */
  readonly refundable: boolean;
}

/** The box office's seats; `capacity`, `blocked` and `fees` are what the organizer set up. */
export interface EventFact {
  readonly id: string;
  readonly fees: EventFees;
  readonly capacity: number;
  readonly blocked: readonly number[];
  readonly statuses: readonly SeatStatus[];
  readonly availableByCategory: readonly number[];
}

/** An order as Postgres has it. */
export interface SaleFact {
  readonly orderId: string;
  readonly eventId: string;
  readonly status: string;
  readonly totalMinor: number;
  /** The part of the total that is for no ticket. */
  readonly feesMinor: number;
  /** Of its own payment, back or on its way. */
  readonly refundedMinor: number;
  readonly paymentIntentId: string | null;
  readonly confirmedAt: number;
  readonly tickets: readonly {
    readonly seatNo: number;
    readonly priceMinor: number;
    readonly status: string;
  }[];
  readonly refunds: readonly RefundRecordFact[];
}

/** A refund as Postgres has it. */
export interface RefundRecordFact {
  readonly id: string;
  readonly status: RefundStatus;
  readonly amountMinor: number;
  readonly feesMinor: number;
  readonly paymentIntentId: string | null;
  readonly seats: readonly number[];
  readonly seatsTo: "available" | "blocked";
  readonly by: string;
  readonly reason: string;
  readonly key: string | null;
  readonly providerId: string | null;
  readonly createdAt: number;
}

export interface SessionFact {
  readonly id: string;
  readonly orderId: string | null;
  readonly status: string;
  readonly url: string | null;
}

/** Of those that succeeded. */
export interface PaymentFact {
  readonly paymentIntentId: string;
  readonly orderId: string | null;
  readonly amountMinor: number;
}

/** A refund at Stripe; `refundId` is the record that it was made for, null when it was made by hand. */
export interface RefundFact {
  readonly id: string;
  readonly refundId: string | null;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
  readonly status: string;
}

export interface Violation {
  readonly rule:
    | "hold_lost"
    | "hold_changed"
    | "two_owners"
    | "confirm_without_order"
    | "two_payment_pages"
    | "order_went_back"
    | "order_stuck"
    | "page_left_open"
    | "seats_do_not_add_up"
    | "records_differ"
    | "refund_lost"
    | "refund_not_once"
    | "for_sale_too_early"
    | "event_canceled"
    | "money";
  /** The id of what it is about. */
  readonly about: string;
  readonly detail: string;
}
