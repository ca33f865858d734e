import { z } from "zod";
import type {
  CompletedPayment,
  DisputeReport,
  PaymentUnderWayReport,
  RefundReport,
} from "../domain/box-office/contract.ts";
import { idPatterns, type OrderId, type RefundId } from "../domain/ids.ts";
import { orderIdIn, refundIdKey } from "./stripe-session.ts";

/** What a Stripe event says, as far as it concerns an order. `live`: whether it is about money that moves. */
export type Report =
  | { readonly kind: "paid"; readonly live: boolean; readonly payment: CompletedPayment }
  | { readonly kind: "under_way" | "failed"; readonly live: boolean; readonly payment: PaymentUnderWayReport }
  | { readonly kind: "refund"; readonly live: boolean; readonly refund: OfPayment<RefundReport> }
  | { readonly kind: "dispute"; readonly live: boolean; readonly dispute: OfPayment<DisputeReport> }
  | { readonly kind: "other"; readonly eventId: string; readonly why: IgnoredBecause }
  | { readonly kind: "malformed"; readonly at: string; readonly detail: string };

/** Stripe says of what payment it is; whose order that is may have to be asked. */
type OfPayment<Of extends { readonly orderId: OrderId }> = Omit<Of, "orderId"> & {
  readonly orderId: OrderId | null;
};

/** `not_ours`: a Session that was not made for an order, or a refund of something that is no payment. */
export type IgnoredBecause = "event_type" | "not_ours";

/** The events that an endpoint has to be subscribed to, and that a sweep looks for. */
export const toldTypes = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.closed",
] as const;

const paidStatuses = ["paid", "no_payment_required"];

const Event = z.object({
  id: z.string().min(1),
  type: z.string(),
  livemode: z.boolean().default(false),
  data: z.object({ object: z.unknown() }),
});

const idOf = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
const Metadata = z.record(z.string(), z.string()).nullish();

const AnySession = z.object({ object: z.literal("checkout.session"), metadata: Metadata });
const OrderSession = z.object({
  id: z.string().min(1),
  payment_status: z.string(),
  amount_total: z.int().nonnegative(),
  currency: z.string().length(3),
  payment_intent: idOf.nullable(),
  client_reference_id: z.string().nullish(),
});

const Refund = z.object({
  id: z.string().min(1),
  amount: z.int().nonnegative(),
  payment_intent: idOf.nullish(),
  status: z.string().nullish(),
  failure_reason: z.string().nullish(),
  metadata: Metadata,
});
const RefundStatus = z.enum(["pending", "succeeded", "failed", "canceled"]).catch("pending");

const Dispute = z.object({
  id: z.string().min(1),
  amount: z.int().nonnegative(),
  reason: z.string(),
  status: z.string(),
  payment_intent: idOf.nullish(),
});
/** `warning_closed`: a bank had only asked. */
const endsOfDispute: Readonly<Record<string, DisputeReport["status"]>> = {
  won: "won",
  warning_closed: "won",
  lost: "lost",
};

const malformed = (error: z.ZodError, prefix = ""): Report => {
  const [issue] = error.issues;
  return {
    kind: "malformed",
    at: `${prefix}/${(issue?.path ?? []).map(String).join("/")}`,
    detail: issue?.message ?? "not an event of Stripe",
  };
};
const inObject = (error: z.ZodError): Report => malformed(error, "/data/object");

export const readEvent = (received: unknown): Report => {
  const event = Event.safeParse(received);
  if (!event.success) return malformed(event.error);
  const { id, type, data, livemode: live } = event.data;
  const told = toldTypes.find((each) => each === type);
  if (!told) return { kind: "other", eventId: id, why: "event_type" };
  const from = { eventId: id, live, object: data.object };
  if (told.startsWith("refund.")) return readRefund(from);
  if (told.startsWith("charge.dispute.")) return readDispute(from);
  return readSession(from, told === "checkout.session.async_payment_failed");
};

interface From {
  readonly eventId: string;
  readonly live: boolean;
  readonly object: unknown;
}

const readSession = ({ eventId, live, object }: From, hasFailed: boolean): Report => {
  const any = AnySession.safeParse(object);
  if (!any.success) return inObject(any.error);
  const orderId = orderIdIn(any.data.metadata);
  if (!orderId) return { kind: "other", eventId, why: "not_ours" };
  const session = OrderSession.safeParse(object);
  if (!session.success) return inObject(session.error);
  const { id: sessionId, payment_status, amount_total, currency, payment_intent } = session.data;
  // Made by this code they name the same order; one that was changed by hand is nobody's.
  const { client_reference_id } = session.data;
  if (client_reference_id && client_reference_id !== orderId)
    return { kind: "other", eventId, why: "not_ours" };
  const payment = { orderId, sessionId, paymentIntentId: payment_intent };
  if (hasFailed) return { kind: "failed", live, payment };
  if (!paidStatuses.includes(payment_status)) return { kind: "under_way", live, payment };
  return {
    kind: "paid",
    live,
    payment: { ...payment, amountMinor: amount_total, currency, reportId: eventId },
  };
};

const isRefundId = (id: string | undefined): id is RefundId => id !== undefined && idPatterns.refund.test(id);

const readRefund = ({ eventId, live, object }: From): Report => {
  const read = Refund.safeParse(object);
  if (!read.success) return inObject(read.error);
  const { id, amount, payment_intent, status, failure_reason, metadata } = read.data;
  if (!payment_intent) return { kind: "other", eventId, why: "not_ours" };
  const refundId = metadata?.[refundIdKey];
  return {
    kind: "refund",
    live,
    refund: {
      orderId: orderIdIn(metadata),
      refundId: isRefundId(refundId) ? refundId : null,
      providerId: id,
      paymentIntentId: payment_intent,
      amountMinor: amount,
      status: RefundStatus.parse(status),
      failure: failure_reason ?? null,
    },
  };
};

const readDispute = ({ eventId, live, object }: From): Report => {
  const read = Dispute.safeParse(object);
  if (!read.success) return inObject(read.error);
  const { id: disputeId, amount, reason, status, payment_intent } = read.data;
  if (!payment_intent) return { kind: "other", eventId, why: "not_ours" };
  return {
    kind: "dispute",
    live,
    dispute: {
      orderId: null,
      disputeId,
      paymentIntentId: payment_intent,
      status: endsOfDispute[status] ?? "open",
      amountMinor: amount,
      reason,
    },
  };
};
