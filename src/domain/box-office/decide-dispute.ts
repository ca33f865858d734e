import { ok, refuse } from "../outcome.ts";
import type { Decision } from "./changes.ts";
import type { DisputeReport, OrderView } from "./contract.ts";
import { atTheProvider } from "./decide-refund.ts";
import { changedTo, noSuchOrder, unchanged } from "./order-decision.ts";
import { keptOf, liveSeatsOf, type Order, type Refund, revised } from "./order.ts";
import { feesLeftOf, refundFor } from "./refunds.ts";
import type { SeatBook } from "./seat-book.ts";
import { viewOfOrder } from "./views.ts";

/** A bank takes the money back, perhaps: while it is open nothing else is given back; when it is lost the tickets are void. */
export const decideDispute = (
  book: SeatBook,
  order: Order | null,
  report: DisputeReport,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  const { disputeId: id, status, amountMinor, reason } = report;
  const before = order.dispute;
  const isOld = before?.id === id && (before.status === status || before.status !== "open");
  if (isOld) return unchanged(ok(viewOfOrder(book, order)));
  if (order.payment?.paymentIntentId !== report.paymentIntentId)
    return unchanged(refuse("payment_not_known", "The payment in dispute is not on record."));
  const disputed: Order = { ...order, dispute: { id, status, amountMinor, reason, at: now } };
  const others = order.flags.filter(({ code }) => code !== "disputed");
  if (status === "won") return changedTo(book, revised(disputed, { flags: others }));
  const detail = `${id}: ${reason}, ${amountMinor}`;
  if (status === "open")
    return changedTo(book, revised(disputed, { flags: [...others, { code: "disputed", detail, at: now }] }));
  return changedTo(book, lost({ ...disputed, flags: others }, amountMinor, detail, now));
};

const lost = (order: Order, amountMinor: number, detail: string, now: number): Order => {
  // What was still to go back has gone with the dispute.
  const refunds = order.refunds.map((refund): Refund => {
    const isOfIt = refund.paymentIntentId === order.payment?.paymentIntentId && refund.status === "created";
    return isOfIt ? { ...refund, status: "canceled", updatedAt: now } : refund;
  });
  const left: Order = { ...order, refunds };
  const refund = refundFor(
    left,
    left.payment,
    {
      amountMinor: Math.min(amountMinor, keptOf(left)),
      feesMinor: feesLeftOf(left),
      seats: liveSeatsOf(left),
      status: "succeeded",
      by: atTheProvider,
      reason: "dispute_lost",
    },
    now,
  );
  return revised(left, {
    refunds: [...refunds, refund],
    flags: [...left.flags, { code: "dispute_lost", detail, at: now }],
  });
};
