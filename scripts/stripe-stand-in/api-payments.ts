import { Hono } from "hono";
import { z } from "zod";
import type { ApiEnv } from "./api-troubles.ts";
import type { Books } from "./books.ts";
import { mustFindCharge } from "./charges.ts";
import { closeDispute, findDispute } from "./disputes.ts";
import { expanded, expandIn } from "./expand.ts";
import { parseForm, queryOf } from "./form.ts";
import { listPage, readListing } from "./lists.ts";
import { cancelPaymentIntent, findPaymentIntent } from "./payment-intents.ts";
import type { Switches } from "./switches.ts";

/** Payment intents, and the charges that they came to. */
export const paymentRoutes = (books: Books, switches: () => Switches): Hono<ApiEnv> => {
  const routes = new Hono<ApiEnv>();
  routes.get("/payment_intents", (c) => {
    const asked = readListing(c.req.url, {});
    const page = listPage(c.req.path, books.paymentIntents.all(), asked);
    return c.json(expanded(books, page, asked.expand ?? []));
  });
  routes.get("/payment_intents/:id", (c) => {
    const intent = findPaymentIntent(books, c.req.param("id"));
    return c.json(expanded(books, intent, expandIn(queryOf(c.req.url))));
  });
  routes.post("/payment_intents/:id/cancel", async (c) => {
    const text = await c.req.text();
    const canceled = cancelPaymentIntent(books, switches(), c.req.param("id"), parseForm(text));
    return c.json(expanded(books, canceled, expandIn(text)));
  });
  routes.get("/charges", (c) => {
    const asked = readListing(c.req.url, { payment_intent: z.string().optional() });
    const { payment_intent, expand = [] } = asked;
    const page = listPage(
      c.req.path,
      books.charges.all(),
      asked,
      (charge) => payment_intent === undefined || charge.payment_intent === payment_intent,
    );
    return c.json(expanded(books, page, expand));
  });
  routes.get("/charges/:id", (c) => {
    const charge = mustFindCharge(books, c.req.param("id"));
    return c.json(expanded(books, charge, expandIn(queryOf(c.req.url))));
  });
  return routes;
};

const ofPayment = { payment_intent: z.string().optional(), charge: z.string().optional() };

export const disputeRoutes = (books: Books): Hono<ApiEnv> => {
  const routes = new Hono<ApiEnv>();
  routes.get("/", (c) => {
    const asked = readListing(c.req.url, ofPayment);
    const { payment_intent, charge, expand = [] } = asked;
    const page = listPage(
      c.req.path,
      books.disputes.all(),
      asked,
      (dispute) =>
        (payment_intent === undefined || dispute.payment_intent === payment_intent) &&
        (charge === undefined || dispute.charge === charge),
    );
    return c.json(expanded(books, page, expand));
  });
  routes.get("/:id", (c) => {
    const dispute = findDispute(books, c.req.param("id"));
    return c.json(expanded(books, dispute, expandIn(queryOf(c.req.url))));
  });
  // Stripe: "closing the dispute … acknowledging it as lost".
  routes.post("/:id/close", async (c) => {
    const closed = closeDispute(books, c.req.param("id"), "lost");
    return c.json(expanded(books, closed, expandIn(await c.req.text())));
  });
  return routes;
};
