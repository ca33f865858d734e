import { createRoute, z } from "@hono/zod-openapi";
import { IdempotencyKey } from "../../domain/box-office/hold-request.ts";
import { requireFan } from "../auth.ts";
import { createRouter } from "../context.ts";
import { problemOf } from "../problem.ts";
import { json, security, tags, writes } from "./booking-common.ts";
import { OfferAnswer, OrderIdParam, OrderList, pastOrderBody, ReturnBody } from "./booking-schemas.ts";
import { cursorOf, PageQuery, pageAfter } from "./order-pages.ts";
import { OrderSchema, orderBody } from "./order-schemas.ts";

const params = OrderIdParam;
const answer = { 200: { description: "The order", ...json(OrderSchema) } };

const viewOrder = createRoute({
  method: "get",
  path: "/booking/orders/{orderId}",
  tags,
  security,
  summary: "An order of one's own",
  middleware: [requireFan],
  request: { params },
  responses: answer,
});

const listOrders = createRoute({
  method: "get",
  path: "/booking/orders",
  tags,
  security,
  summary: "One's orders that are paid, the newest first",
  middleware: [requireFan],
  request: { query: PageQuery },
  responses: { 200: { description: "A page of orders", ...json(OrderList) } },
});

const cancelOrder = createRoute({
  method: "post",
  path: "/booking/orders/{orderId}/cancel",
  tags,
  security,
  summary: "Do not pay an order after all",
  description:
    "Its payment page is closed first, so that nobody can pay it any more; then its seats are free. One that is paid is given back instead.",
  middleware: writes,
  request: { params },
  responses: answer,
});

const returnTickets = createRoute({
  method: "post",
  path: "/booking/orders/{orderId}/refunds",
  tags,
  security,
  summary: "Give tickets back, by the event's policy",
  description:
    "All of the order, or the tickets that are named. They are void at once, and their money goes back the way it came; fees go back when the event " +
    "says so, and after a reschedule. `returnableUntil` of the order says until when. The same Idempotency-Key gives nothing back a second time.",
  middleware: writes,
  request: {
    params,
    headers: z.object({ "idempotency-key": IdempotencyKey.optional() }),
    body: { required: true, ...json(ReturnBody) },
  },
  responses: answer,
});

const answerOffer = createRoute({
  method: "post",
  path: "/booking/orders/{orderId}/offer",
  tags,
  security,
  summary: "Take the seats that are offered in place of ones that were gone, or the money",
  middleware: writes,
  request: { params, body: { required: true, ...json(OfferAnswer) } },
  responses: answer,
});

const routes = createRouter();

routes.openapi(viewOrder, async (c) => {
  const order = await c.var.services.booking.viewOrder(c.var.fanId, c.req.valid("param").orderId);
  if (!order.ok) throw problemOf(order.refusal);
  return c.json(orderBody(order.value), 200);
});

routes.openapi(listOrders, async (c) => {
  const { cursor, limit } = c.req.valid("query");
  const orders = await c.var.services.booking.history.ofFan(c.var.fanId, {
    before: pageAfter(cursor),
    limit: limit + 1,
  });
  const page = orders.slice(0, limit);
  return c.json(
    { orders: page.map(pastOrderBody), nextCursor: orders.length > limit ? cursorOf(page.at(-1)) : null },
    200,
  );
});

routes.openapi(cancelOrder, async (c) => {
  const order = await c.var.services.booking.cancelOrder(c.var.fanId, c.req.valid("param").orderId);
  if (!order.ok) throw problemOf(order.refusal);
  return c.json(orderBody(order.value), 200);
});

routes.openapi(returnTickets, async (c) => {
  const { ticketIds, note } = c.req.valid("json");
  const order = await c.var.services.booking.returnTickets({
    fanId: c.var.fanId,
    orderId: c.req.valid("param").orderId,
    ticketIds,
    note,
    idempotencyKey: c.req.valid("header")["idempotency-key"],
  });
  if (!order.ok) throw problemOf(order.refusal);
  return c.json(orderBody(order.value), 200);
});

routes.openapi(answerOffer, async (c) => {
  const { accept } = c.req.valid("json");
  const order = await c.var.services.booking.answerOffer(c.var.fanId, c.req.valid("param").orderId, accept);
  if (!order.ok) throw problemOf(order.refusal);
  return c.json(orderBody(order.value), 200);
});

export const orderRoutes = routes;
