import { z } from "@hono/zod-openapi";
import type { ListedEvent, ListingPosition } from "../../catalog/public-listings.ts";
import { eventTypes } from "../../domain/event.ts";
import type { EventId } from "../../domain/ids.ts";
import { isoOf, isoOrNull, localTimeOf } from "../times.ts";
import { wholeNumberOr } from "../whole-number.ts";
import { PerformerSchema, VenueSchema } from "./event-schemas.ts";

export const defaultLimit = 50;

export const ListingParameters = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,14}-evt_[0-9a-z]{12}$/, "is not one that an earlier page gave")
    .optional()
    .openapi({ description: "Of the page before: its `nextCursor`." }),
  limit: wholeNumberOr(defaultLimit, 1, 100, "Events a page."),
});

export const ListedEventSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.enum(eventTypes),
    status: z.enum(["published", "closed", "canceled"]),
    startsAt: z.iso.datetime(),
    startsAtLocal: z.string().openapi({ description: "What a clock at the venue shows" }),
    endsAt: z.iso.datetime().nullable(),
    imageUrl: z.string().nullable(),
    venue: z.object({
      id: z.string(),
      name: z.string(),
      city: z.string(),
      country: z.string().openapi({ description: "ISO 3166-1 alpha-2" }),
      timeZone: z.string(),
    }),
    performers: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .openapi({ description: "The headliner first" }),
    price: z
      .object({ lowestMinor: z.int(), highestMinor: z.int(), currency: z.string() })
      .nullable()
      .openapi({ description: "From the cheapest to the dearest category, in minor units" }),
  })
  .openapi("ListedEvent");

const listing = {
  events: z.array(ListedEventSchema).openapi({ description: "The coming ones, the next first" }),
  nextCursor: z.string().nullable().openapi({ description: "Null on the last page" }),
  links: z.object({ calendar: z.string() }),
};

export const VenueViewSchema = z.object({ ...VenueSchema.shape, ...listing }).openapi("VenueView");
export const PerformerViewSchema = z
  .object({ ...PerformerSchema.shape, ...listing })
  .openapi("PerformerView");

export const listedEvent = (event: ListedEvent): z.output<typeof ListedEventSchema> => {
  const { id, name, type, status, startsAt, endsAt, imageUrl, venue, performers, price } = event;
  return {
    id,
    name,
    type,
    status,
    startsAt: isoOf(startsAt),
    startsAtLocal: localTimeOf(startsAt, venue.timeZone),
    endsAt: isoOrNull(endsAt),
    imageUrl,
    venue: {
      id: venue.id,
      name: venue.name,
      city: venue.city,
      country: venue.country,
      timeZone: venue.timeZone,
    },
    performers: [...performers],
    price,
  };
};

export const cursorText = (position: ListingPosition | null): string | null =>
  position && `${position.startsAt}-${position.id}`;

export const positionIn = (cursor: string | undefined): ListingPosition | null => {
  if (cursor === undefined) return null;
  const [startsAt = "", id = ""] = cursor.split("-");
  // The pattern of the parameter has just said so.
  return { startsAt: Number(startsAt), id: id as EventId };
};
