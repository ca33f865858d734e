import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { OrderView } from "../../../domain/box-office/contract.ts";
import { IdempotencyKey } from "../../../domain/box-office/hold-request.ts";
import type { Outcome } from "../../../domain/outcome.ts";
import { type AppEnv, createRouter } from "../../context.ts";
import { problemOf } from "../../problem.ts";
import { bodyOf, json, security, tags } from "./common.ts";
import { EventIdParam } from "./event-schemas.ts";
import {
  OrderParams,
  OrdersQuery,
  OrganizerOrder,
  organizerOrderBody,
  RefundBody,
  RefundParams,
} from "./order-schemas.ts";

const answer = { 200: { description: "The order", ...json(OrganizerOrder) } };

const list = createRoute({
  method: "get",
  path: "/events/{eventId}/orders",
  tags,
  security,
  summary: "The orders of an event, paid or not, as its box office has them",
  request: { params: EventIdParam, query: OrdersQuery },
  responses: {
    200: {
      description: "A page, by order id",
      ...json(z.object({ items: z.array(OrganizerOrder), nextCursor: z.string().nullable() })),
    },
  },
});

const view = createRoute({
  method: "get",
  path: "/events/{eventId}/orders/{orderId}",
  tags,
  security,
  summary: "An order",
  request: { params: OrderParams },
  responses: answer,
});

const refund = createRoute({
  method: "post",
  path: "/events/{eventId}/orders/{orderId}/refunds",
  tags,
  security,
  summary: "Give an order back, or some of its tickets",
  description:
    "The tickets are void at once, and the money goes back the way it came. The seats are for sale again, or kept from it, as soon as Postgres has " +
    "the tickets as void. The same Idempotency-Key gives nothing back a second time.",
  request: {
    params: OrderParams,
    headers: z.object({ "idempotency-key": IdempotencyKey.optional() }),
    body: bodyOf(RefundBody),
  },
  responses: answer,
});

const retry = createRoute({
  method: "post",
  path: "/events/{eventId}/refunds/{refundId}/retry",
  tags,
  security,
  summary: "Try a refund that failed once more",
  description: "As a refund of its own; asking again begins no other.",
  request: { params: RefundParams },
  responses: answer,
});

const clearFlags = createRoute({
  method: "delete",
  path: "/events/{eventId}/orders/{orderId}/flags",
  tags,
  security,
  summary: "Say that an order was looked at",
  request: { params: OrderParams },
  responses: answer,
});

const organizerOf = (c: Context<AppEnv>) => ({
  organizationId: c.var.organizationId,
  userId: c.var.fanId,
});

const shown = (order: Outcome<OrderView>) => {
  if (!order.ok) throw problemOf(order.refusal);
  return organizerOrderBody(order.value);
};

export const organizerOrderRoutes = createRouter()
  .openapi(list, async (c) => {
    const { which, cursor, limit } = c.req.valid("query");
    const { eventId } = c.req.valid("param");
    const query = { which, after: cursor ?? null, limit: limit + 1 };
    const orders = await c.var.services.organizerOrders.list(organizerOf(c), eventId, query);
    if (!orders.ok) throw problemOf(orders.refusal);
    const page = orders.value.slice(0, limit);
    const isMore = orders.value.length > limit;
    return c.json(
      { items: page.map(organizerOrderBody), nextCursor: isMore ? (page.at(-1)?.id ?? null) : null },
      200,
    );
  })
  .openapi(view, async (c) => {
    const { eventId, orderId } = c.req.valid("param");
    return c.json(shown(await c.var.services.organizerOrders.view(organizerOf(c), eventId, orderId)), 200);
  })
  .openapi(refund, async (c) => {
    const { eventId, orderId } = c.req.valid("param");
    const { seats, withFees, ...body } = c.req.valid("json");
    const order = await c.var.services.organizerOrders.refund(organizerOf(c), eventId, {
      ...body,
      ticketIds: body.ticketIds,
      orderId,
      seatsTo: seats,
      withFees: withFees ?? null,
      idempotencyKey: c.req.valid("header")["idempotency-key"],
    });
    return c.json(shown(order), 200);
  })
  .openapi(retry, async (c) => {
    const { eventId, refundId } = c.req.valid("param");
    const order = await c.var.services.organizerOrders.retryRefund(organizerOf(c), eventId, refundId);
    return c.json(shown(order), 200);
  })
  .openapi(clearFlags, async (c) => {
    const { eventId, orderId } = c.req.valid("param");
    const order = await c.var.services.organizerOrders.clearFlags(organizerOf(c), eventId, orderId);
    return c.json(shown(order), 200);
  });
