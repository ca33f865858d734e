import { createRoute, z } from "@hono/zod-openapi";
import { holdBody } from "../../domain/box-office/hold-body.ts";
import { HoldRequest, IdempotencyKey } from "../../domain/box-office/hold-request.ts";
import { requireFan } from "../auth.ts";
import { createRouter } from "../context.ts";
import { problemOf } from "../problem.ts";
import { json, security, tags, writes } from "./booking-common.ts";
import { ConfirmBody, HoldIdParam, HoldSchema } from "./booking-schemas.ts";
import { OrderSchema, orderBody } from "./order-schemas.ts";

const reserve = createRoute({
  method: "post",
  path: "/booking/reserve",
  tags,
  security,
  summary: "Hold tickets: the ones named, or the best that are to be had",
  description:
    "All or nothing. Say either which seats (`ticketIds`, or `ticketId`) or how many (`quantity`, with `eventId`); a place in a " +
    "general-admission area is had by its name as `section`. The same Idempotency-Key with the same body answers with the first hold; with another body it is refused. " +
    "A key is the fan's own, and an event's own: for another event it names another hold.",
  middleware: writes,
  request: {
    headers: z.object({ "idempotency-key": IdempotencyKey.optional() }),
    body: {
      required: true,
      ...json(HoldRequest),
    },
  },
  responses: { 201: { description: "The hold", ...json(HoldSchema) } },
});

const viewHold = createRoute({
  method: "get",
  path: "/booking/holds/{holdId}",
  tags,
  security,
  summary: "A hold of one's own",
  middleware: [requireFan],
  request: { params: HoldIdParam },
  responses: { 200: { description: "The hold", ...json(HoldSchema) } },
});

const release = createRoute({
  method: "delete",
  path: "/booking/holds/{holdId}",
  tags,
  security,
  summary: "Give a hold back",
  description:
    "A hold in payment answers 'in_payment': its seats are free as soon as its payment page is known to be closed.",
  middleware: writes,
  request: { params: HoldIdParam },
  responses: { 200: { description: "The hold, as it ended", ...json(HoldSchema) } },
});

const confirmWith = <Method extends "put" | "patch">(method: Method) =>
  createRoute({
    method,
    path: "/booking/confirm",
    tags,
    security,
    summary: "Make the order of a hold, and the page where it is paid",
    description:
      "Asking again with the same hold answers with the same order and page. What costs nothing is bought at once.",
    middleware: writes,
    request: { body: { required: true, ...json(ConfirmBody) } },
    responses: { 200: { description: "The order", ...json(OrderSchema) } },
  });

const routes = createRouter();

routes.openapi(reserve, async (c) => {
  const { booking } = c.var.services;
  const held = await booking.reserve(
    c.var.fanId,
    c.req.valid("json"),
    c.req.valid("header")["idempotency-key"],
  );
  if (!held.ok) throw problemOf(held.refusal);
  return c.json(holdBody(held.value), 201, { location: `/booking/holds/${held.value.id}` });
});

routes.openapi(viewHold, async (c) => {
  const hold = await c.var.services.booking.viewHold(c.var.fanId, c.req.valid("param").holdId);
  if (!hold.ok) throw problemOf(hold.refusal);
  return c.json(holdBody(hold.value), 200);
});

routes.openapi(release, async (c) => {
  const hold = await c.var.services.booking.release(c.var.fanId, c.req.valid("param").holdId);
  if (!hold.ok) throw problemOf(hold.refusal);
  return c.json(holdBody(hold.value), 200);
});

for (const method of ["put", "patch"] as const)
  routes.openapi(confirmWith(method), async (c) => {
    const order = await c.var.services.booking.confirm({ fanId: c.var.fanId, ...c.req.valid("json") });
    if (!order.ok) throw problemOf(order.refusal);
    return c.json(orderBody(order.value), 200);
  });

export const bookingRoutes = routes;
