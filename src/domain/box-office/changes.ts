import type { EventId, FanId, HoldId, OrderId } from "../ids.ts";
import type { Outcome } from "../outcome.ts";
import type { OpenSession, OrderLine, OrderStatus } from "./contract.ts";
import type { BoxOfficeSetup } from "./setup.ts";

/** Seats that are one fan's for a while. The prices are those that the fan was shown. */
export interface Hold {
  readonly id: HoldId;
  readonly fanId: FanId;
  /** What was asked for, in one line: the same id with another digest is another request. */
  readonly digest: string;
  readonly seats: readonly number[];
  /** A price a seat, in the order of `seats`. */
  readonly pricesMinor: readonly number[];
  readonly createdAt: number;
  readonly expiresAt: number;
  /** In payment the seats stay taken at the end of the hold until nobody can pay for them any more. */
  readonly inPayment: boolean;
}

export interface Order {
  readonly id: OrderId;
  readonly eventId: EventId;
  readonly holdId: HoldId;
  readonly fanId: FanId;
  /** Of the hold that it was made of. */
  readonly digest: string;
  readonly status: OrderStatus;
  readonly email: string;
  readonly returnUrl: string;
  readonly seats: readonly number[];
  readonly pricesMinor: readonly number[];
  readonly currency: string;
  /** What the payment page calls it, as it was then: asked again with the order's key, Stripe must hear the same. */
  readonly eventName: string;
  readonly lines: readonly OrderLine[];
  readonly createdAt: number;
  /** When the hold under it ends. */
  readonly expiresAt: number;
  /** Why nobody shall pay it any more; it is `awaiting_payment` until its Session is known to be closed. */
  readonly closing: "expired" | "canceled" | null;
  readonly session: OpenSession | null;
  readonly payment: Payment | null;
  /** Paid once more, by payments of their own: they go back. */
  readonly surplus: readonly SurplusPayment[];
}

export interface Payment {
  readonly sessionId: string;
  readonly paymentIntentId: string | null;
  /** What was paid; a payment that is not what the order costs is kept to go back. */
  readonly amountMinor: number;
  readonly currency: string;
  /** Of the webhook, or of the call that found out. */
  readonly reportId: string;
  readonly paidAt: number;
}

export interface SurplusPayment extends Payment {
  readonly refunded: boolean;
}

/** A hold that is no more, remembered for a day so that a late question about it has an answer. */
export interface EndedHold extends Hold {
  readonly how: EndOfHold;
}

export type EndOfHold = "expired" | "released" | "sold";

/** Everything that can happen to a box office. A store writes it, a seat book applies it, a feed tells it. */
export type Change =
  | { readonly type: "opened"; readonly setup: BoxOfficeSetup }
  | { readonly type: "closed" }
  | { readonly type: "blocked" | "unblocked"; readonly seats: readonly number[] }
  | { readonly type: "held"; readonly hold: Hold }
  | { readonly type: "hold_ended"; readonly hold: Hold; readonly how: EndOfHold; readonly at: number }
  | { readonly type: "order_begun"; readonly hold: Hold; readonly order: Order }
  /** Anything of an order but its seats. */
  | { readonly type: "order_changed"; readonly order: Order }
  /** Its seats are sold from now on. */
  | { readonly type: "order_sold"; readonly order: Order }
  /** Postgres has another live ticket for one of its seats: they are kept from sale until an organizer has looked. */
  | { readonly type: "order_voided"; readonly order: Order };

/** What a command comes to: the answer, and what has to be written before it is given. */
export interface Decision<Value> {
  readonly outcome: Outcome<Value>;
  readonly changes: readonly Change[];
}

export const amountOf = ({ pricesMinor }: { readonly pricesMinor: readonly number[] }): number =>
  pricesMinor.reduce((sum, price) => sum + price, 0);
