import { z } from "@hono/zod-openapi";
import type { PastOrder } from "../../booking/order-history.ts";
import type { OrderView } from "../../domain/box-office/contract.ts";
import { ticketBody } from "../../domain/box-office/hold-body.ts";
import { type EventId, ticketIdOf } from "../../domain/ids.ts";
import { idField } from "../id-fields.ts";

const Money = z
  .object({
    amountMinor: z.int().openapi({ description: "In minor units: cents, yen" }),
    currency: z.string().openapi({ example: "eur" }),
  })
  .openapi("Money");

const HeldTicketSchema = z
  .object({
    ticketId: z.string(),
    section: z.string(),
    row: z.string(),
    label: z.string(),
    category: z.string(),
    priceMinor: z.int(),
  })
  .openapi("HeldTicket");

export const HoldSchema = z
  .object({
    id: z.string(),
    eventId: z.string(),
    status: z.enum(["held", "in_payment", "sold", "expired", "released"]),
    expiresAt: z.iso.datetime(),
    tickets: z.array(HeldTicketSchema),
    total: Money,
    orderId: z.string().nullable(),
  })
  .openapi("Hold");

export const OrderSchema = z
  .object({
    id: z.string(),
    eventId: z.string(),
    eventName: z.string(),
    holdId: z.string(),
    status: z.enum([
      "awaiting_payment",
      "offered",
      "paid",
      "confirmed",
      "expired",
      "canceled",
      "refunding",
      "refunded",
    ]),
    email: z.string(),
    tickets: z.array(HeldTicketSchema),
    total: Money,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().openapi({ description: "When the hold under an unpaid order ends" }),
    checkoutUrl: z
      .string()
      .nullable()
      .openapi({ description: "Where the fan pays; null when there is nothing to pay" }),
  })
  .openapi("Order");

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
    createdAt: z.iso.datetime(),
    tickets: z.array(
      z.object({
        ticketId: z.string(),
        section: z.string(),
        row: z.string(),
        label: z.string(),
        category: z.string(),
        priceMinor: z.int(),
        status: z.enum(["valid", "void"]),
      }),
    ),
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

const iso = (at: number | Date): string => new Date(at).toISOString();

export const orderBody = (order: OrderView): z.output<typeof OrderSchema> => ({
  id: order.id,
  eventId: order.eventId,
  eventName: order.eventName,
  holdId: order.holdId,
  status: order.status,
  email: order.email,
  tickets: order.tickets.map(ticketBody),
  total: order.total,
  createdAt: iso(order.createdAt),
  expiresAt: iso(order.expiresAt),
  checkoutUrl: order.status === "awaiting_payment" ? (order.session?.url ?? null) : null,
});

export const pastOrderBody = (order: PastOrder): z.output<typeof PastOrderSchema> => ({
  ...order,
  startsAt: iso(order.startsAt),
  createdAt: iso(order.createdAt),
  tickets: order.tickets.map(({ seatNo, ...rest }) => ({
    ticketId: ticketIdOf(order.eventId as EventId, seatNo),
    ...rest,
  })),
});
