import { env } from "cloudflare:workers";
import { holdIdOf, newEventId, type OrderId, orderIdOf } from "../../src/domain/ids.ts";
import type { PayableOrder } from "../../src/payments/gateway.ts";

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

export const newOrderId = (): OrderId => orderIdOf(holdIdOf(newEventId(random), random(20)));

/** Two seats for 59.50 euros, of an order that nobody else has; its hold ends in ten minutes. */
export const payableOrder = (changes: Partial<PayableOrder> = {}): PayableOrder => ({
  orderId: newOrderId(),
  email: "fan@example.org",
  eventName: "The Winter's Tale",
  lines: [
    { name: "Stalls", quantity: 1, unitMinor: 4200 },
    { name: "Balcony", quantity: 1, unitMinor: 1750 },
  ],
  total: { amountMinor: 5950, currency: "eur" },
  returnUrl: "https://tickets.example/order?lang=de",
  expiresAt: Date.now() + 600_000,
  delayedMethods: false,
  ...changes,
});

export const stripeOrigin = (): string => {
  if (!env.STRIPE_API_BASE) throw new Error("the tests' stack has a Stripe of its own");
  return env.STRIPE_API_BASE;
};

/** The surface that scripts/stripe-stand-in describes. */
export const controlStripe = async (path: string, body: unknown = {}): Promise<void> => {
  const answer = await fetch(`${stripeOrigin()}/_control${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
};

/** What Stripe itself has on record. */
export const askStripe = async <Answer>(path: string): Promise<Answer> => {
  const answer = await fetch(`${stripeOrigin()}/v1${path}`, {
    headers: { authorization: `Bearer ${env.STRIPE_SECRET_KEY}` },
  });
  return await answer.json<Answer>();
};
