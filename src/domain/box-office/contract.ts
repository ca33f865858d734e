import type { EventId, FanId, HoldId, OrderId, RefundId, TicketId } from "../ids.ts";
import type { Money } from "../money.ts";
import type { Outcome } from "../outcome.ts";
import type { EventCanceled } from "./changes.ts";
import type { Dispute, EndOfOrder, Flag, Refund, RefundParty, RefundStatus } from "./order.ts";
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
  /** The fan has paid by a method that confirms later: the seats wait for the bank, as long as the event allows. */
  paymentUnderWay(payment: PaymentUnderWayReport): Promise<Outcome<OrderView>>;
  /** The bank does not pay after all. */
  paymentFailed(payment: PaymentUnderWayReport): Promise<Outcome<OrderView>>;
  /** The fan does not want to pay: the box office closes the Session, and the seats are free as soon as that is known. */
  cancelOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>>;
  /** The provider takes no money for it: without a Session it is canceled, and its seats are free, at once. */
  giveUpOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>>;
  /** `fanId` null: an organizer, who sees everybody's. */
  viewOrder(fanId: FanId | null, orderId: OrderId): Promise<Outcome<OrderView>>;
  /** Takes the other seats that were offered, or the money back. */
  answerOffer(fanId: FanId, orderId: OrderId, accept: boolean): Promise<Outcome<OrderView>>;

  /** Tickets are void at once, their money goes back, and their seats follow. Asking again with the same key changes nothing. */
  returnTickets(command: ReturnCommand): Promise<Outcome<OrderView>>;
  /** Tries a refund that failed once more, as a refund of its own. */
  retryRefund(refundId: RefundId): Promise<Outcome<OrderView>>;
  /** What the provider says of a refund, its own or one that was made there by hand. */
  refundReported(report: RefundReport): Promise<Outcome<OrderView>>;
  disputeReported(report: DisputeReport): Promise<Outcome<OrderView>>;
  /** Something about the order that a person has to look at; and that he has. */
  flag(orderId: OrderId, flag: Omit<Flag, "at">): Promise<Outcome<OrderView>>;
  clearFlags(orderId: OrderId): Promise<Outcome<OrderView>>;

  /** Ends the sale for good; whatever was sold is given back, in the background. */
  cancelEvent(reason: string): Promise<Outcome<CancellationProgress>>;
  /** How far that is; null when the event is not canceled. */
  cancellation(): Promise<Outcome<CancellationProgress | null>>;
  /** Orders by id, as an organizer sees them. */
  listOrders(query: OrderQuery): Promise<Outcome<readonly OrderView[]>>;
  /** Hands these over to Postgres once more, as they are. */
  handOver(orderIds: readonly OrderId[]): Promise<Outcome<null>>;
  /** Looks at once at what is owed, without waiting for the end of its pauses. */
  hurry(): Promise<Outcome<null>>;

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
  /** Fees among it. */
  readonly total: Money;
  readonly feesMinor: number;
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
 * `paid`: the money and the seats are on record here. `confirmed`: Postgres has committed the sale. `offered`: paid when the seats
 * were gone, and others of the same kind are held until the fan has chosen. `expired` and `canceled`: nobody can pay any more.
 * `refunding`: paid, and no ticket of it is good any more; `refunded` once the money went back.
 */
export type OrderStatus =
  | "awaiting_payment"
  | "offered"
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
  readonly tickets: readonly OrderTicket[];
  /** As ordered, fees among it. */
  readonly total: Money;
  readonly feesMinor: number;
  readonly delayedMethods: boolean;
  readonly expiresAt: number;
  readonly createdAt: number;
  readonly paidAt: number | null;
  readonly session: OpenSession | null;
  /** Why it ends, or ended, without a payment. */
  readonly closing: EndOfOrder | null;
  /** Until when its seats wait for a payment that the bank has to confirm. */
  readonly underWayUntil: number | null;
  readonly refunds: readonly Refund[];
  readonly offer: { readonly tickets: readonly HeldTicket[]; readonly expiresAt: number } | null;
  /** Until when the fan may give tickets back; null: not by himself. */
  readonly returnableUntil: number | null;
  readonly dispute: Dispute | null;
  readonly flags: readonly Flag[];
  readonly paymentIntentId: string | null;
  readonly revision: number;
  readonly recorded: number;
}

export interface OrderTicket extends HeldTicket {
  /** `void`: given back, or never given. */
  readonly status: "valid" | "pending" | "void";
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

export interface PaymentUnderWayReport {
  readonly orderId: OrderId;
  readonly sessionId: string;
  readonly paymentIntentId: string | null;
}

export interface ReturnCommand {
  readonly orderId: OrderId;
  /** The fan whose order it has to be, by the event's policy; null: an organizer, who may always. */
  readonly fanId: FanId | null;
  /** null: all that are left. */
  readonly seats: readonly number[] | null;
  readonly seatsTo: "available" | "blocked";
  /** Whether fees go back too; null: as the event says. */
  readonly withFees: boolean | null;
  readonly by: RefundParty;
  readonly note: string;
  /** An Idempotency-Key; null: each time anew. */
  readonly key: string | null;
}

export interface RefundReport {
  readonly orderId: OrderId;
  /** Ours, when it is one of ours. */
  readonly refundId: RefundId | null;
  readonly providerId: string;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
  readonly status: Exclude<RefundStatus, "created">;
  readonly failure: string | null;
}

export interface DisputeReport {
  readonly orderId: OrderId;
  readonly disputeId: string;
  readonly paymentIntentId: string;
  readonly status: Dispute["status"];
  readonly amountMinor: number;
  readonly reason: string;
}

export interface CancellationProgress extends EventCanceled {
  /** Orders that have been paid. */
  readonly paid: number;
  /** Whose money is all back. */
  readonly refunded: number;
  /** On its way. */
  readonly refunding: number;
  /** Refunds that failed: someone has to see to them. */
  readonly failed: number;
  /** Not begun yet. */
  readonly waiting: number;
  /** Payment pages that are not known to be closed yet. */
  readonly closing: number;
  readonly done: boolean;
}

export interface OrderQuery {
  readonly which: "all" | "flagged" | "closing" | "open" | OrderStatus;
  readonly after: OrderId | null;
  readonly limit: number;
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
