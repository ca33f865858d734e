import { eventIdOf, orderIdOf } from "../ids.ts";
import { ok, refuse } from "../outcome.ts";
import type { Change, Decision } from "./changes.ts";
import type { BeginOrderCommand, OpenSession, OrderView, PaymentUnderWayReport } from "./contract.ts";
import { amountOf } from "./fees.ts";
import { changed, noSuchOrder, unchanged } from "./order-decision.ts";
import type { Order } from "./order.ts";
import type { SeatBook } from "./seat-book.ts";
import { linesOf, ticketsOf, viewOfOrder } from "./views.ts";

const hourMs = 3_600_000;

/**
 * The order of a hold is on record before anyone asks for money; `before` is the one it has already. What costs nothing is
 * paid at once.
 */
export const decideBeginOrder = (
  book: SeatBook,
  command: BeginOrderCommand,
  before: Order | null,
  now: number,
): Decision<OrderView> => {
  const { fanId, holdId, email, returnUrl } = command;
  if (before) {
    if (before.fanId !== fanId) return unchanged(refuse("hold_not_found", "There is no such hold."));
    if (book.rules.canceled) return unchanged(eventCanceled);
    const ended =
      before.status === "awaiting_payment" && !before.underWay && (before.closing || before.expiresAt <= now);
    if (ended || before.status === "expired")
      return unchanged(refuse("hold_expired", "This hold has ended."));
    if (before.status === "canceled") return unchanged(refuse("order_closed", "This order was canceled."));
    return unchanged(ok(viewOfOrder(book, before)));
  }
  const hold = book.holds.get(holdId);
  if (!hold || hold.fanId !== fanId) return unchanged(refuse("hold_not_found", "There is no such hold."));
  if (book.rules.canceled) return unchanged(eventCanceled);
  const order: Order = {
    id: orderIdOf(holdId),
    eventId: eventIdOf(holdId),
    holdId,
    fanId,
    digest: hold.digest,
    status: "awaiting_payment",
    email,
    returnUrl,
    seats: hold.seats,
    pricesMinor: hold.pricesMinor,
    fees: hold.fees,
    currency: book.rules.currency,
    eventName: book.rules.eventName,
    lines: linesOf(ticketsOf(book, hold), hold.fees),
    delayedMethods: book.rules.delayedPaymentHours > 0,
    createdAt: now,
    expiresAt: hold.expiresAt,
    closing: null,
    session: null,
    underWay: null,
    payment: null,
    surplus: [],
    refunds: [],
    offer: null,
    disputes: [],
    flags: [],
    given: false,
    revision: 0,
    recorded: 0,
  };
  if (amountOf(hold) > 0) return changed(book, order, [{ type: "order_begun", hold, order }]);
  const free: Order = {
    ...order,
    status: "paid",
    given: true,
    revision: 1,
    payment: {
      sessionId: "",
      paymentIntentId: null,
      amountMinor: 0,
      currency: order.currency,
      reportId: "free",
      paidAt: now,
    },
  };
  return changed(book, free, [
    { type: "hold_ended", hold, how: "sold", at: now },
    { type: "order_sold", order: free },
  ]);
};

/** Once nobody may pay the order any more the refusal tells the caller to close the Session that it has just made. */
export const decideAttachSession = (
  book: SeatBook,
  order: Order | null,
  session: OpenSession,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  if (order.status !== "awaiting_payment" && order.status !== "expired" && order.status !== "canceled")
    return unchanged(ok(viewOfOrder(book, order)));
  if (order.status !== "awaiting_payment" || order.closing || order.expiresAt <= now)
    return unchanged(refuse("hold_expired", "The hold ended while the payment was being prepared."));
  if (order.session?.sessionId === session.sessionId) return unchanged(ok(viewOfOrder(book, order)));
  const attached: Order = { ...order, session };
  return changed(book, attached, [{ type: "order_changed", order: attached }]);
};

/**
 * A payment that the bank has yet to confirm keeps its seats beyond the hold, as long as the event allows. Once it is known it is
 * not prolonged by hearing of it again.
 */
export const decideUnderWay = (
  book: SeatBook,
  order: Order | null,
  { sessionId, paymentIntentId }: PaymentUnderWayReport,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  const hold = book.holds.get(order.holdId);
  // The order's own Session can still be paid, so nobody waits for another.
  const isOthers = order.session !== null && order.session.sessionId !== sessionId;
  if (order.status !== "awaiting_payment" || order.underWay || isOthers || !hold)
    return unchanged(ok(viewOfOrder(book, order)));
  const until = Math.max(hold.expiresAt, now + book.rules.delayedPaymentHours * hourMs);
  const waiting: Order = { ...order, underWay: { sessionId, paymentIntentId, until } };
  // What ends only because its time was over has an answer to wait for now.
  const kept: Order = waiting.closing === "expired" ? { ...waiting, closing: null } : waiting;
  return changed(book, kept, [
    { type: "hold_kept", hold: { ...hold, expiresAt: until } },
    { type: "order_changed", order: kept },
  ]);
};

/** The bank does not pay after all: nobody can pay that Session any more. */
export const decidePaymentFailed = (
  book: SeatBook,
  order: Order | null,
  { sessionId }: PaymentUnderWayReport,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  const isIts = (order.session ?? order.underWay)?.sessionId === sessionId;
  if (order.status !== "awaiting_payment" || !isIts) return unchanged(ok(viewOfOrder(book, order)));
  const failed: Order = { ...order, closing: order.closing ?? "failed" };
  return {
    outcome: ok(viewOfOrder(book, closedOf(failed))),
    changes: decideSessionClosed(book, failed, now),
  };
};

export const decideCancel = (book: SeatBook, order: Order | null): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  if (order.status === "canceled" || order.status === "expired")
    return unchanged(ok(viewOfOrder(book, order)));
  if (order.status !== "awaiting_payment")
    return unchanged(refuse("order_closed", "This order is paid; it can not be canceled."));
  if (order.closing) return unchanged(ok(viewOfOrder(book, order)));
  const closing: Order = { ...order, closing: "canceled" };
  return changed(book, closing, [{ type: "order_changed", order: closing }]);
};

/** The provider takes no money for it: there will be no Session, so the seats are free at once. One with a Session is canceled. */
export const decideGiveUp = (book: SeatBook, order: Order | null, now: number): Decision<OrderView> => {
  if (order?.status !== "awaiting_payment" || order.session) return decideCancel(book, order);
  const given: Order = { ...order, closing: order.closing ?? "canceled" };
  return {
    outcome: ok(viewOfOrder(book, closedOf(given))),
    changes: decideSessionClosed(book, given, now),
  };
};

const closedOf = (order: Order): Order => ({
  ...order,
  underWay: null,
  status: order.closing === "canceled" || order.closing === "event_canceled" ? "canceled" : "expired",
});

const eventCanceled = refuse("event_canceled", "This event does not take place; nothing of it is sold.");

/** Its Session is known to be closed: the seats are free. Without effect once the order is anything but awaiting payment. */
export const decideSessionClosed = (book: SeatBook, order: Order, now: number): readonly Change[] => {
  if (order.status !== "awaiting_payment") return [];
  const closed = closedOf({ ...order, closing: order.closing ?? "expired" });
  const hold = book.holds.get(order.holdId);
  const how = closed.status === "canceled" ? "released" : "expired";
  return [
    ...(hold ? [{ type: "hold_ended", hold, how, at: now } as const] : []),
    { type: "order_changed", order: closed },
  ];
};
