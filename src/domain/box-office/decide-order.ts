import { eventIdOf, orderIdOf } from "../ids.ts";
import { type Outcome, ok, refuse } from "../outcome.ts";
import { amountOf, type Change, type Decision, type Order, type Payment } from "./changes.ts";
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
    surplus: [],
  };
  if (amountOf(hold) > 0) return changed(book, order, [{ type: "order_begun", hold, order }]);
  const free: Order = {
    ...order,
    status: "paid",
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
  status: order.closing === "canceled" ? "canceled" : "expired",
});

/** Its Session is known to be closed: the seats are free. Without effect once the order is anything but awaiting payment. */
export const decideSessionClosed = (book: SeatBook, order: Order, now: number): readonly Change[] => {
  if (order.status !== "awaiting_payment") return [];
  const closed = closedOf(order);
  const hold = book.holds.get(order.holdId);
  const how = closed.status === "canceled" ? "released" : "expired";
  return [
    ...(hold ? [{ type: "hold_ended", hold, how, at: now } as const] : []),
    { type: "order_changed", order: closed },
  ];
};

/**
 * A payment that is complete at Stripe. Any number of reports of it, in any order, come to the same. Money for an order whose
 * seats were given up takes them again if they are all free; else it goes back, and so does what is not the order's amount, and
 * what is paid a second time.
 */
export const decideSettle = (
  book: SeatBook,
  order: Order | null,
  payment: CompletedPayment,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  const received: Payment = {
    sessionId: payment.sessionId,
    paymentIntentId: payment.paymentIntentId,
    amountMinor: payment.amountMinor,
    currency: payment.currency.toLowerCase(),
    reportId: payment.reportId,
    paidAt: now,
  };
  if (order.payment) return settledBefore(book, order, order.payment, received);
  const hold = book.holds.get(order.holdId);
  if (!isWhatIsDue(order, received)) {
    const mistaken: Order = { ...order, status: "refunding", payment: received };
    return {
      outcome: mismatch(order, received),
      changes: [
        ...(hold ? [{ type: "hold_ended", hold, how: "released", at: now } as const] : []),
        { type: "order_changed", order: mistaken },
      ],
    };
  }
  const paid: Order = { ...order, status: "paid", payment: received };
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

const settledBefore = (
  book: SeatBook,
  order: Order,
  before: Payment,
  received: Payment,
): Decision<OrderView> => {
  if (isSamePayment(before, received))
    return unchanged(isWhatIsDue(order, before) ? ok(viewOfOrder(book, order)) : mismatch(order, before));
  const isKnown = order.surplus.some((known) => isSamePayment(known, received));
  if (isKnown || received.paymentIntentId === null) return unchanged(ok(viewOfOrder(book, order)));
  const paidTwice: Order = { ...order, surplus: [...order.surplus, { ...received, refunded: false }] };
  return changed(book, paidTwice, [{ type: "order_changed", order: paidTwice }]);
};

/** A Session is paid by one payment intent. Of an order that came from Postgres only the intent is known. */
const isSamePayment = (one: Payment, other: Payment): boolean =>
  one.paymentIntentId === other.paymentIntentId ||
  (one.sessionId !== "" && one.sessionId === other.sessionId);

const isWhatIsDue = (order: Order, { amountMinor, currency }: Payment): boolean =>
  amountMinor === amountOf(order) && currency === order.currency;

const mismatch = (order: Order, { amountMinor, currency }: Payment) =>
  refuse(
    "payment_mismatch",
    `Paid ${amountMinor} ${currency}; the order is ${amountOf(order)} ${order.currency}. The payment goes back.`,
  );

/** What Postgres said of an order that was handed to it. */
export const decideCommitted = (order: Order, { status }: SaleResult): readonly Change[] => {
  if (order.status !== "paid" || status === "not_committed") return [];
  return status === "committed"
    ? [{ type: "order_changed", order: { ...order, status: "confirmed" } }]
    : [{ type: "order_voided", order: { ...order, status: "refunding" } }];
};

export const decideRefunded = (order: Order, paymentIntentId: string | null): readonly Change[] => {
  if (order.status === "refunding" && order.payment?.paymentIntentId === paymentIntentId)
    return [{ type: "order_changed", order: { ...order, status: "refunded" } }];
  if (!order.surplus.some((each) => each.paymentIntentId === paymentIntentId && !each.refunded)) return [];
  const surplus = order.surplus.map((each) =>
    each.paymentIntentId === paymentIntentId ? { ...each, refunded: true } : each,
  );
  return [{ type: "order_changed", order: { ...order, surplus } }];
};
