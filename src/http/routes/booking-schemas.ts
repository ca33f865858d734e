import { z } from "@hono/zod-openapi";
import type { PastOrder } from "../../booking/order-history.ts";
import { type EventId, ticketIdOf } from "../../domain/ids.ts";
import { text } from "../../domain/text.ts";
import { idField } from "../id-fields.ts";
import { isoOf } from "../times.ts";
import { HeldTicketSchema, Money, ticketFields, ticketsOfOrder } from "./order-schemas.ts";

export const HoldSchema = z
  .object({
    id: z.string(),
    eventId: z.string(),
    status: z.enum(["held", "in_payment", "sold", "expired", "released"]),
    expiresAt: z.iso.datetime(),
    tickets: z.array(HeldTicketSchema),
    total: Money,
    feesMinor: z.int().openapi({ description: "How much of the total are fees" }),
    orderId: z.string().nullable(),
  })
  .openapi("Hold");

const PastOrderSchema = z
  .object({
    id: z.string(),
    eventId: z.string(),
    eventName: z.string(),
    venueName: z.string(),
    startsAt: z.iso.datetime(),
    status: z.enum(["confirmed", "refunding", "refunded"]),
    email: z.string(),
    total: Money,
    feesMinor: z.int(),
    refundedMinor: z.int().openapi({ description: "Back, or on its way" }),
    createdAt: z.iso.datetime(),
    tickets: z.array(z.object({ ...ticketFields, status: z.enum(["valid", "void"]) })),
  })
  .openapi("PastOrder");

export const OrderList = z
  .object({ orders: z.array(PastOrderSchema), nextCursor: z.string().nullable() })
  .openapi("OrderList");

export const HoldIdParam = z.object({
  holdId: idField("hold"),
});

export const OrderIdParam = z.object({
  orderId: idField("order"),
});

export const ConfirmBody = z
  .strictObject({
    holdId: idField("hold"),
    email: z.email().max(254).openapi({ description: "Where the tickets are sent" }),
    returnUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .openapi({ description: "Where the fan comes back to from the payment page, paid or not" }),
  })
  .openapi("ConfirmRequest");

export const pastOrderBody = (order: PastOrder): z.output<typeof PastOrderSchema> => ({
  ...order,
  startsAt: isoOf(order.startsAt.getTime()),
  createdAt: isoOf(order.createdAt.getTime()),
  tickets: order.tickets.map(({ seatNo, ...rest }) => ({
    ticketId: ticketIdOf(order.eventId as EventId, seatNo),
    ...rest,
  })),
});

export const ReturnBody = z
  .strictObject({
    ticketIds: ticketsOfOrder,
    note: text.max(500).default("").openapi({ description: "Why, in the fan's own words" }),
  })
  .openapi("ReturnRequest");

export const OfferAnswer = z
  .strictObject({
    accept: z.boolean().openapi({ description: "false: the money back" }),
  })
  .openapi("OfferAnswer");
