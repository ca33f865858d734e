import { createRoute } from "@hono/zod-openapi";
import { createRouter } from "../../context.ts";
import { HttpProblem } from "../../problem.ts";
import { isoOf } from "../../times.ts";
import { bodyOf, json, security, tags, valueFrom } from "./common.ts";
import { EventIdParam } from "./event-schemas.ts";
import { CancelBody, CancellationSchema } from "./order-schemas.ts";
import { OrganizerEvent, shownEvent } from "./shown-event.ts";

const cancel = createRoute({
  method: "post",
  path: "/events/{eventId}/cancel",
  tags,
  security,
  summary: "Cancel an event, and give back everything that was sold of it",
  description:
    "For good. The sale ends, holds end, payment pages are closed, and every order is refunded whole, fees included, in the background; " +
    "`GET …/cancellation` says how far that is. Asking again brings an interrupted one on its way.",
  request: { params: EventIdParam, body: bodyOf(CancelBody) },
  responses: { 200: { description: "The event", ...json(OrganizerEvent) } },
});

const progress = createRoute({
  method: "get",
  path: "/events/{eventId}/cancellation",
  tags,
  security,
  summary: "How far the refunds of a canceled event are",
  request: { params: EventIdParam },
  responses: { 200: { description: "The figures", ...json(CancellationSchema) } },
});

export const eventCancellationRoutes = createRouter()
  .openapi(cancel, async (c) => {
    const { eventId } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const event = await c.var.services.catalog.cancellation.cancel(c.var.organizationId, eventId, reason);
    return c.json(shownEvent(valueFrom(event, "event")), 200);
  })
  .openapi(progress, async (c) => {
    const { eventId } = c.req.valid("param");
    const cancellation = valueFrom(
      await c.var.services.catalog.cancellation.progress(c.var.organizationId, eventId),
    );
    if (!cancellation) throw new HttpProblem("conflict", "This event is not canceled, or was never on sale.");
    const { at, ...figures } = cancellation;
    return c.json({ canceledAt: isoOf(at), ...figures }, 200);
  });
