import type { FanId, HoldId } from "../ids.ts";
import type { Outcome } from "../outcome.ts";
import type { Fees } from "./fees.ts";
import type { Order } from "./order.ts";
import type { BoxOfficeSetup } from "./setup.ts";

/** Seats that are one fan's for a while. The prices and fees are those that the fan was shown. */
export interface Hold {
  readonly id: HoldId;
  readonly fanId: FanId;
  /** What was asked for, in one line: the same id with another digest is another request. */
  readonly digest: string;
  readonly seats: readonly number[];
  /** A price a seat, in the order of `seats`. */
  readonly pricesMinor: readonly number[];
  readonly fees: Fees;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** In payment the seats stay taken at the end of the hold until nobody can pay for them any more. */
  readonly inPayment: boolean;
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
  /** No sale any more, and what was sold is to be given back. */
  | { readonly type: "event_canceled"; readonly canceled: EventCanceled }
  | { readonly type: "blocked" | "unblocked"; readonly seats: readonly number[] }
  | { readonly type: "held"; readonly hold: Hold }
  /** A hold in payment that lasts longer than it was to. */
  | { readonly type: "hold_kept"; readonly hold: Hold }
  | { readonly type: "hold_ended"; readonly hold: Hold; readonly how: EndOfHold; readonly at: number }
  | { readonly type: "order_begun"; readonly hold: Hold; readonly order: Order }
  /** Anything of an order but its seats. */
  | { readonly type: "order_changed"; readonly order: Order }
  /** Its seats are sold from now on. */
  | { readonly type: "order_sold"; readonly order: Order }
  /** Postgres has another live ticket for one of these seats of its: they are kept from sale until an organizer has looked. */
  | { readonly type: "order_voided"; readonly order: Order; readonly seats: readonly number[] }
  /** Seats of void tickets go back to the sale, or are kept from it. */
  | {
      readonly type: "seats_returned";
      readonly order: Order;
      readonly seats: readonly number[];
      readonly to: "available" | "blocked";
    };

export interface EventCanceled {
  readonly at: number;
  readonly reason: string;
}

/** What a command comes to: the answer, and what has to be written before it is given. */
export interface Decision<Value> {
  readonly outcome: Outcome<Value>;
  readonly changes: readonly Change[];
}
