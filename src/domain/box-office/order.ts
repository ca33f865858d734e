import type { EventId, FanId, HoldId, OrderId, RefundId } from "../ids.ts";
import type { OpenSession, OrderLine, OrderStatus } from "./contract.ts";
import type { Fees } from "./fees.ts";

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
  /** As ordered; tickets that are given back stay in it, and a refund says which they are. */
  readonly seats: readonly number[];
  /** A price a seat, in the order of `seats`. */
  readonly pricesMinor: readonly number[];
  /** As the fan was shown them. */
  readonly fees: Fees;
  readonly currency: string;
  /** What the payment page calls it, as it was then: asked again with the order's key, Stripe must hear the same. */
  readonly eventName: string;
  readonly lines: readonly OrderLine[];
  /** Whether methods that confirm later were offered. */
  readonly delayedMethods: boolean;
  readonly createdAt: number;
  /** When the hold under it ends. */
  readonly expiresAt: number;
  /** Why nobody shall pay it any more; it is `awaiting_payment` until its Session is known to be closed. */
  readonly closing: EndOfOrder | null;
  readonly session: OpenSession | null;
  /** A payment that the fan has made and that the bank has not confirmed. */
  readonly underWay: PaymentUnderWay | null;
  readonly payment: Payment | null;
  /** Paid once more, by payments of their own: they go back. */
  readonly surplus: readonly Payment[];
  readonly refunds: readonly Refund[];
  /** Other seats of the same kind, held for who paid when his own were gone. */
  readonly offer: Offer | null;
  /** The latest last; a bank can have more than one about a payment. */
  readonly disputes: readonly Dispute[];
  /** What a person has to look at. */
  readonly flags: readonly Flag[];
  /** Its seats were sold to it. */
  readonly given: boolean;
  /** Grows with each change since there is money; Postgres has it as of `recorded`. */
  readonly revision: number;
  readonly recorded: number;
}

/** `failed`: the bank did not pay after all. */
export type EndOfOrder = "expired" | "canceled" | "failed" | "event_canceled";

