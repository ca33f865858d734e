import type { EventId, FanId, HoldId, OrderId, TicketId } from "../ids.ts";
import type { Money } from "../money.ts";
import type { Outcome } from "../outcome.ts";
import type { BoxOfficeSetup, SoldOrder } from "./setup.ts";

/** The box office of one event, as the rest of the Worker sees it. Times are epoch milliseconds by the box office's clock. */
export interface BoxOfficeContract {
  /** Publishes or edits the event. A seat that is held or sold is never dropped: `seats_in_use` says which stand in the way. */
  open(setup: BoxOfficeSetup, sold: readonly SoldOrder[]): Promise<Outcome<{ readonly seatCount: number }>>;
  /** Ends the sale: no new holds; what is held can still be paid. */
  close(): Promise<Outcome<null>>;
  /** All or nothing; a seat that is held or sold stands in the way. Blocking a blocked seat changes nothing. */
  block(seats: readonly number[]): Promise<Outcome<null>>;
  unblock(seats: readonly number[]): Promise<Outcome<null>>;

  hold(command: HoldCommand): Promise<Outcome<HoldView>>;
  viewHold(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>>;
  release(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>>;

  /** Records the order of a hold before anyone asks for money. The same hold answers with the same order. */
  beginOrder(command: BeginOrderCommand): Promise<Outcome<OrderView>>;
  /** Remembers which Checkout Session takes the money of an order. */
  attachSession(orderId: OrderId, session: OpenSession): Promise<Outcome<OrderView>>;
  /** A payment that Stripe reports as complete. Any number of times, in any order, gives the same result. */
  settle(payment: CompletedPayment): Promise<Outcome<OrderView>>;
  /** The fan does not want to pay: the box office closes the Session, and the seats are free as soon as that is known. */
  cancelOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>>;
  /** The provider takes no money for it: without a Session it is canceled, and its seats are free, at once. */
  giveUpOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>>;
  viewOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>>;

  /** With `since`: only the changes after it, when the box office still has them. */
  availability(since?: number): Promise<Outcome<Availability | AvailabilityChanges>>;
}

export interface HoldCommand {
  readonly fanId: FanId;
  readonly holdId: HoldId;
  /** What was asked, in one line (`digestOf`): the same `holdId` with another one is `idempotency_key_reused`. */
  readonly digest: string;
  /** The id comes from an Idempotency-Key, so it may have been held before; else it is random and surely new. */
  readonly repeatable: boolean;
  readonly want: SeatChoice | SeatWish;
}

export interface SeatChoice {
  readonly kind: "seats";
  readonly seats: readonly number[];
}

/** Best available: the box office chooses. */
export interface SeatWish {
  readonly kind: "wish";
  readonly quantity: number;
  readonly category?: string;
  /** A section or a general-admission area by its name. */
  readonly section?: string;
  readonly accessible?: boolean;
}

export type HoldStatus = "held" | "in_payment" | "sold" | "expired" | "released";

export interface HoldView {
  readonly id: HoldId;
  readonly eventId: EventId;
  readonly status: HoldStatus;
  readonly expiresAt: number;
  readonly tickets: readonly HeldTicket[];
  readonly total: Money;
  readonly orderId: OrderId | null;
}

export interface HeldTicket {
  readonly ticketId: TicketId;
  readonly seatNo: number;
  readonly section: string;
  /** As printed; empty in general admission, and so is `label`, the seat's. */
  readonly row: string;
  readonly label: string;
  readonly category: string;
  readonly priceMinor: number;
}

export interface BeginOrderCommand {
  readonly fanId: FanId;
  readonly holdId: HoldId;
  readonly email: string;
  readonly returnUrl: string;
}

export interface OpenSession {
  readonly sessionId: string;
  readonly url: string;
}

/** Tickets of one price category, as the payment page lists them. */
export interface OrderLine {
  readonly name: string;
  readonly quantity: number;
  readonly unitMinor: number;
}

/**
 * `paid`: the money and the seats are on record here. `confirmed`: Postgres has committed the sale.
 * `expired` and `canceled`: nobody can pay any more. `refunding`: paid, but the seats were gone,
 * or not the amount that was due; `refunded` once the money went back.
 */
export type OrderStatus =
  | "awaiting_payment"
  | "paid"
  | "confirmed"
  | "expired"
  | "canceled"
  | "refunding"
  | "refunded";

export interface OrderView {
  readonly id: OrderId;
  readonly eventId: EventId;
  readonly holdId: HoldId;
  readonly fanId: FanId;
  readonly status: OrderStatus;
  readonly email: string;
  readonly returnUrl: string;
  readonly eventName: string;
  readonly lines: readonly OrderLine[];
  readonly tickets: readonly HeldTicket[];
  readonly total: Money;
  readonly expiresAt: number;
  readonly createdAt: number;
  readonly session: OpenSession | null;
}

export interface CompletedPayment {
  readonly orderId: OrderId;
  readonly sessionId: string;
  readonly paymentIntentId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  /** Of the webhook, or of the call that found out: kept with the order. */
  readonly reportId: string;
}

/** Two bits a seat, seat 0 in the lowest bits of the first byte: 0 available, 1 held, 2 sold, 3 blocked or removed. */
export interface Availability {
  readonly kind: "snapshot";
  readonly sequence: number;
  readonly seatMapHash: string;
  readonly seatCount: number;
  readonly packed: Uint8Array;
  /** By category, in the seat map's order. */
  readonly availableByCategory: readonly number[];
}

export interface AvailabilityChanges {
  readonly kind: "changes";
  readonly since: number;
  readonly sequence: number;
  readonly changes: readonly { readonly seatNo: number; readonly status: SeatStatus }[];
}

export const seatStatuses = ["available", "held", "sold", "blocked"] as const;
export type SeatStatus = (typeof seatStatuses)[number];
