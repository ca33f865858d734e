import { orderIdKey, refundIdKey } from "../../../src/payments/stripe-session.ts";
import type { Dispute, Refund, Session } from "./books.ts";

/** What happened at the provider, in the part of Stripe's own terms that is read. */
export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  readonly livemode: boolean;
  readonly data: { readonly object: unknown };
  /** For the trace. */
  readonly about: string;
  /** True time. */
  readonly at: number;
}

export const sessionObject = (session: Session) => ({
  object: "checkout.session",
  id: session.id,
  status: session.status,
  payment_status: session.intent?.status === "succeeded" ? "paid" : "unpaid",
  metadata: { [orderIdKey]: session.orderId },
  client_reference_id: session.orderId,
  amount_total: session.amountMinor,
  currency: session.currency,
  payment_intent: session.intent?.id ?? null,
});

/** A refund that was made by hand names no order: its payment does. */
export const refundObject = ({ id, refundId, intent, amountMinor, status, failure }: Refund) => ({
  object: "refund",
  id,
  amount: amountMinor,
  payment_intent: intent.id,
  status,
  failure_reason: failure,
  metadata: refundId === null ? {} : { [orderIdKey]: intent.orderId, [refundIdKey]: refundId },
});

export const disputeObject = ({ id, intent, amountMinor, status }: Dispute) => ({
  object: "dispute",
  id,
  amount: amountMinor,
  reason: "fraudulent",
  status,
  payment_intent: intent.id,
});
