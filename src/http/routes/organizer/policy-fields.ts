import { z } from "@hono/zod-openapi";
import type { EventDetails } from "../../../catalog/event-record.ts";

// Eight digits are the most that Stripe takes.
const fee = z.int().min(0).max(99_999_999).optional();

/** Of an event's body: what is paid beside the prices, what is given back, and how long a payment may take. */
export const policyFields = {
  ticketFeeMinor: fee.openapi({
    default: 0,
    description:
      "A fee on each ticket that costs something, in minor units. An edit concerns later holds: a fan pays the fees that the hold was shown with",
  }),
  orderFeeMinor: fee.openapi({
    default: 0,
    description: "A fee once an order, in minor units; an order of which nothing is paid bears none",
  }),
  feesRefundable: z.boolean().optional().openapi({
    default: false,
    description:
      "Whether a fan who gives tickets back gets their fees too. When the event is canceled or rescheduled the fees are returned anyway",
  }),
  refundHoursBefore: z
    .int()
    .min(0)
    .max(365 * 24)
    .nullable()
    .optional()
    .openapi({
      default: null,
      description:
        "A fan may give tickets back until so many hours before the event starts; 0: until it starts, null: never",
    }),
  delayedPaymentHours: z
    .int()
    .min(0)
    .max(14 * 24)
    .optional()
    .openapi({
      default: 0,
      description:
        "Offer payment methods that confirm later, and keep the seats so long for them; 0: they are not offered",
    }),
  offerEquivalentSeats: z.boolean().optional().openapi({
    default: false,
    description:
      "When a payment arrives and its seats are gone, offer seats of the same category for ten minutes before it is refunded",
  }),
};

type PolicyBody = z.infer<z.ZodObject<typeof policyFields>>;

export const policyOf = (body: PolicyBody): Pick<EventDetails, keyof PolicyBody> => ({
  ticketFeeMinor: body.ticketFeeMinor ?? 0,
  orderFeeMinor: body.orderFeeMinor ?? 0,
  feesRefundable: body.feesRefundable ?? false,
  refundHoursBefore: body.refundHoursBefore ?? null,
  delayedPaymentHours: body.delayedPaymentHours ?? 0,
  offerEquivalentSeats: body.offerEquivalentSeats ?? false,
});
