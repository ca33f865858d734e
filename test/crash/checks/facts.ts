import type { HoldStatus, OrderStatus, SeatStatus } from "../../../src/domain/box-office/contract.ts";

/**
 * What the checks are made on: what fans were answered while it went on, and what the box office, Postgres and Stripe say when
 * it has settled. Times are epoch milliseconds of this machine, which all of them share.
 */
export interface Facts {
  readonly holds: readonly HoldFact[];
  readonly confirms: readonly ConfirmFact[];
  readonly orders: readonly OrderFact[];
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
  readonly looks: readonly Look<OrderStatus, { readonly totalMinor: number }>[];
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

/** The box office's seats; `capacity` and `blocked` are what the organizer set up. */
export interface EventFact {
  readonly id: string;
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
  readonly feeMinor: number;
  readonly paymentIntentId: string | null;
  readonly confirmedAt: number;
  readonly tickets: readonly {
    readonly seatNo: number;
    readonly priceMinor: number;
    readonly status: string;
  }[];
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

export interface RefundFact {
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
    | "money";
  /** The id of what it is about. */
  readonly about: string;
  readonly detail: string;
}
