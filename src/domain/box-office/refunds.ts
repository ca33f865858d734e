import { refundIdOf } from "../ids.ts";
import { feesOf } from "./fees.ts";
import {
  goesBack,
  keptOf,
  liveSeatsOf,
  type Order,
  type Payment,
  type Refund,
  type RefundReason,
} from "./order.ts";

type Asked = Pick<Refund, "amountMinor" | "reason"> & Partial<Refund>;

const byTheOffice = { kind: "box_office", id: "" } as const;

/** A refund that goes on record with the next revision of its order. What gives nothing back is done with that. */
export const refundFor = (
  order: Order,
  payment: Pick<Payment, "paymentIntentId"> | null,
  asked: Asked,
  now: number,
): Refund => {
  const paymentIntentId = payment?.paymentIntentId ?? null;
  const isNothing = asked.amountMinor <= 0 || paymentIntentId === null;
  return {
    id: refundIdOf(order.id, order.refunds.length),
    paymentIntentId,
    feesMinor: 0,
    seats: [],
    seatsTo: "available",
    returned: false,
    by: byTheOffice,
    note: "",
    key: null,
    digest: "",
    providerId: null,
    failure: null,
    retryOf: null,
    createdAt: now,
    updatedAt: now,
    revision: order.revision + 1,
    ...asked,
    status: asked.status ?? (isNothing ? "succeeded" : "created"),
  };
};

/** All that is left of the order's own payment, and every ticket that is still good. */
export const refundOfAll = (
  order: Order,
  reason: RefundReason,
  now: number,
  more: Partial<Refund> = {},
): Refund => {
  const amountMinor = keptOf(order);
  const seats = liveSeatsOf(order);
  return refundFor(
    order,
    order.payment,
    { amountMinor, reason, seats, feesMinor: Math.min(amountMinor, feesLeftOf(order)), ...more },
    now,
  );
};

/** Fees that were paid and did not go back, those of tickets that are void among them. */
export const feesLeftOf = (order: Order): number => {
  if (!order.given) return 0;
  const back = order.refunds
    .filter((refund) => goesBack(refund) && refund.paymentIntentId === order.payment?.paymentIntentId)
    .reduce((sum, { feesMinor }) => sum + feesMinor, 0);
  return Math.max(0, feesOf(order) - back);
};