export interface PaymentUnderWay {
  readonly sessionId: string;
  readonly paymentIntentId: string | null;
  /** Epoch milliseconds: so long the seats wait for it. */
  readonly until: number;
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

/**
 * Money that goes back. `created`: on record here; `pending`: the provider has it. A failed one gave nothing back; one is `canceled`
 * when the money went back in another way.
 */
export interface Refund {
  readonly id: RefundId;
  /** null: there was nothing to give back. */
  readonly paymentIntentId: string | null;
  readonly amountMinor: number;
  /** How much of it are fees. */
  readonly feesMinor: number;
  /** Seats whose tickets are void by it, from the moment it is on record. */
  readonly seats: readonly number[];
  readonly seatsTo: "available" | "blocked";
  /** The seats have gone there: after Postgres had the tickets as void, so that nobody who buys them next can meet these there. */
  readonly returned: boolean;
  readonly status: RefundStatus;
  readonly by: RefundParty;
  readonly reason: RefundReason;
  /** In the words of who asked for it. */
  readonly note: string;
  /** The Idempotency-Key of who asked, and what was asked with it. */
  readonly key: string | null;
  readonly digest: string;
  /** The provider's own id. */
  readonly providerId: string | null;
  readonly failure: string | null;
  /** The failed one that it is another attempt at. */
  readonly retryOf: RefundId | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Of the order, when the refund was made: Postgres has its void tickets from there on. */
  readonly revision: number;
}

export const refundStatuses = ["created", "pending", "succeeded", "failed", "canceled"] as const;
export type RefundStatus = (typeof refundStatuses)[number];

export interface RefundParty {
  /** `box_office`: by its own rules; `provider`: someone at the payment provider, or a bank. */
  readonly kind: "fan" | "organizer" | "box_office" | "provider";
  readonly id: string;
}

export const refundReasons = [
  "seats_gone",
  "not_what_was_due",
  "paid_twice",
  "seat_already_sold",
  "tickets_returned",
  "event_canceled",
  "made_at_provider",
  "dispute_lost",
] as const;
export type RefundReason = (typeof refundReasons)[number];

export interface Offer {
  /** One for each seat of the order, of the same category. */
  readonly seats: readonly number[];
  readonly expiresAt: number;
}

export interface Dispute {
  readonly id: string;
  readonly status: "open" | "won" | "lost";
  readonly amountMinor: number;
  readonly reason: string;
  readonly at: number;
}

export const flagCodes = [
  "payment_mismatch",
  "paid_elsewhere",
  "wrong_mode",
  "refund_failed",
  "refunded_elsewhere",
  "disputed",
  "dispute_lost",
  "seat_already_sold",
] as const;
export type FlagCode = (typeof flagCodes)[number];

export interface Flag {
  readonly code: FlagCode;
  readonly detail: string;
  readonly at: number;
}

/** Seats whose tickets are the fan's. */
export const liveSeatsOf = ({ given, seats, refunds }: Order): readonly number[] => {
  if (!given) return [];
  if (refunds.length === 0) return seats;
  const isVoid = new Set(refunds.flatMap((refund) => refund.seats));
  return seats.filter((seatNo) => !isVoid.has(seatNo));
};

/** Seats that nobody else can have on its account: the live ones, and void ones that did not go back to the sale yet. */
export const takenSeatsOf = ({ given, seats, refunds }: Order): readonly number[] => {
  if (!given) return [];
  if (refunds.length === 0) return seats;
  const isBack = new Set(refunds.flatMap((refund) => (refund.returned ? refund.seats : [])));
  return seats.filter((seatNo) => !isBack.has(seatNo));
};

/** Seats that were kept from sale when they came back, or when Postgres had them on another ticket. */
export const keptFromSaleOf = ({ given, seats, refunds }: Order): readonly number[] => {
  if (!given) return refunds.some(({ reason }) => reason === "seat_already_sold") ? seats : [];
  return refunds.flatMap((refund) => (refund.returned && refund.seatsTo === "blocked" ? refund.seats : []));
};

/** What an organizer sees: the one that is open, else the latest. */
export const disputeOf = ({ disputes }: Order): Dispute | null =>
  disputes.find(({ status }) => status === "open") ?? disputes.at(-1) ?? null;

export const isUnderWay = ({ status }: Refund): boolean => status === "created" || status === "pending";

/** Its money is back, or on its way. */
export const goesBack = (refund: Refund): boolean => isUnderWay(refund) || refund.status === "succeeded";

/** What went back of a payment, or is on its way. */
export const givenBackOf = ({ refunds }: Order, paymentIntentId: string | null): number =>
  refunds
    .filter((refund) => refund.paymentIntentId === paymentIntentId && goesBack(refund))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** The payment of the order, or one that came beside it. */
export const paymentBy = ({ payment, surplus }: Order, paymentIntentId: string | null): Payment | null =>
  [payment, ...surplus].find((each) => each?.paymentIntentId === paymentIntentId) ?? null;

/** What is left of a payment. Of one that is not on record any more nobody here can tell. */
export const leftOf = (order: Order, paymentIntentId: string | null): number => {
  const paid = paymentBy(order, paymentIntentId)?.amountMinor ?? Number.POSITIVE_INFINITY;
  return Math.max(0, paid - givenBackOf(order, paymentIntentId));
};

/** What is left of the order's own payment. */
export const keptOf = (order: Order): number =>
  order.payment ? leftOf(order, order.payment.paymentIntentId) : 0;

/** Whether Postgres has to hear of it. An offer is not told: it soon is a sale or a refund. */
export const owesRecord = ({ payment, status, revision, recorded }: Order): boolean =>
  payment !== null && status !== "offered" && revision > recorded;
export const owesClosing = ({ status, closing }: Order): boolean =>
  status === "awaiting_payment" && closing !== null;
/** Its hold is all that keeps its seats. */
export const mayEnd = ({ status }: Order): boolean => status === "awaiting_payment" || status === "offered";
export const owesRefund = ({ refunds }: Order): boolean => refunds.some(isUnderWay);

/** Whether the cancellation of its event still has to do with it. */
export const owesCancellation = (order: Order): boolean =>
  (order.status === "awaiting_payment" && order.closing === null) ||
  order.status === "offered" ||
  (order.status !== "refunding" && liveSeatsOf(order).length > 0);

/** Another version of an order on which there is money. What it comes to follows from its tickets and its refunds. */
export const revised = (order: Order, change: Partial<Order>): Order => {
  const after: Order = { ...order, ...change, revision: order.revision + 1 };
  return { ...after, status: statusOf(after) };
};

const statusOf = (order: Order): OrderStatus => {
  const { status, payment, refunds } = order;
  if (payment === null || status === "awaiting_payment" || status === "offered") return status;
  if (liveSeatsOf(order).length > 0) return status;
  const isOpen = (refund: Refund): boolean => isUnderWay(refund) || isFailedStill(order, refund);
  return refunds.some(isOpen) ? "refunding" : "refunded";
};

/** The provider gave nothing back by it. One that was canceled before the provider had it was not needed any more. */
export const hasFailed = ({ status, providerId }: Refund): boolean =>
  status === "failed" || (status === "canceled" && providerId !== null);

/** Failed, nobody has tried again, and the money did not go back in another way. */
export const isFailedStill = (order: Order, refund: Refund): boolean =>
  hasFailed(refund) &&
  !order.refunds.some(({ retryOf }) => retryOf === refund.id) &&
  leftOf(order, refund.paymentIntentId) > takenUnrecorded(order, refund);

/** A dispute that was lost may have taken what was thought to be back already: so much of it is on no refund. */
const takenUnrecorded = ({ disputes, payment, refunds }: Order, { paymentIntentId }: Refund): number => {
  if (payment?.paymentIntentId !== paymentIntentId) return 0;
  const sum = (amounts: readonly { readonly amountMinor: number }[]): number =>
    amounts.reduce((all, { amountMinor }) => all + amountMinor, 0);
  const lost = disputes.filter(({ status }) => status === "lost");
  const recorded = refunds.filter(
    (refund) => refund.reason === "dispute_lost" && refund.paymentIntentId === paymentIntentId,
  );
  return sum(lost) - sum(recorded);
};
