import { z } from "zod";
import type { PaymentFact, RefundFact, SessionFact } from "../checks/facts.ts";
import type { Machine } from "./machine.ts";

const Metadata = z.object({ order_id: z.string().optional(), refund_id: z.string().optional() });
const Session = z.object({
  id: z.string(),
  status: z.string(),
  url: z.string().nullable(),
  payment_intent: z.string().nullable(),
  metadata: Metadata,
});
const PaymentIntent = z.object({
  id: z.string(),
  status: z.string(),
  amount_received: z.int(),
  metadata: Metadata,
});
const Refund = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.int(),
  payment_intent: z.string(),
  metadata: Metadata,
});
const page = <Item extends z.ZodType>(item: Item) => z.object({ has_more: z.boolean(), data: z.array(item) });

export interface StripeBooks {
  readonly sessions: readonly SessionFact[];
  readonly payments: readonly PaymentFact[];
  readonly refunds: readonly RefundFact[];
}

const Told = z.array(z.object({ payload: z.string() }));
const Event = z.object({ type: z.string(), data: z.object({ object: z.object({ metadata: Metadata }) }) });

/** Orders of which the Worker has answered that it heard of the payment. */
export const readHeard = async ({ stripe }: Machine): Promise<ReadonlySet<string>> => {
  const answer = await fetch(`${stripe}/_control/webhooks?status=delivered`);
  return new Set(
    Told.parse(await answer.json())
      .map(({ payload }) => Event.parse(JSON.parse(payload)))
      .filter(({ type }) => type === "checkout.session.completed")
      .map(({ data }) => data.object.metadata.order_id ?? ""),
  );
};

/** How much it has still to tell. */
export const readUntold = async ({ stripe }: Machine): Promise<number> => {
  const answer = await fetch(`${stripe}/_control/webhooks?status=pending`);
  return Told.parse(await answer.json()).length;
};

/** What the stand-in has of all orders, by the API that Stripe has. */
export const readStripe = async ({ stripe, stripeSecretKey }: Machine): Promise<StripeBooks> => {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${stripe}/v1${path}`, {
      headers: { authorization: `Bearer ${stripeSecretKey}` },
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return await answer.json();
  };
  const all = async <Item extends z.ZodType<{ id: string }>>(
    path: string,
    item: Item,
  ): Promise<z.output<Item>[]> => {
    const found: z.output<Item>[] = [];
    for (let after = ""; ; ) {
      const { data, has_more } = page(item).parse(await ask(`${path}?limit=100${after}`));
      found.push(...data);
      const last = found.at(-1);
      if (!has_more || !last) return found;
      after = `&starting_after=${last.id}`;
    }
  };
  const sessions = await all("/checkout/sessions", Session);
  const intents: z.output<typeof PaymentIntent>[] = [];
  for (const { payment_intent } of sessions)
    if (payment_intent) intents.push(PaymentIntent.parse(await ask(`/payment_intents/${payment_intent}`)));
  return {
    sessions: sessions.map(({ id, status, url, metadata }) => ({
      id,
      status,
      url,
      orderId: metadata.order_id ?? null,
    })),
    payments: intents
      .filter(({ status }) => status === "succeeded")
      .map(({ id, amount_received, metadata }) => ({
        paymentIntentId: id,
        orderId: metadata.order_id ?? null,
        amountMinor: amount_received,
      })),
    refunds: (await all("/refunds", Refund)).map(({ id, payment_intent, amount, status, metadata }) => ({
      id,
      refundId: metadata.refund_id ?? null,
      paymentIntentId: payment_intent,
      amountMinor: amount,
      status,
    })),
  };
};
