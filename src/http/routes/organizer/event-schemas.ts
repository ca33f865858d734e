import { z } from "@hono/zod-openapi";
import type { EventDetails } from "../../../catalog/event-record.ts";
import type { EventEdit } from "../../../catalog/events.ts";
import type { Schedule } from "../../../catalog/rescheduling.ts";
import { eventTypes } from "../../../domain/event.ts";
import { isInCalendar } from "../../../domain/calendar.ts";
import { text } from "../../../domain/text.ts";
import { idField } from "../../id-fields.ts";
import { NullableHttpsUrl } from "./common.ts";
import { policyFields, policyOf } from "./policy-fields.ts";

const time = z.iso
  .datetime({ offset: true })
  .refine((time) => isInCalendar(Date.parse(time)), { error: "is not in the years 2000 to 2199" })
  .openapi({ type: "string", format: "date-time" });
const nullableTime = (description: string) =>
  time
    .nullable()
    .optional()
    .openapi({ type: ["string", "null"], format: "date-time", description });

export const CategoryPrice = z
  .strictObject({
    category: text.min(1).max(100).openapi({ description: "A category of the seat map" }),
    // Eight digits are the most that Stripe takes.
    priceMinor: z.int().min(0).max(99_999_999).openapi({ description: "In minor units; 0 is free" }),
  })
  .openapi("CategoryPrice");

const required = {
  name: text.trim().min(1).max(200),
  type: z.enum(eventTypes),
  seatMapId: idField("seatMap"),
  startsAt: time,
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, { error: "three letters, as in ISO 4217" })
    .transform((code) => code.toLowerCase())
    .openapi({ type: "string", pattern: "^[A-Za-z]{3}$", description: "ISO 4217", example: "eur" }),
  prices: z.array(CategoryPrice).max(255),
};

const optional = {
  description: text.max(10_000).optional(),
  imageUrl: NullableHttpsUrl.optional(),
  performerIds: z.array(idField("performer")).max(50).optional(),
  endsAt: nullableTime("null: not told"),
  doorsAt: nullableTime("null: not told"),
  saleStartsAt: nullableTime("null: as soon as it is published"),
  saleEndsAt: nullableTime("null: when the event ends"),
  holdSeconds: z.int().min(60).max(1800).optional().openapi({ default: 600 }),
  maxTicketsPerOrder: z.int().min(1).max(50).optional().openapi({ default: 8 }),
  preventSingleSeats: z.boolean().optional().openapi({
    default: true,
    description: "Refuse a choice of seats that needlessly leaves a single one between two taken ones",
  }),
  ...policyFields,
};

const noneTwice = { error: "a performer is named twice" };
const distinct = ({ performerIds = [] }: { performerIds?: string[] | undefined }): boolean =>
  new Set(performerIds).size === performerIds.length;

export const EventBody = z
  .strictObject({ ...required, ...optional })
  .refine(distinct, { path: ["performerIds"], ...noneTwice })
  .openapi("EventBody");

const seatMapHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({ description: "Moves a published event to the present geometry of its seat map" });

export const EventChanges = z
  .strictObject({ ...required, ...optional, seatMapHash })
  .partial()
  .refine(distinct, { path: ["performerIds"], ...noneTwice })
  .openapi("EventChanges");

export const EventIdParam = z.object({ eventId: idField("event") });

export const SeatSelectionBody = z
  .strictObject({
    seatGuids: z
      .array(text.max(200))
      .max(100_000)
      .optional()
      .openapi({ description: "As the seat map names them: its `seat_guid`" }),
    ticketIds: z.array(idField("ticket")).max(100_000).optional(),
  })
  .refine(({ seatGuids = [], ticketIds = [] }) => seatGuids.length + ticketIds.length > 0, {
    path: ["seatGuids"],
    error: "no seat is named",
  })
  .openapi("SeatSelection");

export const RescheduleBody = z
  .strictObject({
    startsAt: time,
    endsAt: nullableTime("Left out: it moves as far as the start; null: not told"),
    doorsAt: nullableTime("Left out: it moves as far as the start; null: not told"),
    saleEndsAt: nullableTime("Left out: it moves as far as the start; null: when the event ends"),
    refundUntil: time.openapi({
      description: "Until then every fan may give tickets back: in the future, and not after `startsAt`",
    }),
  })
  .openapi("Reschedule");

const dateOf = (time: string | null | undefined): Date | null => (time ? new Date(time) : null);

export const detailsOf = (body: z.infer<typeof EventBody>): EventDetails => ({
  ...body,
  description: body.description ?? "",
  imageUrl: body.imageUrl ?? null,
  performerIds: body.performerIds ?? [],
  startsAt: new Date(body.startsAt),
  endsAt: dateOf(body.endsAt),
  doorsAt: dateOf(body.doorsAt),
  saleStartsAt: dateOf(body.saleStartsAt),
  saleEndsAt: dateOf(body.saleEndsAt),
  holdSeconds: body.holdSeconds ?? 600,
  maxTicketsPerOrder: body.maxTicketsPerOrder ?? 8,
  preventSingleSeats: body.preventSingleSeats ?? true,
  ...policyOf(body),
});

const times = ["endsAt", "doorsAt", "saleStartsAt", "saleEndsAt"] as const;

export const editOf = ({
  startsAt,
  endsAt,
  doorsAt,
  saleStartsAt,
  saleEndsAt,
  ...rest
}: z.infer<typeof EventChanges>): EventEdit => {
  const given = { endsAt, doorsAt, saleStartsAt, saleEndsAt };
  const changed: [string, unknown][] = [
    ...Object.entries(rest).filter(([, value]) => value !== undefined),
    ...(startsAt === undefined ? [] : [["startsAt", new Date(startsAt)] as [string, unknown]]),
    ...times.flatMap((name): [string, unknown][] =>
      given[name] === undefined ? [] : [[name, dateOf(given[name])]],
    ),
  ];
  return Object.fromEntries(changed) as EventEdit;
};

const dateIfSent = (time: string | null | undefined): Date | null | undefined =>
  time === undefined ? undefined : dateOf(time);

export const scheduleOf = (body: z.infer<typeof RescheduleBody>): Schedule => ({
  startsAt: new Date(body.startsAt),
  endsAt: dateIfSent(body.endsAt),
  doorsAt: dateIfSent(body.doorsAt),
  saleEndsAt: dateIfSent(body.saleEndsAt),
  refundUntil: new Date(body.refundUntil),
});
