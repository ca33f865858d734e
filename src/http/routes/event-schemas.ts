import { z } from "@hono/zod-openapi";
import type { PublicEvent } from "../../catalog/public-event.ts";
import { eventTypes } from "../../domain/event.ts";
import { refundsEndAt } from "../../domain/refund-policy.ts";
import { idField } from "../id-fields.ts";
import { isoOf, isoOrNull, localTimeOf } from "../times.ts";

export const EventIdParam = z.object({
  eventId: idField("event"),
});

export const VenueSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    address: z.string(),
    city: z.string(),
    region: z.string().nullable(),
    postalCode: z.string().nullable(),
    country: z.string().openapi({ description: "ISO 3166-1 alpha-2" }),
    latitude: z.number(),
    longitude: z.number(),
    timeZone: z.string().openapi({ example: "Europe/Berlin" }),
  })
  .openapi("PublicVenue");

export const PerformerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    imageUrl: z.string().nullable(),
  })
  .openapi("PublicPerformer");

const PriceCategorySchema = z
  .object({
    name: z.string(),
    color: z.string(),
    priceMinor: z.int(),
    available: z
      .int()
      .nullable()
      .openapi({ description: "Seats left, about a second ago; null while the box office cannot be asked" }),
  })
  .openapi("PriceCategory");

const FeesSchema = z
  .object({
    ticketMinor: z
      .int()
      .openapi({ description: "On each ticket that costs something: a ticket that is free bears none" }),
    orderMinor: z
      .int()
      .openapi({ description: "Once an order, however many its tickets; none when all of them are free" }),
    refundable: z.boolean().openapi({
      description: "Whether a fan who gives tickets back gets their fees too",
    }),
  })
  .openapi({
    description:
      "What is paid beside the prices, in minor units: an order costs the prices of its tickets, `ticketMinor` for each of them that is not free, and `orderMinor`",
  });

const RefundsSchema = z
  .object({
    hoursBefore: z
      .int()
      .nullable()
      .openapi({ description: "So long before the event starts; null: tickets can not be given back" }),
    until: z.iso
      .datetime()
      .nullable()
      .openapi({ description: "The moment that `hoursBefore` comes to; null with it" }),
    windowEndsAt: z.iso.datetime().nullable().openapi({
      description:
        "Of a rescheduled event: until then every fan may give tickets back, whatever `until` says, and gets the fees too",
    }),
  })
  .openapi({ description: "Until when a fan may give tickets back" });

export const EventSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.enum(eventTypes),
    status: z.enum(["published", "closed", "canceled"]),
    description: z.string(),
    imageUrl: z.string().nullable(),
    startsAt: z.iso.datetime(),
    startsAtLocal: z.string().openapi({
      description: "What a clock at the venue shows",
      example: "2027-03-01T20:00:00",
    }),
    endsAt: z.iso.datetime().nullable(),
    doorsAt: z.iso.datetime().nullable(),
    sale: z.object({
      startsAt: z.iso.datetime().nullable(),
      endsAt: z.iso.datetime().nullable(),
      holdSeconds: z.int(),
      maxTicketsPerOrder: z.int(),
      currency: z.string().openapi({ example: "eur" }),
      fees: FeesSchema,
      refunds: RefundsSchema,
      delayedPayment: z
        .boolean()
        .openapi({ description: "Whether payment methods that confirm later are offered" }),
    }),
    venue: VenueSchema,
    performers: z.array(PerformerSchema).openapi({ description: "The headliner first" }),
    priceCategories: z.array(PriceCategorySchema).openapi({ description: "Those that are sold" }),
    seatMapHash: z.string(),
    links: z.object({
      seatMap: z.string(),
      availability: z.string(),
      tickets: z.string(),
      live: z.string(),
      calendar: z.string(),
    }),
  })
  .openapi("Event");

/** Without the seats that are left: nobody counts them here. */
export const eventBody = (event: PublicEvent): z.output<typeof EventSchema> => ({
  id: event.id,
  name: event.name,
  type: event.type,
  status: event.status,
  description: event.description,
  imageUrl: event.imageUrl,
  startsAt: isoOf(event.startsAt),
  startsAtLocal: localTimeOf(event.startsAt, event.venue.timeZone),
  endsAt: isoOrNull(event.endsAt),
  doorsAt: isoOrNull(event.doorsAt),
  sale: {
    startsAt: isoOrNull(event.saleStartsAt),
    endsAt: isoOrNull(event.saleEndsAt),
    holdSeconds: event.holdSeconds,
    maxTicketsPerOrder: event.maxTicketsPerOrder,
    currency: event.currency,
    fees: event.fees,
    refunds: {
      hoursBefore: event.refundHoursBefore,
      until: isoOrNull(refundsEndAt(event)),
      windowEndsAt: isoOrNull(event.refundWindowEndsAt),
    },
    delayedPayment: event.delayedPayment,
  },
  venue: event.venue,
  performers: [...event.performers],
  priceCategories: event.categories.flatMap(({ name, color, priceMinor }) =>
    priceMinor === null ? [] : [{ name, color, priceMinor, available: null }],
  ),
  seatMapHash: event.seatMapHash,
  links: {
    seatMap: `/seat-maps/${event.seatMapHash}`,
    availability: `/events/${event.id}/availability`,
    tickets: `/events/${event.id}/tickets`,
    live: `/events/${event.id}/live`,
    calendar: `/events/${event.id}.ics`,
  },
});
