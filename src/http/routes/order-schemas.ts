import { z } from "@hono/zod-openapi";
import type { OrderTicket, OrderView } from "../../domain/box-office/contract.ts";
import { ticketBody } from "../../domain/box-office/hold-body.ts";
import { type Refund, refundReasons, refundStatuses } from "../../domain/box-office/order.ts";
import { ticketIdOf } from "../../domain/ids.ts";
import { idField } from "../id-fields.ts";
import { isoOf, isoOrNull } from "../times.ts";

export const Money = z
  .object({
    amountMinor: z.int().openapi({ description: "In minor units: cents, yen" }),
    currency: z.string().openapi({ example: "eur" }),
  })
  .openapi("Money");

export const ticketFields = {
  ticketId: z.string(),
  section: z.string(),
  row: z.string(),
  label: z.string(),
  category: z.string(),
  priceMinor: z.int(),
};
export const HeldTicketSchema = z.object(ticketFields).openapi("HeldTicket");

/** Which tickets of an order are meant. */
export const ticketsOfOrder = z
  .array(idField("ticket"))
  .min(1)
  .max(100)
  .optional()
  .openapi({ description: "Left out: all that are left of the order" });

const OrderTicketSchema = z
  .object({
    ...ticketFields,
    status: z
      .enum(["valid", "pending", "void"])
      .openapi({ description: "'pending': not paid for yet; 'void': given back, or never given" }),
  })
  .openapi("OrderTicket");

const RefundSchema = z
  .object({
    id: z.string(),
    status: z
      .enum(refundStatuses)
      .openapi({ description: "'created': on record here; 'pending': the payment provider has it" }),
    amountMinor: z.int(),
    feesMinor: z.int().openapi({ description: "How much of it are fees" }),
    ticketIds: z.array(z.string()).openapi({ description: "Tickets that are void by it" }),
    reason: z.enum(refundReasons),
    by: z.enum(["fan", "organizer", "box_office", "provider"]),
    note: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .openapi("Refund");

export const orderStatuses = [
  "awaiting_payment",
  "offered",
  "paid",
  "confirmed",
  "expired",
  "canceled",
  "refunding",
  "refunded",
] as const;

/** Of an order as its fan sees it; an organizer sees more. */
export const orderFields = {
  id: z.string(),
  eventId: z.string(),
  eventName: z.string(),
  holdId: z.string(),
  status: z.enum(orderStatuses).openapi({
    description:
      "'paid': the money and the seats are on record; 'confirmed': the tickets are; 'offered': the seats were gone when the money came, and `offer` has others; 'refunding': no ticket of it is good any more, and the money is on its way back",
  }),
  endsBecause: z
    .enum(["expired", "canceled", "failed", "event_canceled"])
    .nullable()
    .openapi({ description: "Why it ends, or ended, without a payment; 'failed': the bank did not pay" }),
  email: z.string(),
  tickets: z.array(OrderTicketSchema),
  total: Money,
  feesMinor: z.int().openapi({ description: "How much of the total are fees" }),
  createdAt: z.iso.datetime(),
  paidAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().openapi({ description: "When the hold under an unpaid order ends" }),
  checkoutUrl: z
    .string()
    .nullable()
    .openapi({ description: "Where the fan pays; null when there is nothing to pay" }),
  bankAnswersUntil: z.iso.datetime().nullable().openapi({
    description:
      "The fan has paid by a method that confirms later: until then the seats wait for the bank's answer",
  }),
  refunds: z.array(RefundSchema),
  offer: z
    .object({ tickets: z.array(HeldTicketSchema), expiresAt: z.iso.datetime() })
    .nullable()
    .openapi({ description: "Other seats of the same kind, held until the fan has chosen" }),
  returnableUntil: z.iso
    .datetime()
    .nullable()
    .openapi({ description: "Until when the fan may give tickets back; null: not by himself" }),
};

export const OrderSchema = z.object(orderFields).openapi("Order");

export const orderTicketBody = (ticket: OrderTicket) => ({ ...ticketBody(ticket), status: ticket.status });

export const refundBody = (refund: Refund, { eventId }: OrderView): z.output<typeof RefundSchema> => ({
  id: refund.id,
  status: refund.status,
  amountMinor: refund.amountMinor,
  feesMinor: refund.feesMinor,
  ticketIds: refund.seats.map((seatNo) => ticketIdOf(eventId, seatNo)),
  reason: refund.reason,
  by: refund.by.kind,
  note: refund.note,
  createdAt: isoOf(refund.createdAt),
  updatedAt: isoOf(refund.updatedAt),
});

export const orderBody = (order: OrderView): z.output<typeof OrderSchema> => {
  const mayPay = order.status === "awaiting_payment" && !order.closing && order.underWayUntil === null;
  return {
    id: order.id,
    eventId: order.eventId,
    eventName: order.eventName,
    holdId: order.holdId,
    status: order.status,
    endsBecause: order.closing,
    email: order.email,
    tickets: order.tickets.map(orderTicketBody),
    total: order.total,
    feesMinor: order.feesMinor,
    createdAt: isoOf(order.createdAt),
    paidAt: isoOrNull(order.paidAt),
    expiresAt: isoOf(order.expiresAt),
    checkoutUrl: mayPay ? (order.session?.url ?? null) : null,
    bankAnswersUntil: isoOrNull(order.underWayUntil),
    refunds: order.refunds.map((refund) => refundBody(refund, order)),
    offer: order.offer && {
      tickets: order.offer.tickets.map(ticketBody),
      expiresAt: isoOf(order.offer.expiresAt),
    },
    returnableUntil: isoOrNull(order.returnableUntil),
  };
};
