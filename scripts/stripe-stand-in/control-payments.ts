import { Hono } from "hono";
import { z } from "zod";
import type { Books } from "./books.ts";
import { Amount, Flag, readInput } from "./control-input.ts";
import { closeDispute, openDispute } from "./disputes.ts";
import { findPaymentIntent } from "./payment-intents.ts";
import { type Manner, paySession, settlePayment } from "./payments.ts";
import { endRefund } from "./refund-ends.ts";
import { findRefund, giveBack } from "./refunds.ts";
import { expireSession, mustFindSession } from "./sessions.ts";
import { refused } from "./stripe-fault.ts";
import type { PaymentIntent } from "./stripe-objects.ts";
import { findCard } from "./test-cards.ts";

const card = z
  .string()
  .default("4242424242424242")
  .transform((number, context) => {
    const found = findCard(number);
    if (!found) context.addIssue({ code: "custom", message: `${number} is not a test card` });
    return found ?? z.NEVER;
  });
const Refunding = z.strictObject({
  amount: Amount,
  status: z.enum(["pending", "requires_action", "succeeded"]).optional(),
});
const Disputing = z.strictObject({ reason: z.string().optional(), amount: Amount });

/** What fans, their banks and whoever is at Stripe's dashboard do. */
export const controlPayments = (books: Books): Hono => {
  const routes = new Hono();
  const intentOf = (id: string): PaymentIntent => {
    if (!id.startsWith("cs_")) return findPaymentIntent(books, id);
    const { payment_intent } = mustFindSession(books, id).session;
    if (!payment_intent) throw refused("Nobody has paid this Checkout Session.");
    return findPaymentIntent(books, payment_intent);
  };

  routes.post("/sessions/:id/complete", async (c) => {
    const asked = await readInput(c, z.strictObject({ card, delayed: Flag.default(false) }));
    const manner: Manner = asked.delayed ? "later" : "at_once";
    const result = paySession(books, c.req.param("id"), asked.card, manner);
    return c.json(result, result.result === "not_found" ? 404 : 200);
  });
  routes.post("/sessions/:id/begin", async (c) => {
    const asked = await readInput(c, z.strictObject({ card }));
    const result = paySession(books, c.req.param("id"), asked.card, "under_way");
    return c.json(result, result.result === "not_found" ? 404 : 200);
  });
  routes.post("/sessions/:id/settle", async (c) => {
    const { succeeded } = await readInput(c, z.strictObject({ succeeded: Flag.default(true) }));
    const settled = settlePayment(books, c.req.param("id"), succeeded);
    return settled ? c.json({ settled }) : c.json({ error: "no payment is under way" }, 409);
  });
  routes.post("/sessions/:id/expire", (c) => c.json(expireSession(books, c.req.param("id")).session));

  routes.post("/payments/:id/refund", async (c) => {
    const { amount, status } = await readInput(c, Refunding);
    const payment_intent = intentOf(c.req.param("id")).id;
    return c.json(giveBack(books, { payment_intent, amount, metadata: {} }, status), 201);
  });
  routes.post("/refunds/:id/end", async (c) => {
    const Ending = z.strictObject({ status: z.enum(["succeeded", "failed", "canceled"]) });
    const { status } = await readInput(c, Ending);
    return c.json(endRefund(books, findRefund(books, c.req.param("id")), status));
  });
  routes.post("/payments/:id/dispute", async (c) => {
    const asked = await readInput(c, Disputing);
    const { latest_charge } = intentOf(c.req.param("id"));
    if (!latest_charge) throw refused("Nobody has paid this.");
    return c.json(openDispute(books, latest_charge, asked), 201);
  });
  routes.post("/disputes/:id/close", async (c) => {
    const { status } = await readInput(c, z.strictObject({ status: z.enum(["won", "lost"]) }));
    return c.json(closeDispute(books, c.req.param("id"), status));
  });
  return routes;
};
