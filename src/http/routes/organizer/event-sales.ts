import { createRoute } from "@hono/zod-openapi";
import { createRouter } from "../../context.ts";
import { bodyOf, json, security, tags, valueFrom } from "./common.ts";
import { EventIdParam, SeatSelectionBody } from "./event-schemas.ts";
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
