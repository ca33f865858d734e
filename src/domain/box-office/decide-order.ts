import { eventIdOf, orderIdOf } from "../ids.ts";
import { type Outcome, ok, refuse } from "../outcome.ts";
import { amountOf, type Change, type Decision, type Order } from "./changes.ts";
import type { BeginOrderCommand, CompletedPayment, OpenSession, OrderView } from "./contract.ts";
import type { SaleResult } from "./sales-ledger.ts";
import { type SeatBook, seat } from "./seat-book.ts";
import { linesOf, ticketsOf, viewOfOrder } from "./views.ts";

const unchanged = (outcome: Outcome<OrderView>): Decision<OrderView> => ({ outcome, changes: [] });
const changed = (book: SeatBook, order: Order, changes: readonly Change[]): Decision<OrderView> => ({
  outcome: ok(viewOfOrder(book, order)),
  changes,
});
const noSuchOrder = refuse("order_not_found", "There is no such order.");

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
    const ended = before.status === "awaiting_payment" && (before.closing || before.expiresAt <= now);
    if (ended || before.status === "expired")
      return unchanged(refuse("hold_expired", "This hold has ended."));
    if (before.status === "canceled") return unchanged(refuse("order_closed", "This order was canceled."));
    return unchanged(ok(viewOfOrder(book, before)));
  }
  const hold = book.holds.get(holdId);
  if (!hold || hold.fanId !== fanId) return unchanged(refuse("hold_not_found", "There is no such hold."));
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
    currency: book.rules.currency,
    eventName: book.rules.eventName,
    lines: linesOf(ticketsOf(book, hold)),
    createdAt: now,
    expiresAt: hold.expiresAt,
    closing: null,
    session: null,
    payment: null,
  };
  if (amountOf(hold) > 0) return changed(book, order, [{ type: "order_begun", hold, order }]);
  const free: Order = {
    ...order,
    status: "paid",
    payment: { sessionId: "", paymentIntentId: null, reportId: "free", paidAt: now },
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

/** Its Session is known to be closed: the seats are free. Without effect once the order is anything but awaiting payment. */
export const decideSessionClosed = (book: SeatBook, order: Order, now: number): readonly Change[] => {
  if (order.status !== "awaiting_payment") return [];
  const closed: Order = { ...order, status: order.closing === "canceled" ? "canceled" : "expired" };
  const hold = book.holds.get(order.holdId);
  const how = closed.status === "canceled" ? "released" : "expired";
  return [
    ...(hold ? [{ type: "hold_ended", hold, how, at: now } as const] : []),
    { type: "order_changed", order: closed },
  ];
};

/**
 * A payment that is complete at Stripe. Any number of reports of it, in any order, come to the same. Money for an order whose
 * seats were given up takes them again if they are all free; else it goes back.
 */
export const decideSettle = (
  book: SeatBook,
  order: Order | null,
  payment: CompletedPayment,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  if (order.payment) return unchanged(ok(viewOfOrder(book, order)));
  const due = amountOf(order);
  if (payment.amountMinor !== due || payment.currency.toLowerCase() !== order.currency)
    return unchanged(
      refuse(
        "payment_mismatch",
        `Paid ${payment.amountMinor} ${payment.currency}; the order is ${due} ${order.currency}.`,
      ),
    );
  const { sessionId, paymentIntentId, reportId } = payment;
  const paid: Order = {
    ...order,
    status: "paid",
    payment: { sessionId, paymentIntentId, reportId, paidAt: now },
  };
  const hold = book.holds.get(order.holdId);
  if (hold)
    return changed(book, paid, [
      { type: "hold_ended", hold, how: "sold", at: now },
      { type: "order_sold", order: paid },
    ]);
  if (order.seats.every((seatNo) => book.status[seatNo] === seat.available))
    return changed(book, paid, [{ type: "order_sold", order: paid }]);
  const refunding: Order = { ...paid, status: "refunding" };
  return changed(book, refunding, [{ type: "order_changed", order: refunding }]);
};

/** What Postgres said of an order that was handed to it. */
export const decideCommitted = (order: Order, { status }: SaleResult): readonly Change[] => {
  if (order.status !== "paid" || status === "not_committed") return [];
  return status === "committed"
    ? [{ type: "order_changed", order: { ...order, status: "confirmed" } }]
    : [{ type: "order_voided", order: { ...order, status: "refunding" } }];
};

export const decideRefunded = (order: Order): readonly Change[] =>
  order.status === "refunding" ? [{ type: "order_changed", order: { ...order, status: "refunded" } }] : [];
