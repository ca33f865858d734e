import { ok, refuse } from "../outcome.ts";
import type { Random } from "./best-available.ts";
import type { Change, Decision, Hold } from "./changes.ts";
import type { CompletedPayment, OrderView } from "./contract.ts";
import { offerFor } from "./decide-offer.ts";
import { amountOf } from "./fees.ts";
import { changed, changedTo, flagged, noSuchOrder, unchanged } from "./order-decision.ts";
import { type Order, type Payment, type RefundReason, revised } from "./order.ts";
import { refundFor, refundOfAll } from "./refunds.ts";
import { type SeatBook, seat } from "./seat-book.ts";
import { viewOfOrder } from "./views.ts";

/**
 * A payment that is complete at Stripe. Any number of reports of it, in any order, come to the same. Money for an order whose
 * seats were given up takes them again if they are all free; else others of the same kind are offered, when the event does that; else
 * it goes back. So does what is not the order's amount, what is paid a second time, and what another Session than its own has taken.
 */
export const decideSettle = (
  book: SeatBook,
  order: Order | null,
  payment: CompletedPayment,
  now: number,
  random: Random,
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
  if (order.payment) return settledBefore(book, order, order.payment, received, now);
  if (order.session && order.session.sessionId !== received.sessionId)
    return paidElsewhere(book, order, received, now);
  const paid: Order = { ...order, payment: received, closing: null, underWay: null };
  const hold = book.holds.get(order.holdId);
  if (!isWhatIsDue(order, received)) return mistaken(book, paid, received, hold, now);
  if (book.rules.canceled) return goesBack(book, paid, "event_canceled", hold, now);
  const areTheirs = hold || order.seats.every((seatNo) => book.status[seatNo] === seat.available);
  if (areTheirs) {
    const sold = revised(paid, { status: "paid", given: true });
    return changed(book, sold, [...ended(hold, "sold", now), { type: "order_sold", order: sold }]);
  }
  return offerFor(book, paid, now, random) ?? goesBack(book, paid, "seats_gone", hold, now);
};

const ended = (hold: Hold | undefined, how: "sold" | "released", now: number): Change[] =>
  hold ? [{ type: "hold_ended", hold, how, at: now }] : [];

const goesBack = (
  book: SeatBook,
  paid: Order,
  reason: RefundReason,
  hold: Hold | undefined,
  now: number,
): Decision<OrderView> => {
  const refunds = [...paid.refunds, refundOfAll(paid, reason, now)];
  const order = revised(paid, { status: "refunding", refunds });
  return changed(book, order, [...ended(hold, "released", now), { type: "order_changed", order }]);
};

const mistaken = (
  book: SeatBook,
  paid: Order,
  received: Payment,
  hold: Hold | undefined,
  now: number,
): Decision<OrderView> => {
  const outcome = mismatch(paid, received);
  const flags = flagged(paid, { code: "payment_mismatch", detail: outcome.refusal.detail, at: now });
  return { ...goesBack(book, { ...paid, flags }, "not_what_was_due", hold, now), outcome };
};

const settledBefore = (
  book: SeatBook,
  order: Order,
  before: Payment,
  received: Payment,
  now: number,
): Decision<OrderView> => {
  if (isSamePayment(before, received))
    return unchanged(isWhatIsDue(order, before) ? ok(viewOfOrder(book, order)) : mismatch(order, before));
  return surplus(book, order, received, now);
};

/** Money that names the order and did not come by its Session: it confirms nothing, and goes back. */
const paidElsewhere = (book: SeatBook, order: Order, received: Payment, now: number): Decision<OrderView> => {
  const detail = `Paid by ${received.sessionId}; the order's Session is ${order.session?.sessionId}.`;
  return surplus(
    book,
    { ...order, flags: flagged(order, { code: "paid_elsewhere", detail, at: now }) },
    received,
    now,
  );
};

const surplus = (book: SeatBook, order: Order, received: Payment, now: number): Decision<OrderView> => {
  const isKnown = order.surplus.some((known) => isSamePayment(known, received));
  if (isKnown || received.paymentIntentId === null) return unchanged(ok(viewOfOrder(book, order)));
  const { amountMinor } = received;
  const paidTwice = revised(order, {
    surplus: [...order.surplus, received],
    refunds: [...order.refunds, refundFor(order, received, { amountMinor, reason: "paid_twice" }, now)],
  });
  return changedTo(book, paidTwice);
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
