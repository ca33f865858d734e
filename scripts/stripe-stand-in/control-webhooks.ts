import { Hono } from "hono";
import { z } from "zod";
import type { Books } from "./books.ts";
import { readInput } from "./control-input.ts";
import { type Courier, payloadOf } from "./courier.ts";
import type { Delivery } from "./records.ts";
import type { Rules } from "./rules.ts";
import { WebhookRule } from "./webhook-rule.ts";

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

export const controlWebhooks = (books: Books, courier: Courier, rules: Rules<WebhookRule>): Hono => {
  const routes = new Hono();
  routes.get("/rules", (c) => c.json(rules.list()));
  routes.post("/rules", async (c) => {
    rules.add(await readInput(c, WebhookRule));
    return c.json(rules.list(), 201);
  });
  routes.delete("/rules", (c) => {
    rules.clear(c.req.query("match"));
    return c.body(null, 204);
  });

  const deliveriesNaming = (naming: string): { readonly delivery: Delivery; readonly payload: string }[] =>
    books.deliveries.all().flatMap((delivery) => {
      const event = books.events.get(delivery.eventId);
      const payload = event ? payloadOf(event) : "";
      return payload.includes(naming) ? [{ delivery, payload }] : [];
    });
  routes.get("/", (c) => {
    const { naming = "", status } = c.req.query();
    const found = deliveriesNaming(naming).map(({ delivery, payload }) => ({ ...delivery, payload }));
    return c.json(status ? found.filter((each) => each.status === status) : found);
  });
  routes.post("/release", async (c) => {
    const { naming, order } = await readInput(c, Release);
    const held = deliveriesNaming(naming).map(({ delivery }) => delivery);
    const released = ordered(
      held.filter(({ status }) => status === "held"),
      order,
    );
    await courier.release(released);
    return c.json({ released: released.length });
  });
  routes.post("/:id/deliver", async (c) => {
    const delivery = await courier.deliver(c.req.param("id"));
    return delivery ? c.json(delivery) : c.json({ error: "no such webhook" }, 404);
  });
  return routes;
};
