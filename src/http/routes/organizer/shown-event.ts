import { z } from "@hono/zod-openapi";
import type { EventRecord } from "../../../catalog/event-record.ts";
import { eventStatuses, eventTypes } from "../../../domain/event.ts";
import { isoOf } from "../../times.ts";
import { CategoryPrice } from "./event-schemas.ts";

const shownTime = z.iso.datetime().nullable();

export const OrganizerEvent = z
  .object({
    id: z.string(),
    status: z.enum(eventStatuses),
    name: z.string(),
    type: z.enum(eventTypes),
    description: z.string(),
    imageUrl: z.string().nullable(),
    venueId: z.string(),
    seatMapId: z.string(),
    seatMapHash: z.string(),
    performerIds: z.array(z.string()),
    startsAt: z.iso.datetime(),
    endsAt: shownTime,
    doorsAt: shownTime,
    saleStartsAt: shownTime,
    saleEndsAt: shownTime,
    holdSeconds: z.int(),
    maxTicketsPerOrder: z.int(),
    preventSingleSeats: z.boolean(),
    currency: z.string(),
    prices: z.array(CategoryPrice),
    ticketFeeMinor: z.int(),
    orderFeeMinor: z.int(),
    feesRefundable: z.boolean(),
    refundHoursBefore: z.int().nullable(),
    delayedPaymentHours: z.int(),
    offerEquivalentSeats: z.boolean(),
    refundWindowEndsAt: shownTime.openapi({
      description: "Of a rescheduled event: until then every fan may give tickets back",
    }),
    publishedAt: shownTime,
    canceledAt: shownTime,
    cancelReason: z.string().openapi({ description: "Empty when it was not canceled" }),
  })
  .openapi("OrganizerEvent");

const shownDate = (date: Date | null): string | null => (date ? isoOf(date.getTime()) : null);

export const shownEvent = ({ organizationId: _, ...event }: EventRecord): z.infer<typeof OrganizerEvent> => ({
  ...event,
  performerIds: [...event.performerIds],
  prices: [...event.prices],
  startsAt: isoOf(event.startsAt.getTime()),
  endsAt: shownDate(event.endsAt),
  doorsAt: shownDate(event.doorsAt),
  saleStartsAt: shownDate(event.saleStartsAt),
  saleEndsAt: shownDate(event.saleEndsAt),
  refundWindowEndsAt: shownDate(event.refundWindowEndsAt),
  publishedAt: shownDate(event.publishedAt),
  canceledAt: shownDate(event.canceledAt),
});
