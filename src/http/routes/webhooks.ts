import { createRoute, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { WebhookReceipt } from "../../payments/webhooks.ts";
import { createRouter } from "../context.ts";
import { ids } from "../examples/ids.ts";
import { HttpProblem } from "../problem.ts";

/** Stripe's events are some kilobytes; nobody makes us compute a signature over more than this. */
const largestWebhook = 1024 * 1024;
const signatureHeader = "Stripe-Signature";

const Receipt = z
  .object({
    outcome: z.enum(["settled", "refused", "ignored"]).openapi({
      description: "'refused': sending it again can not help; it was logged for an operator",
    }),
    orderId: z.string().optional(),
    status: z.string().optional().openapi({ description: "Of the order, when settled" }),
    code: z.string().optional().openapi({ description: "Why it was refused" }),
    reason: z.string().optional().openapi({ description: "Why it was ignored" }),
  })
  .openapi("WebhookReceipt");

const checkoutCompleted = {
  id: "evt_1QxYz2eZvKYlo2C0",
  object: "event",
  type: "checkout.session.completed",
  created: 1_799_317_447,
  data: {
    object: {
      id: "cs_live_a1b2c3",
      object: "checkout.session",
      payment_status: "paid",
      payment_intent: "pi_3QxYz2eZvKYlo2C0",
      amount_total: 9600,
      currency: "eur",
      metadata: { order_id: ids.order },
    },
  },
};

const inHeader = (detail: string) => ({ errors: [{ in: "header", at: signatureHeader, detail }] as const });

const problemOf = (faulty: Extract<WebhookReceipt, { outcome: "faulty" }>): HttpProblem => {
  switch (faulty.fault) {
    case "signature_missing":
      return new HttpProblem(
        "webhook_signature_invalid",
        `The header ${signatureHeader} is missing.`,
        inHeader("missing"),
      );
    case "signature_invalid":
      return new HttpProblem(
        "webhook_signature_invalid",
        "The signature does not fit this body.",
        inHeader("not a signature of this body with the endpoint's secret"),
      );
    case "stale":
      return new HttpProblem(
        "webhook_stale",
        "The signature is too old.",
        inHeader("signed more than 300 seconds ago"),
      );
    case "not_json":
      return new HttpProblem("body_not_json", "The body is not JSON.");
    case "malformed":
      return new HttpProblem("invalid_request", "This is not an event as Stripe sends it.", {
        errors: [{ in: "body", at: faulty.at, detail: faulty.detail }],
      });
  }
};

/** Stripe signs the bytes of the body, so it is read as it came, and its fields only after the signature is known to fit. */
export const webhookRoutes = createRouter().openapi(
  createRoute({
    method: "post",
    path: "/webhooks/stripe",
    tags: ["Payments"],
    summary: "Stripe reports a payment (signed)",
    middleware: [
      bodyLimit({
        maxSize: largestWebhook,
        onError: () => {
          throw new HttpProblem("body_too_large", "The body must be 1 MiB or less.");
        },
      }),
    ] as const,
    request: {
      headers: z.object({
        "stripe-signature": z
          .string()
          .optional()
          .openapi({
            description: "t=<seconds>,v1=<HMAC-SHA-256 of 't.body' with the endpoint's secret, hexadecimal>",
            example: `t=1799317447,v1=${"5257a869e7ecebed".repeat(4)}`,
          }),
      }),
      body: {
        description: "An event of Stripe",
        content: { "application/json": { schema: { type: "object" }, example: checkoutCompleted } },
      },
    },
    responses: {
      200: {
        description: "Received; it need not be sent again",
        content: { "application/json": { schema: Receipt } },
      },
    },
  }),
  async (c) => {
    const receipt = await c.var.services.webhooks.receive(
      await c.req.text(),
      c.req.valid("header")["stripe-signature"],
    );
    if (receipt.outcome === "faulty") throw problemOf(receipt);
    if (receipt.outcome === "later")
      throw new HttpProblem("unavailable", `The payment can not be recorded just now (${receipt.code}).`);
    return c.json(receipt, 200);
  },
);
