import type { Stripe } from "stripe";
import { idPatterns, type OrderId } from "../domain/ids.ts";
import {
  type PayableOrder,
  type PaymentRefund,
  type PaymentSession,
  sessionOutlivesHoldMs,
} from "./gateway.ts";

/** Where Sessions, payment intents and refunds say whose they are; and which of ours a refund is. */
export const orderIdKey = "order_id";
export const refundIdKey = "refund_id";

/**
 * Stripe: "anywhere from 30 minutes to 24 hours after Checkout Session creation". Asking twice with one idempotency key must send
 * the same parameters, so it is counted from the end of the hold and not from now. The order is asked for before that end, so this
 * is always long enough; a hold lasts 30 minutes at most, so it is far from 24 hours. The box office closes the Session itself.
 */
const sessionEndOf = (order: PayableOrder): number =>
  Math.ceil((order.expiresAt + sessionOutlivesHoldMs) / 1000);

export const orderIdIn = (metadata: Readonly<Record<string, string>> | null | undefined): OrderId | null => {
  const id = metadata?.[orderIdKey];
  return id !== undefined && idPatterns.order.test(id) ? (id as OrderId) : null;
};

const returnUrlOf = ({ returnUrl, orderId }: PayableOrder): string => {
  const url = new URL(returnUrl);
  url.searchParams.set("order", orderId);
  return url.href;
};

/** The same order gives the same parameters. Amounts are in Stripe's minor units already. */
export const sessionParametersOf = (order: PayableOrder): Stripe.Checkout.SessionCreateParams => {
  const { orderId, lines, total, email, eventName, delayedMethods } = order;
  const sum = lines.reduce((amount, { quantity, unitMinor }) => amount + quantity * unitMinor, 0);
  if (sum !== total.amountMinor)
    throw new Error(`The lines of ${orderId} come to ${sum}, its total is ${total.amountMinor}`);
  const metadata = { [orderIdKey]: orderId };
  return {
    mode: "payment",
    // A card is paid at once or not at all, and no seat waits for days for a bank unless the event allows it: then every method that
    // the account has switched on is offered.
    ...(delayedMethods ? {} : { allowed_payment_method_types: ["card"] }),
    // What is paid is what was shown, in its currency.
    adaptive_pricing: { enabled: false },
    line_items: lines.map(({ name, quantity, unitMinor }) => ({
      quantity,
      price_data: {
        currency: total.currency,
        unit_amount: unitMinor,
        product_data: { name: `${eventName} · ${name}` },
      },
    })),
    client_reference_id: orderId,
    customer_email: email,
    metadata,
    payment_intent_data: { metadata },
    success_url: returnUrlOf(order),
    cancel_url: returnUrlOf(order),
    expires_at: sessionEndOf(order),
  };
};

const idOf = (reference: string | { readonly id: string } | null): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

const sessionStatuses = ["open", "complete", "expired"] as const;

/** Of a Session that is complete: a bank that is still at it has the intent in another state. */
const failedStates: readonly string[] = ["requires_payment_method", "canceled"];

export const sessionOf = (session: Stripe.Checkout.Session): PaymentSession => {
  const { id, url, status, payment_status, payment_intent, amount_total, currency, metadata } = session;
  const known = sessionStatuses.find((each) => each === status);
  if (!known) throw new Error(`The Session ${id} has the status ${status}`);
  if (amount_total === null || currency === null) throw new Error(`The Session ${id} has no amount`);
  return {
    sessionId: id,
    url,
    status: known,
    paid: payment_status === "paid" || (status === "complete" && payment_status === "no_payment_required"),
    failed:
      status === "complete" &&
      payment_status === "unpaid" &&
      typeof payment_intent === "object" &&
      payment_intent !== null &&
      failedStates.includes(payment_intent.status),
    paymentIntentId: idOf(payment_intent),
    total: { amountMinor: amount_total, currency },
    orderId: metadata?.[orderIdKey] ?? null,
  };
};

const refundStatuses = ["pending", "succeeded", "failed", "canceled"] as const;

/** `requires_action`: Stripe waits for the fan's bank details; for us that is pending. */
export const refundOf = ({ id, status, failure_reason }: Stripe.Refund): PaymentRefund => ({
  providerId: id,
  status: refundStatuses.find((known) => known === status) ?? "pending",
  failure: failure_reason ?? null,
});
