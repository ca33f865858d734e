import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { Stripe } from "stripe";
import { afterEach, expect } from "vitest";
import { freePort } from "../../../scripts/local/ports.ts";
import { type StripeStandIn, startStripeStandIn } from "../../../scripts/stripe-stand-in/stripe-stand-in.ts";

export const secretKey = "sk_test_rules";
export const webhookSecret = "whsec_rules";

export const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Answers as told, and keeps what came. */
export class Receiver {
  readonly bodies: string[] = [];
  status = 200;
  readonly #server: Server = createServer(async (request, response) => {
    this.bodies.push(await text(request));
    response.writeHead(this.status).end();
  });

  async listen(port: number): Promise<void> {
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    cleanUps.push(async () => {
      this.#server.closeAllConnections();
      await new Promise((resolve) => this.#server.close(resolve));
    });
  }

  types(): string[] {
    return this.bodies.map((body) => String(JSON.parse(body).type));
  }

  async until(seen: (bodies: readonly string[]) => boolean): Promise<void> {
    await expect.poll(() => seen(this.bodies), { timeout: 10_000, interval: 20 }).toBe(true);
  }
}

export const start = async (
  settings: { webhookUrl?: string; dataFile?: string } = {},
): Promise<StripeStandIn> => {
  const standIn = await startStripeStandIn({ port: 0, secretKey, webhookSecret, ...settings });
  let stopped = false;
  const stop = async () => {
    if (!stopped) await standIn.stop();
    stopped = true;
  };
  cleanUps.push(stop);
  return { origin: standIn.origin, stop };
};

export const startWithReceiver = async () => {
  const receiver = new Receiver();
  const port = await freePort();
  await receiver.listen(port);
  const webhookUrl = `http://127.0.0.1:${port}/`;
  return { receiver, webhookUrl, standIn: await start({ webhookUrl }) };
};

export const inSeconds = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);

export const order = (changes: Record<string, string> = {}): Record<string, string> => ({
  mode: "payment",
  "line_items[0][quantity]": "2",
  "line_items[0][price_data][currency]": "eur",
  "line_items[0][price_data][unit_amount]": "4200",
  "line_items[0][price_data][product_data][name]": "Stalls",
  "metadata[order_id]": "ord_1",
  success_url: "https://tickets.example/paid?order=ord_1",
  cancel_url: "https://tickets.example/back",
  expires_at: inSeconds(2400),
  ...changes,
});

export const ask = async (
  standIn: StripeStandIn,
  path: string,
  form?: Record<string, string>,
  key?: string,
) => {
  const response = await fetch(`${standIn.origin}/v1${path}`, {
    headers: {
      authorization: `Bearer ${secretKey}`,
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

export const open = async (standIn: StripeStandIn, changes = {}): Promise<string> =>
  (await ask(standIn, "/checkout/sessions", order(changes))).body.id;

export const control = async (standIn: StripeStandIn, path: string, body: unknown = {}) => {
  const url = `${standIn.origin}/_control${path}`;
  return await (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json();
};

export const pay = (
  standIn: StripeStandIn,
  id: string,
  form: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${standIn.origin}/pay/${id}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });

/** The package as the Worker has it, only that it asks here and never again by itself. */
export const sdk = ({ origin }: StripeStandIn, key: string = secretKey): Stripe =>
  new Stripe(key, {
    host: "127.0.0.1",
    port: new URL(origin).port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });

type SessionParameters = Stripe.Checkout.SessionCreateParams;

export const session = (changes: Partial<SessionParameters> = {}): SessionParameters => ({
  mode: "payment",
  line_items: [
    {
      quantity: 2,
      price_data: { currency: "eur", unit_amount: 4200, product_data: { name: "Stalls" } },
    },
  ],
  metadata: { order_id: "ord_1" },
  payment_intent_data: { metadata: { order_id: "ord_1" } },
  success_url: "https://tickets.example/paid",
  cancel_url: "https://tickets.example/back",
  ...changes,
});

/** A Session that was paid, and its payment intent's id. */
export const paid = async (standIn: StripeStandIn, card = "4242424242424242") => {
  const { id } = await sdk(standIn).checkout.sessions.create(session());
  await pay(standIn, id, { card });
  const { payment_intent } = await sdk(standIn).checkout.sessions.retrieve(id);
  return { sessionId: id, paymentIntentId: String(payment_intent) };
};

/** Of an error of the package: what a caller can tell by. */
export const faultOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Stripe.errors.StripeError))
    throw new Error(`it did not fail as Stripe does: ${error}`);
  return { status: error.statusCode, type: error.rawType, code: error.code };
};
