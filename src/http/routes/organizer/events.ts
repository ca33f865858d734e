import { createRoute, z } from "@hono/zod-openapi";
import { createRouter } from "../../context.ts";
import { bodyOf, json, pageOf, pageQuery, security, shownPage, tags, valueFrom } from "./common.ts";
import { detailsOf, EventBody, EventChanges, EventIdParam, editOf } from "./event-schemas.ts";
import { OrganizerEvent, shownEvent } from "./shown-event.ts";

const answer = { description: "The event", ...json(OrganizerEvent) };
const params = EventIdParam;

const create = createRoute({
  method: "post",
  path: "/events",
  tags,
  security,
  summary: "Make an event, as a draft",
  request: { body: bodyOf(EventBody) },
  responses: { 201: answer },
});

const list = createRoute({
  method: "get",
  path: "/events",
  tags,
  security,
  summary: "The organization's events",
  request: { query: pageQuery("event") },
  responses: { 200: { description: "A page", ...json(pageOf(OrganizerEvent)) } },
});

const view = createRoute({
  method: "get",
  path: "/events/{eventId}",
  tags,
  security,
  summary: "An event",
  request: { params },
  responses: { 200: answer },
});

const replace = createRoute({
  method: "put",
  path: "/events/{eventId}",
  tags,
  security,
  summary: "Replace what is said of an event",
  description:
    "Of a published event the box office hears at once; it refuses what seats that are held or sold forbid. Another `startsAt` only mends the time: it opens no refund window, as `/reschedule` does.",
  request: { params, body: bodyOf(EventBody) },
  responses: { 200: answer },
});

const change = createRoute({
  method: "patch",
  path: "/events/{eventId}",
  tags,
  security,
  summary: "Change an event in part",
  description:
    "What is not sent stays. As with `PUT`, another `startsAt` of a published event opens no refund window.",
  request: { params, body: bodyOf(EventChanges) },
  responses: { 200: answer },
});

const Stats = z
  .object({
    seats: z
      .object({ available: z.int(), held: z.int(), sold: z.int(), blocked: z.int() })
      .nullable()
      .openapi({ description: "As the box office has them now; null before the event is published" }),
    currency: z.string(),
    sales: z.array(z.object({ category: z.string(), tickets: z.int(), revenueMinor: z.int() })),
  })
  .openapi("EventStats");

const stats = createRoute({
  method: "get",
  path: "/events/{eventId}/stats",
  tags,
  security,
  summary: "What was sold of an event, and what is left",
  request: { params },
  responses: { 200: { description: "The figures", ...json(Stats) } },
});

export const eventRoutes = createRouter()
  .openapi(create, async (c) => {
    const event = await c.var.services.catalog.events.create(
      c.var.organizationId,
      detailsOf(c.req.valid("json")),
    );
    return c.json(shownEvent(valueFrom(event)), 201);
  })
  .openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const page = await c.var.services.catalog.events.list(c.var.organizationId, { after: cursor, limit });
    return c.json(shownPage(page, shownEvent), 200);
  })
  .openapi(view, async (c) => {
    const { eventId } = c.req.valid("param");
    const event = await c.var.services.catalog.events.find(c.var.organizationId, eventId);
    return c.json(shownEvent(valueFrom(event)), 200);
  })
  .openapi(replace, async (c) => {
    const { eventId } = c.req.valid("param");
    const edit = detailsOf(c.req.valid("json"));
    const event = await c.var.services.catalog.events.edit(c.var.organizationId, eventId, edit);
    return c.json(shownEvent(valueFrom(event)), 200);
  })
  .openapi(change, async (c) => {
    const { eventId } = c.req.valid("param");
    const edit = editOf(c.req.valid("json"));
    const event = await c.var.services.catalog.events.edit(c.var.organizationId, eventId, edit);
    return c.json(shownEvent(valueFrom(event)), 200);
  })
  .openapi(stats, async (c) => {
    const { eventId } = c.req.valid("param");
    const { seats, currency, sales } = valueFrom(
      await c.var.services.catalog.statistics.of(c.var.organizationId, eventId),
    );
    return c.json({ seats, currency, sales: [...sales] }, 200);
  });
