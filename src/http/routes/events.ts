import { createRoute } from "@hono/zod-openapi";
import { createRouter } from "../context.ts";
import { HttpProblem, problemOf } from "../problem.ts";
import { cacheTag, freshness, keep } from "../views/freshness.ts";
import { handOn } from "../views/hand-on.ts";
import { EventIdParam, EventSchema, eventBody } from "./event-schemas.ts";

const event = createRoute({
  method: "get",
  path: "/events/{eventId}",
  tags: ["Events"],
  summary: "An event: venue, performers, prices, sale times and seats left",
  request: { params: EventIdParam },
  responses: {
    200: { description: "The event", content: { "application/json": { schema: EventSchema } } },
    304: { description: "As the If-None-Match of the request has it" },
  },
});

export const eventRoutes = createRouter();
eventRoutes.openapi(event, (c) => {
  const [unknown] = Object.keys(c.req.query());
  if (unknown !== undefined)
    throw new HttpProblem("invalid_request", "This address takes no parameters.", {
      errors: [{ in: "query", at: unknown, detail: "is not known here" }],
    });
  return handOn(c, `/events/${c.req.valid("param").eventId}`);
});

/** Behind the cache. */
export const eventViews = createRouter();
eventViews.openapi(event, async (c) => {
  const { eventId } = c.req.valid("param");
  const viewed = await c.var.services.publicEvents.view(eventId);
  if (!viewed.ok) throw problemOf(viewed.refusal);
  keep(c, freshness.event, [cacheTag.event(eventId), cacheTag.venue(viewed.value.event.venue.id)]);
  return c.json(eventBody(viewed.value), 200);
});
