import { Hono } from "hono";
import { z } from "zod";
import { ApiTrouble } from "./api-troubles.ts";
import type { Books } from "./books.ts";
import { type Courier, payloadOf, WebhookRule } from "./courier.ts";
import { paySession, settleDelayed } from "./payments.ts";
import type { Delivery } from "./records.ts";
import type { Rules } from "./rules.ts";
import { expireSession } from "./sessions.ts";
import { StripeFault } from "./stripe-fault.ts";
import { findCard } from "./test-cards.ts";

const Completion = z.strictObject({
  card: z.string().default("4242424242424242"),
  delayed: z.boolean().default(false),
});
const Release = z.strictObject({
  naming: z.string().default(""),
  order: z.enum(["as_happened", "reversed", "shuffled"]).default("as_happened"),
});

const ordered = (deliveries: Delivery[], order: z.output<typeof Release>["order"]): Delivery[] => {
  if (order === "reversed") return deliveries.toReversed();
  if (order === "as_happened") return deliveries;
  return deliveries
    .map((delivery) => ({ delivery, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ delivery }) => delivery);
};

export interface Controlled {
  readonly books: Books;
  readonly courier: Courier;
  readonly troubles: Rules<ApiTrouble>;
  readonly webhookRules: Rules<WebhookRule>;
}

/** See stripe-stand-in.ts for what it offers. An empty body is an empty object. */
export const createControl = ({ books, courier, troubles, webhookRules }: Controlled): Hono => {
  const control = new Hono();
  control.onError((error, c) => {
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return c.json({ error: error.message }, 400);
    if (error instanceof StripeFault) return c.json({ error: error.error }, error.status);
    console.error(error);
    return c.json({ error: String(error) }, 500);
  });
  const read = async <Schema extends z.ZodType>(
    request: Request,
    schema: Schema,
  ): Promise<z.output<Schema>> => schema.parse(JSON.parse((await request.text()) || "{}"));

  control.get("/api", (c) => c.json(troubles.list()));
  control.post("/api", async (c) => {
    troubles.add(await read(c.req.raw, ApiTrouble));
    return c.json(troubles.list(), 201);
  });
  control.delete("/api", (c) => {
    troubles.clear(c.req.query("match"));
    return c.body(null, 204);
  });

  control.get("/webhooks/rules", (c) => c.json(webhookRules.list()));
  control.post("/webhooks/rules", async (c) => {
    webhookRules.add(await read(c.req.raw, WebhookRule));
    return c.json(webhookRules.list(), 201);
  });
  control.delete("/webhooks/rules", (c) => {
    webhookRules.clear(c.req.query("match"));
    return c.body(null, 204);
  });

  const deliveriesNaming = (naming: string): { readonly delivery: Delivery; readonly payload: string }[] =>
    books.deliveries.all().flatMap((delivery) => {
      const event = books.events.get(delivery.eventId);
      const payload = event ? payloadOf(event) : "";
      return payload.includes(naming) ? [{ delivery, payload }] : [];
    });
  control.get("/webhooks", (c) => {
    const { naming = "", status } = c.req.query();
    const found = deliveriesNaming(naming).map(({ delivery, payload }) => ({ ...delivery, payload }));
    return c.json(status ? found.filter((each) => each.status === status) : found);
  });
  control.post("/webhooks/release", async (c) => {
    const { naming, order } = await read(c.req.raw, Release);
    const held = deliveriesNaming(naming).map(({ delivery }) => delivery);
    const released = ordered(
      held.filter(({ status }) => status === "held"),
      order,
    );
    await courier.release(released);
    return c.json({ released: released.length });
  });
  control.post("/webhooks/:id/deliver", async (c) => {
    const delivery = await courier.deliver(c.req.param("id"));
    return delivery ? c.json(delivery) : c.json({ error: "no such webhook" }, 404);
  });

  control.get("/clock", (c) => c.json({ now: new Date(books.clock.now()).toISOString() }));
  control.post("/clock", async (c) => {
    const { advanceSeconds } = await read(c.req.raw, z.strictObject({ advanceSeconds: z.number() }));
    books.clock.setAhead(books.clock.aheadMs + advanceSeconds * 1000);
    courier.sendDue();
    return c.json({ now: new Date(books.clock.now()).toISOString() });
  });

  control.post("/sessions/:id/complete", async (c) => {
    const { card, delayed } = await read(c.req.raw, Completion);
    const found = findCard(card);
    if (!found) return c.json({ error: `${card} is not a test card` }, 400);
    const result = paySession(books, c.req.param("id"), found, delayed);
    return c.json(result, result.result === "not_found" ? 404 : 200);
  });
  control.post("/sessions/:id/settle", async (c) => {
    const { succeeded } = await read(c.req.raw, z.strictObject({ succeeded: z.boolean().default(true) }));
    const settled = settleDelayed(books, c.req.param("id"), succeeded);
    return settled ? c.json({ settled }) : c.json({ error: "no payment is under way" }, 409);
  });
  control.post("/sessions/:id/expire", (c) => c.json(expireSession(books, c.req.param("id")).session));

  control.post("/reset", (c) => {
    troubles.clear();
    webhookRules.clear();
    books.clock.setAhead(0);
    return c.body(null, 204);
  });
  return control;
};
