import { z } from "zod";
import type { CompletedPayment } from "../domain/box-office/contract.ts";
import { idPatterns, type OrderId } from "../domain/ids.ts";
import { orderIdKey } from "./stripe-session.ts";

/** What a Stripe event says, as far as it concerns an order. */
export type Report =
  | { readonly kind: "paid"; readonly payment: CompletedPayment }
  | { readonly kind: "other"; readonly eventId: string; readonly why: IgnoredBecause }
  | { readonly kind: "malformed"; readonly at: string; readonly detail: string };

/** `unpaid`: a delayed method; `async_payment_succeeded` follows. `not_ours`: a Session that was not made for an order. */
export type IgnoredBecause = "event_type" | "unpaid" | "not_ours";

const completing = ["checkout.session.completed", "checkout.session.async_payment_succeeded"];
const settled = ["paid", "no_payment_required"];

const Event = z.object({ id: z.string().min(1), type: z.string(), data: z.object({ object: z.unknown() }) });

const AnySession = z.object({
  object: z.literal("checkout.session"),
  payment_status: z.string(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

const OrderSession = z.object({
  id: z.string().min(1),
  amount_total: z.int().nonnegative(),
  currency: z.string().length(3),
  payment_intent: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullable(),
});

const malformed = (error: z.ZodError, prefix = ""): Report => {
  const [issue] = error.issues;
  return {
    kind: "malformed",
    at: `${prefix}/${(issue?.path ?? []).map(String).join("/")}`,
    detail: issue?.message ?? "not an event of Stripe",
  };
};

const isOrderId = (id: string | undefined): id is OrderId => id !== undefined && idPatterns.order.test(id);

export const readEvent = (received: unknown): Report => {
  const event = Event.safeParse(received);
  if (!event.success) return malformed(event.error);
  const { id: eventId, type, data } = event.data;
  const other = (why: IgnoredBecause): Report => ({ kind: "other", eventId, why });
  if (!completing.includes(type)) return other("event_type");

  const any = AnySession.safeParse(data.object);
  if (!any.success) return malformed(any.error, "/data/object");
  const orderId = any.data.metadata?.[orderIdKey];
  if (!isOrderId(orderId)) return other("not_ours");
  if (!settled.includes(any.data.payment_status)) return other("unpaid");

  const session = OrderSession.safeParse(data.object);
  if (!session.success) return malformed(session.error, "/data/object");
  const { id, amount_total, currency, payment_intent } = session.data;
  return {
    kind: "paid",
    payment: {
      orderId,
      sessionId: id,
      paymentIntentId: payment_intent,
      amountMinor: amount_total,
      currency,
      reportId: eventId,
    },
  };
};
