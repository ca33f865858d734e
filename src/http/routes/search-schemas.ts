import { z } from "@hono/zod-openapi";
import { eventTypes } from "../../domain/event.ts";
import { text } from "../../domain/text.ts";
import { defaultRadiusKm, largestRadiusKm } from "../../search/place.ts";
import { defaultLimit, type SearchQuery } from "../../search/query.ts";
import type { SearchPage } from "../../search/search.ts";
import type { SearchHit } from "../../search/search-index.ts";
import { isoOf, localTimeOf } from "../times.ts";
import { listOf } from "../views/lists.ts";
import { wholeNumber, wholeNumberOr } from "../whole-number.ts";

export const SearchParameters = z.strictObject({
  term: text.max(200).optional().openapi({
    description:
      "Words of the event, its performers, venue or city; a beginning is enough, accents and case do not matter.",
    example: "winterreise",
  }),
  location: text.max(120).optional().openapi({
    description:
      "A city, region or country (code or name), several parts between commas; or 'latitude,longitude'.",
    example: "Berlin, Germany",
  }),
  radiusKm: wholeNumber(
    1,
    largestRadiusKm,
    `Around 'latitude,longitude'; ${defaultRadiusKm} when not given.`,
  ).optional(),
  type: listOf("type", eventTypes, "Any of these types."),
  date: z.string().max(30).optional().openapi({
    description: "The day of the event at its venue, or a range of days with either end open.",
    example: "2027-03-01..2027-03-31",
  }),
  cursor: z.string().max(120).optional().openapi({ description: "Of the page before: its `nextCursor`." }),
  limit: wholeNumberOr(defaultLimit, 1, 100, "Events a page."),
});

export const EventSummarySchema = z
  .object({
    id: z.string().openapi({ example: "evt_7k2m9q4x1v8p" }),
    name: z.string().openapi({ example: "Winterreise" }),
    type: z.enum(eventTypes),
    startsAt: z.iso.datetime(),
    startsAtLocal: z.string().openapi({
      description: "What a clock at the venue shows",
      example: "2027-03-01T20:00:00",
    }),
    timeZone: z.string().openapi({ example: "Europe/Berlin" }),
    imageUrl: z.string().nullable(),
    venue: z.object({
      id: z.string(),
      name: z.string(),
      city: z.string(),
      country: z.string().openapi({ description: "ISO 3166-1 alpha-2" }),
      latitude: z.number(),
      longitude: z.number(),
    }),
    performers: z.array(z.string()).openapi({ description: "Names, the headliner first" }),
    price: z
      .object({ lowestMinor: z.int(), highestMinor: z.int(), currency: z.string() })
      .nullable()
      .openapi({ description: "From the cheapest to the dearest category, in minor units" }),
    distanceKm: z.number().nullable().openapi({
      description:
        "From the place that was searched around, exact to a tenth of the radius; null without one",
    }),
  })
  .openapi("EventSummary");

export const SearchResult = z
  .object({
    events: z.array(EventSummarySchema),
    nextCursor: z.string().nullable(),
    around: z.object({ latitude: z.number(), longitude: z.number(), radiusKm: z.int() }).nullable().openapi({
      description: "The place that was searched around: the middle of a cell, shared by all who are in it",
    }),
  })
  .openapi("SearchResult");

const eventSummary = ({ event, distanceKm }: SearchHit): z.output<typeof EventSummarySchema> => {
  const { startsAt, performers, prices, availability: _, ...rest } = event;
  return {
    ...rest,
    startsAt: isoOf(startsAt),
    startsAtLocal: localTimeOf(startsAt, event.timeZone),
    performers: [...performers],
    price: prices,
    distanceKm,
  };
};

export const searchResult = (
  { place }: SearchQuery,
  { hits, nextCursor }: SearchPage,
): z.output<typeof SearchResult> => ({
  events: hits.map(eventSummary),
  nextCursor,
  around:
    place?.kind === "around"
      ? { latitude: place.latitude, longitude: place.longitude, radiusKm: place.radiusKm }
      : null,
});
