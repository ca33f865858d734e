import { Hono } from "hono";
import { z } from "zod";
import type { ApiEnv } from "./api-troubles.ts";
import type { Books } from "./books.ts";
import { isOfType } from "./event-types.ts";
import { listPage, readListing } from "./lists.ts";
import { Switch } from "./parameters.ts";
import { invalid, missing } from "./stripe-fault.ts";
import type { StripeEvent } from "./stripe-objects.ts";

const filters = {
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
  delivery_success: Switch.optional(),
};

/** How many of its webhooks have not been taken yet, by its id; an event that no endpoint wants has none. */
const pendingWebhooks = (books: Books): ReadonlyMap<string, number> => {
  const pending = new Map<string, number>();
  for (const { eventId, status } of books.deliveries.all())
    if (status !== "delivered") pending.set(eventId, (pending.get(eventId) ?? 0) + 1);
  return pending;
};

/** What an event says is how it was; how many webhooks are pending is how it is. */
export const eventRoutes = (books: Books): Hono<ApiEnv> => {
  const routes = new Hono<ApiEnv>();
  const present = (event: StripeEvent, pending: ReadonlyMap<string, number>): StripeEvent => ({
    ...event,
    pending_webhooks: pending.get(event.id) ?? 0,
  });
  routes.get("/", (c) => {
    const asked = readListing(c.req.url, filters);
    const { type, types, delivery_success } = asked;
    if (type !== undefined && types !== undefined)
      throw invalid("You may only specify one of these parameters: type, types.", "type");
    const patterns = types ?? (type === undefined ? ["*"] : [type]);
    const pending = pendingWebhooks(books);
    const page = listPage(
      c.req.path,
      books.events.all(),
      asked,
      (event) =>
        patterns.some((pattern) => isOfType(pattern, event.type)) &&
        (delivery_success === undefined || delivery_success === !pending.has(event.id)),
    );
    return c.json({ ...page, data: page.data.map((event) => present(event, pending)) });
  });
  routes.get("/:id", (c) => {
    const id = c.req.param("id");
    const event = books.events.get(id);
    if (!event) throw missing("event", id, "id");
    return c.json(present(event, pendingWebhooks(books)));
  });
  return routes;
};
