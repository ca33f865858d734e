import { join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createApi } from "./api.ts";
import type { ApiTrouble } from "./api-troubles.ts";
import { openBooks } from "./books.ts";
import { type Controlled, createControl } from "./control.ts";
import { Courier } from "./courier.ts";
import { openDueDisputes } from "./disputes.ts";
import { loopbackOnly, requireTestKey } from "./loopback.ts";
import { createPayRoutes } from "./pay-routes.ts";
import { finishRefunds } from "./refund-ends.ts";
import { Rules } from "./rules.ts";
import { expireDueSessions } from "./sessions.ts";
import { usualSwitches } from "./switches.ts";
import type { WebhookRule } from "./webhook-rule.ts";

/**
 * A Stripe for this machine: the part of its API that Frontrow uses, the page on which a fan pays, and signed webhooks. The
 * `stripe` package works against it unchanged. No money moves. It answers on this machine only, and to a test key only.
 *
 *     /v1/…       as at api.stripe.com; the secret key is asked for. Lists take limit, starting_after, ending_before, created
 *       checkout/sessions   create, retrieve, list (payment_intent, status), expire, line_items
 *       payment_intents     retrieve, list, cancel          charges   retrieve, list (payment_intent)
 *       refunds             create, retrieve, update, list (payment_intent, charge), cancel
 *       disputes            retrieve, list (payment_intent, charge), close
 *       events              retrieve, list (type, types, delivery_success)
 *     /pay/<id>   the payment page; `curl -X POST <origin>/pay/<id>` pays, `-d card=4000000000000002` is declined,
 *                 `-d action=later` pays with a bank debit, when the Session allows one, `-d action=abandon` leaves
 *     /_control   a page for people; below it, for tests and simulations, JSON in and out, nothing is asked for
 *
 * A rule under /_control takes `match`, a text such as an order's id that the request or the event must contain, so that tests
 * which run side by side do not meet, `count`, after how many uses it is gone, and `probability`, for a share of them. DELETE (with
 * ?match=) takes rules back.
 *
 *     POST /_control/api                {status: 429|500|502|503, saved?}   fails; `saved`: for this Idempotency-Key always
 *                                       {delayMs}                           is slow with the work
 *                                       {answerDelayMs}                     is slow with the answer, the work done
 *                                       {drop: "before"|"after"}            breaks the connection, the work undone or done
 *     POST /_control/webhooks/rules     {action: "hold"|"lose"|"duplicate"|"delay", type?, copies?, delayMs?}
 *     POST /_control/rules/clear        {match?}                            as DELETE, for both kinds
 *     GET  /_control/webhooks           ?naming=&status=                    what was or will be sent, with its payload
 *     POST /_control/webhooks/release   {naming?, order: "as_happened"|"reversed"|"shuffled"}   sends what is held
 *     POST /_control/webhooks/<id>/deliver                                  sends this one now, once more if need be
 *     POST /_control/clock              {advanceSeconds}                    for all but signatures, which stay in real time
 *     POST /_control/switches           {cancelableWhileProcessing}         whether a payment under way can be canceled
 *     POST /_control/sessions/<id>/complete   {card?, delayed?}             pays without the page
 *     POST /_control/sessions/<id>/begin      {card?}                       pays, and the bank has not answered yet
 *     POST /_control/sessions/<id>/settle     {succeeded?}                  ends a payment that was begun or is delayed
 *     POST /_control/sessions/<id>/expire                                   as if its time had come
 *     POST /_control/payments/<id>/refund     {amount?, status?}            as in Stripe's dashboard, of a pi_… or a cs_…
 *     POST /_control/refunds/<id>/end         {status: "succeeded"|"failed"|"canceled"}
 *     POST /_control/payments/<id>/dispute    {reason?, amount?}            the cardholder goes to the bank
 *     POST /_control/disputes/<id>/close      {status: "won"|"lost"}
 *     POST /_control/reset                                                  no rules, the true time; the books stay
 */
export interface StripeStandIn {
  readonly origin: string;
  stop(): Promise<void>;
}

export interface StandInSettings {
  /** 0: one that is free. */
  readonly port: number;
  /** sk_test_… */
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where webhooks go; without it they wait. */
  readonly webhookUrl?: string;
  /** Where the books are kept between starts, undelivered webhooks among them; without it they are forgotten. */
  readonly dataFile?: string;
}

const tickMs = 200;

export const startStripeStandIn = async (settings: StandInSettings): Promise<StripeStandIn> => {
  requireTestKey(settings.secretKey);
  const app = new Hono();
  const { server, port } = await listen(app, settings.port);
  const origin = `http://127.0.0.1:${port}`;
  const troubles = new Rules<ApiTrouble>();
  const webhookRules = new Rules<WebhookRule>();
  const books = openBooks(origin, settings.dataFile, (event) => courier.accept(event));
  const courier = new Courier(books, webhookRules, settings.webhookSecret, settings.webhookUrl);

  const controlled: Controlled = { books, courier, troubles, webhookRules, switches: usualSwitches() };

  app.use(loopbackOnly);
  app.route(
    "/v1",
    createApi({ books, secretKey: settings.secretKey, troubles, switches: () => controlled.switches }),
  );
  app.route("/pay", createPayRoutes(books, courier));
  app.route("/_control", createControl(controlled));
  app.get("/", (c) =>
    c.text("This is a stand-in for Stripe; no money moves. What it does is set at /_control\n"),
  );

  const ticking = setInterval(() => {
    expireDueSessions(books);
    finishRefunds(books);
    openDueDisputes(books);
    courier.sendDue();
  }, tickMs);

  return {
    origin,
    async stop() {
      clearInterval(ticking);
      courier.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
      books.close();
    },
  };
};

/** Rejects with the error of `listen`, so that a taken port is told and not thrown at nobody. */
const listen = (app: Hono, asked: number) =>
  new Promise<{ readonly server: ReturnType<typeof serve>; readonly port: number }>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: asked, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({ server, port }),
    );
    server.once("error", reject);
  });

if (import.meta.main) {
  const { STRIPE_STAND_IN_PORT = "12111", STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } = process.env;
  const standIn = await startStripeStandIn({
    port: Number(STRIPE_STAND_IN_PORT),
    secretKey: STRIPE_SECRET_KEY ?? "sk_test_frontrow",
    webhookSecret: STRIPE_WEBHOOK_SECRET ?? "whsec_frontrow",
    webhookUrl: process.env.STRIPE_WEBHOOK_URL ?? "http://127.0.0.1:8787/webhooks/stripe",
    dataFile: join(import.meta.dirname, "../../.local/stripe-stand-in.jsonl"),
  });
  console.log(`The Stripe stand-in is at ${standIn.origin}; no money moves.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void standIn.stop());
}
