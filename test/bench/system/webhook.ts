import { createHmac } from "node:crypto";
import type { PreparedOrder } from "../worker/prepared-orders.ts";

/** What Stripe sends when an order's Session is paid, with its signature. */
export const signedWebhook = (
  { orderId, amountMinor, currency }: PreparedOrder,
  secret: string,
): { readonly body: string; readonly signature: string } => {
  const body = JSON.stringify({
    id: `evt_bench_${orderId}`,
    object: "event",
    type: "checkout.session.completed",
    data: {
      object: {
        id: `cs_bench_${orderId}`,
        object: "checkout.session",
        payment_status: "paid",
        metadata: { [orderIdKey]: orderId },
        amount_total: amountMinor,
        currency,
        payment_intent: `pi_bench_${orderId}`,
      },
    },
  });
  const seconds = Math.floor(Date.now() / 1000);
  const digest = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return { body, signature: `t=${seconds},v1=${digest}` };
};

const orderIdKey = "order_id";
