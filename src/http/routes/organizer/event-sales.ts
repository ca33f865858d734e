import { createRoute } from "@hono/zod-openapi";
import { createRouter } from "../../context.ts";
import { bodyOf, json, security, tags, valueFrom } from "./common.ts";
import { EventIdParam, RescheduleBody, SeatSelectionBody, scheduleOf } from "./event-schemas.ts";
import { OrganizerEvent, shownEvent } from "./shown-event.ts";

const answer = { description: "The event", ...json(OrganizerEvent) };

const withoutBody = <Path extends string>(path: Path, summary: string, description: string) =>
  createRoute({
    method: "post",
    path,
    tags,
    security,
    summary,
    description,
    request: { params: EventIdParam },
    responses: { 200: answer },
  });

const withSeats = <Path extends string>(path: Path, summary: string, description: string) =>
  createRoute({
    method: "post",
    path,
    tags,
    security,
    summary,
    description,
    request: { params: EventIdParam, body: bodyOf(SeatSelectionBody) },
    responses: { 200: answer },
  });

const publish = withoutBody(
  "/events/{eventId}/publish",
  "Put an event on sale",
  "Also opens a closed one again. Asking again repairs what an interruption left half done.",
);
const close = withoutBody(
  "/events/{eventId}/close",
  "End the sale of an event",
  "What is held can still be paid.",
);
const reschedule = createRoute({
  method: "post",
  path: "/events/{eventId}/reschedule",
  tags,
  security,
  summary: "Move an event to another time",
  description:
    "Of a published or closed event. All tickets stay valid, and until `refundUntil` every fan may give them back and gets the fees too, whatever the policy of the event says. Another reschedule puts its own `refundUntil` in place of this one. A change of `startsAt` by `PUT` or `PATCH` opens no such window.",
  request: { params: EventIdParam, body: bodyOf(RescheduleBody) },
  responses: { 200: answer },
});
const block = withSeats(
  "/events/{eventId}/block",
  "Keep seats from sale",
  "All or none, named by `ticketIds`, by `seatGuids`, or by both: a seat that is held or sold is refused.",
);
const unblock = withSeats(
  "/events/{eventId}/unblock",
  "Give blocked seats to the sale",
  "All or none, named as they are to block. A seat that is not blocked stays as it is.",
);

export const eventSalesRoutes = createRouter()
  .openapi(publish, async (c) => {
    const { eventId } = c.req.valid("param");
    const event = await c.var.services.catalog.sales.publish(c.var.organizationId, eventId);
    return c.json(shownEvent(valueFrom(event, "event")), 200);
  })
  .openapi(close, async (c) => {
    const { eventId } = c.req.valid("param");
    return c.json(
      shownEvent(valueFrom(await c.var.services.catalog.sales.close(c.var.organizationId, eventId))),
      200,
    );
  })
  .openapi(reschedule, async (c) => {
    const { eventId } = c.req.valid("param");
    const schedule = scheduleOf(c.req.valid("json"));
    const event = await c.var.services.catalog.sales.reschedule(c.var.organizationId, eventId, schedule);
    return c.json(shownEvent(valueFrom(event)), 200);
  })
  .openapi(block, async (c) => {
    const { eventId } = c.req.valid("param");
    const { seatGuids = [], ticketIds = [] } = c.req.valid("json");
    const selection = { seatGuids, ticketIds };
    const event = await c.var.services.catalog.sales.block(c.var.organizationId, eventId, selection);
    return c.json(shownEvent(valueFrom(event)), 200);
  })
  .openapi(unblock, async (c) => {
    const { eventId } = c.req.valid("param");
    const { seatGuids = [], ticketIds = [] } = c.req.valid("json");
    const selection = { seatGuids, ticketIds };
    const event = await c.var.services.catalog.sales.unblock(c.var.organizationId, eventId, selection);
    return c.json(shownEvent(valueFrom(event)), 200);
  });
