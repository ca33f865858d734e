import { ok, refuse } from "../outcome.ts";
import type { Change, Decision } from "./changes.ts";
import type { OrderView, RefundReport } from "./contract.ts";
import { changedTo, flagged, noSuchOrder, unchanged } from "./order-decision.ts";
import {
  type Flag,
  hasFailed,
  isFailedStill,
  isUnderWay,
  keptOf,
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

export const atTheProvider = { kind: "provider", id: "" } as const;

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

/** Reports may come in any order: nothing goes back from its end at the provider, but for a success that turns out to have failed. */
const isNews = (before: Refund, { providerId, status }: RefundAnswer): boolean => {
  if (before.status === "failed") return false;
  // Not needed any more when it had not been asked for; it may have been, and have come about.
  if (before.status === "canceled")
    return before.providerId === null && (status === "pending" || status === "succeeded");
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
  if (known && isMadeByHand(report, known)) {
    // The provider answered with it for one of ours, which it is not.
    const met = withRefund(order, { ...known, status: "canceled", providerId: null }, now);
    return decideRefundReported(book, met, report, now);
  }
  if (known) {
    const { providerId, status, failure } = report;
    const after = standing(order, known, { providerId, status, failure }, now);
    return after === order ? unchanged(ok(viewOfOrder(book, order))) : changedTo(book, after);
  }
  if (report.status === "failed" || report.status === "canceled")
    return unchanged(ok(viewOfOrder(book, order)));
  const payment = paymentBy(order, report.paymentIntentId);
  // Its payment is not heard of yet; the report comes again.
  if (!payment) return unchanged(refuse("payment_not_known", "The payment of this refund is not on record."));
  return changedTo(book, withOneByHand(order, payment, report, now));
};

/** Ours bear their ids. */
const isMadeByHand = ({ refundId }: RefundReport, known: Refund): boolean =>
  refundId === null && known.by.kind !== atTheProvider.kind;

const withOneByHand = (order: Order, payment: Payment, report: RefundReport, now: number): Order => {
  const { amountMinor, providerId, status, paymentIntentId } = report;
  const isOwn = payment === order.payment;
  // One of ours that failed was given in this way: then it is clear which tickets are meant.
  const failed = order.refunds.find(
    (each) =>
      each.paymentIntentId === paymentIntentId &&
      each.amountMinor === amountMinor &&
      isFailedStill(order, each),
  );
  const takesAll = isOwn && (amountMinor === keptOf(order) || amountMinor >= leftAtProvider(order));
  const refund = refundFor(
    order,
    payment,
    {
      amountMinor,
      feesMinor: takesAll ? Math.min(amountMinor, feesLeftOf(order)) : (failed?.feesMinor ?? 0),
      seats: takesAll ? liveSeatsOf(order) : [],
      status,
      by: atTheProvider,
      reason: "made_at_provider",
      providerId,
      retryOf: failed?.id ?? null,
    },
    now,
  );
  const detail = `${providerId}: ${amountMinor} went back by hand; say which tickets are void by it.`;
  const flag: Flag = { code: "refunded_elsewhere", detail, at: now };
  const others = failed ? order.flags.filter(({ code }) => code !== "refund_failed") : order.flags;
  const isUnclear = isOwn && !takesAll && !failed;
  return revised(order, {
    refunds: [...order.refunds, refund],
    flags: isUnclear ? flagged(order, flag) : others,
  });
};

/** Of the order's payment, by what the provider has been asked so far. */
const leftAtProvider = (order: Order): number =>
  keptOf({ ...order, refunds: order.refunds.filter(({ status }) => status !== "created") });
