import { ok, refuse } from "../outcome.ts";
import type { Change, Decision } from "./changes.ts";
import type { DisputeReport, OrderView, RefundReport } from "./contract.ts";
import { changedTo, flagged, noSuchOrder, unchanged } from "./order-decision.ts";
import {
  type Flag,
  hasFailed,
  isUnderWay,
  keptOf,
  liveSeatsOf,
  type Order,
  type Refund,
  revised,
} from "./order.ts";
import { feesLeftOf, refundFor } from "./refunds.ts";
import type { SeatBook } from "./seat-book.ts";
import { viewOfOrder } from "./views.ts";

const atTheProvider = { kind: "provider", id: "" } as const;

/** How a refund stands at the provider. */
export type RefundAnswer = Pick<RefundReport, "providerId" | "status" | "failure">;

/** What the provider answered when it was asked for a refund, or about it. */
export const decideRefundAnswered = (
  order: Order,
  refundId: string,
  answer: RefundAnswer,
  now: number,
): readonly Change[] => {
  const before = order.refunds.find(({ id }) => id === refundId);
  if (!before) return [];
  const after = standing(order, before, answer, now);
  return after === order ? [] : [{ type: "order_changed", order: after }];
};

/** The provider will not: someone has to look why. */
export const decideRefundRefused = (
  order: Order,
  refundId: string,
  failure: string,
  now: number,
): readonly Change[] => {
  const before = order.refunds.find(({ id, status }) => id === refundId && status === "created");
  if (!before) return [];
  return [{ type: "order_changed", order: withRefund(order, { ...before, status: "failed", failure }, now) }];
};

/** Reports may come in any order: nothing goes back from its end, but for a success that turns out to have failed. */
const isNews = (before: Refund, { providerId, status }: RefundAnswer): boolean => {
  if (before.status === "failed" || before.status === "canceled") return false;
  if (before.status === "succeeded" && status !== "failed") return false;
  return before.status !== status || before.providerId !== providerId;
};

const standing = (order: Order, before: Refund, answer: RefundAnswer, now: number): Order => {
  // The money went back by another refund, which is on record by itself.
  const isAnothers = order.refunds.some(
    ({ id, providerId }) => id !== before.id && providerId === answer.providerId,
  );
  if (isAnothers)
    return isUnderWay(before) ? withRefund(order, { ...before, status: "canceled" }, now) : order;
  return isNews(before, answer) ? withRefund(order, { ...before, ...answer }, now) : order;
};

const withRefund = (order: Order, refund: Refund, now: number): Order => {
  const refunds = order.refunds.map((each) => (each.id === refund.id ? { ...refund, updatedAt: now } : each));
  const detail = `${refund.id}: ${refund.failure ?? refund.status}`;
  const flag: Flag = { code: "refund_failed", detail, at: now };
  return revised(order, hasFailed(refund) ? { refunds, flags: flagged(order, flag) } : { refunds });
};

/**
 * What the provider tells of a refund. One that is none of ours was made there by hand: when with it all the money is back, the
 * tickets that are left are void; of a part nobody can tell which are meant, so the organizer is told.
 */
export const decideRefundReported = (
  book: SeatBook,
  order: Order | null,
  report: RefundReport,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  const known =
    order.refunds.find(({ id }) => id === report.refundId) ??
    order.refunds.find(({ providerId }) => providerId === report.providerId);
  if (known) {
    const after = standing(order, known, report, now);
    return after === order ? unchanged(ok(viewOfOrder(book, order))) : changedTo(book, after);
  }
  if (report.status === "failed" || report.status === "canceled")
    return unchanged(ok(viewOfOrder(book, order)));
  const payment = [order.payment, ...order.surplus].find(
    (each) => each !== null && each.paymentIntentId === report.paymentIntentId,
  );
  // Its payment is not heard of yet; the report comes again.
  if (!payment) return unchanged(refuse("payment_not_known", "The payment of this refund is not on record."));
  const isOwn = payment === order.payment;
  const takesAll = isOwn && report.amountMinor >= keptOf(order);
  const refund = refundFor(
    order,
    payment,
    {
      amountMinor: report.amountMinor,
      feesMinor: takesAll ? feesLeftOf(order) : 0,
      seats: takesAll ? liveSeatsOf(order) : [],
      status: report.status,
      by: atTheProvider,
      reason: "made_at_provider",
      providerId: report.providerId,
    },
    now,
  );
  const flag: Flag = {
    code: "refunded_elsewhere",
    detail: `${report.providerId}: ${report.amountMinor} went back by hand; say which tickets are void by it.`,
    at: now,
  };
  const isUnclear = isOwn && !takesAll;
  return changedTo(
    book,
    revised(order, {
      refunds: [...order.refunds, refund],
      ...(isUnclear ? { flags: flagged(order, flag) } : {}),
    }),
  );
};

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
