import { z } from "@hono/zod-openapi";
import type { OrderView } from "../../../domain/box-office/contract.ts";
import { flagCodes } from "../../../domain/box-office/order.ts";
import { text } from "../../../domain/text.ts";
import { idField } from "../../id-fields.ts";
import { isoOf } from "../../times.ts";
import { wholeNumberOr } from "../../whole-number.ts";
import { orderBody, orderFields, orderStatuses, ticketsOfOrder } from "../order-schemas.ts";

export const OrderParams = z.object({ eventId: idField("event"), orderId: idField("order") });

export const RefundParams = z.object({ eventId: idField("event"), refundId: idField("refund") });

export const OrdersQuery = z.object({
  which: z
    .enum(["all", "flagged", "closing", "open", ...orderStatuses])
    .default("all")
    .openapi({
      description:
        "'flagged': someone has to look at it; 'closing': its payment page is not known to be closed, so its seats stay taken; 'open': not at an end; or a status",
    }),
  cursor: idField("order")
    .optional()
    .openapi({ example: undefined, description: "Of the page before: its `nextCursor`." }),
  limit: wholeNumberOr(50, 1, 100, "Orders a page."),
});

export const RefundBody = z
  .strictObject({
    ticketIds: ticketsOfOrder,
    seats: z
      .enum(["available", "blocked"])
      .default("available")
      .openapi({ description: "What becomes of the seats: for sale again, or kept from sale" }),
    withFees: z
      .boolean()
      .optional()
      .openapi({ description: "Whether the fees go back too; left out: as the event says" }),
    note: text.max(500).default("").openapi({ description: "Why; the fan sees it" }),
  })
  .openapi("RefundRequest");

export const CancelBody = z
  .strictObject({ reason: text.max(500).default("").openapi({ description: "Told to the fans" }) })
  .openapi("CancelRequest");

export const OrganizerOrder = z
  .object({
    ...orderFields,
    fanId: z.string(),
    flags: z
      .array(z.object({ code: z.enum(flagCodes), detail: z.string(), at: z.iso.datetime() }))
      .openapi({ description: "What someone has to look at" }),
    dispute: z
      .object({
        id: z.string(),
        status: z.enum(["open", "won", "lost"]),
        amountMinor: z.int(),
        reason: z.string(),
        at: z.iso.datetime(),
      })
      .nullable(),
    stripeSessionId: z.string().nullable(),
    stripePaymentIntentId: z.string().nullable(),
    inPostgres: z.boolean().openapi({ description: "Whether Postgres has it as it is now" }),
  })
  .openapi("OrganizerOrder");

export const CancellationSchema = z
  .object({
    canceledAt: z.iso.datetime(),
    reason: z.string(),
    paid: z.int().openapi({ description: "Orders that were paid, whatever became of them" }),
    refunded: z.int(),
    refunding: z.int(),
    failed: z.int().openapi({ description: "Refunds that failed: look at the flagged orders" }),
    waiting: z.int().openapi({ description: "Not begun yet" }),
    closing: z.int().openapi({ description: "Payment pages that are not known to be closed yet" }),
    done: z.boolean(),
  })
  .openapi("Cancellation");

export const organizerOrderBody = (order: OrderView): z.output<typeof OrganizerOrder> => ({
  ...orderBody(order),
  fanId: order.fanId,
  flags: order.flags.map(({ code, detail, at }) => ({ code, detail, at: isoOf(at) })),
  dispute: order.dispute && { ...order.dispute, at: isoOf(order.dispute.at) },
  stripeSessionId: order.session?.sessionId ?? null,
  stripePaymentIntentId: order.paymentIntentId,
  inPostgres: order.revision > 0 && order.recorded === order.revision,
});
