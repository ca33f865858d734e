import { ok, refuse } from "../outcome.ts";
import type { Decision } from "./changes.ts";
import type { DisputeReport, OrderView } from "./contract.ts";
import { atTheProvider } from "./decide-refund.ts";
import { changedTo, flagged, noSuchOrder, unchanged } from "./order-decision.ts";
import {
  type Dispute,
  givenBackOf,
  liveSeatsOf,
  type Order,
  type Payment,
  paymentBy,
  type Refund,
  revised,
} from "./order.ts";
import { feesLeftOf, refundFor } from "./refunds.ts";
import type { SeatBook } from "./seat-book.ts";
import { viewOfOrder } from "./views.ts";

/**
 * A bank takes the money back, perhaps: while it is open nothing else is given back; when it is lost the tickets are void. One about
 * money that goes back anyway, because it was paid twice, concerns no ticket.
 */
export const decideDispute = (
  book: SeatBook,
  order: Order | null,
  report: DisputeReport,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  const { disputeId: id, status, amountMinor, reason } = report;
  const before = order.disputes.find((known) => known.id === id);
  const isOld = before !== undefined && (before.status === status || before.status !== "open");
  if (isOld) return unchanged(ok(viewOfOrder(book, order)));
  const payment = paymentBy(order, report.paymentIntentId);
  if (!payment) return unchanged(refuse("payment_not_known", "The payment in dispute is not on record."));
  const dispute: Dispute = { id, status, amountMinor, reason, at: now };
  const disputes = [...order.disputes.filter((known) => known.id !== id), dispute];
  const isOpen = disputes.some((each) => each.status === "open");
  const others = order.flags.filter(({ code }) => code !== "disputed" || isOpen);
  const detail = `${id}: ${reason}, ${amountMinor}`;
  if (status === "won") return changedTo(book, revised(order, { disputes, flags: others }));
  if (status === "open") {
    const flags = flagged(order, { code: "disputed", detail, at: now });
    return changedTo(book, revised(order, { disputes, flags }));
  }
  return changedTo(book, lost({ ...order, disputes, flags: others }, payment, dispute, now));
};

const lost = (order: Order, payment: Payment, { id, reason, amountMinor }: Dispute, now: number): Order => {
  const { paymentIntentId } = payment;
  const isOwn = payment === order.payment;
  // What was still to go back has gone with the dispute.
  const refunds = order.refunds.map((refund): Refund => {
    const isOfIt = refund.paymentIntentId === paymentIntentId && refund.status === "created";
    return isOfIt ? { ...refund, status: "canceled", updatedAt: now } : refund;
  });
  const left: Order = { ...order, refunds };
  const refund = refundFor(
    left,
    payment,
    {
      amountMinor: Math.min(amountMinor, payment.amountMinor - givenBackOf(left, paymentIntentId)),
      feesMinor: isOwn ? feesLeftOf(left) : 0,
      seats: isOwn ? liveSeatsOf(left) : [],
      status: "succeeded",
      by: atTheProvider,
      reason: "dispute_lost",
    },
    now,
  );
  return revised(left, {
    refunds: [...refunds, refund],
    flags: flagged(left, { code: "dispute_lost", detail: `${id}: ${reason}, ${amountMinor}`, at: now }),
  });
};
