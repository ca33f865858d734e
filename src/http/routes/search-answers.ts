import { z } from "@hono/zod-openapi";
import { eventTypes } from "../../domain/event.ts";
import { eventAvailabilities } from "../../search/document.ts";
import type { FacetCount, Facets } from "../../search/facets.ts";
import type { SearchQuery } from "../../search/query.ts";
import type { SearchPage } from "../../search/search.ts";
import type { SearchHit } from "../../search/search-index.ts";
import { isoOf, localTimeOf } from "../times.ts";

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
      .openapi({ description: "From the cheapest that can be had to the dearest category, in minor units" }),
    availability: z
      .enum(eventAvailabilities)
      .nullable()
      .openapi({ description: "Some seconds ago; null while it is not known" }),
    distanceKm: z.number().nullable().openapi({
      description:
        "From the place that was searched around, exact to a tenth of the radius; null without one",
    }),
  })
  .openapi("EventSummary");

const FacetSchema = z
  .array(z.object({ value: z.string(), count: z.int() }))
  .openapi({ description: "The most frequent first, at most 20" });

const FacetsSchema = z.object({
  type: FacetSchema,
  city: FacetSchema.openapi({ description: "`Berlin, DE`: can be asked for as `location`" }),
  country: FacetSchema,
  month: FacetSchema.openapi({ description: "`2027-03`, at the venue" }),
  price: FacetSchema.openapi({
    description:
      "`eur:2000..4999`: where the cheapest ticket lies, in minor units; the dearest band has no end",
  }),
  availability: FacetSchema,
} satisfies Record<keyof Facets, unknown>);

export const SearchResult = z
  .object({
    events: z.array(EventSummarySchema),
    nextCursor: z.string().nullable(),
    total: z
      .object({ count: z.int(), isExact: z.boolean() })
      .openapi({ description: "Events on all pages; at least so many when it is not exact" }),
    facets: FacetsSchema.nullable().openapi({ description: "Of all pages; null unless asked for" }),
    corrections: z
      .array(z.object({ from: z.string(), to: z.string() }))
      .openapi({ description: "Words that nothing has, and what was searched instead" }),
    around: z.object({ latitude: z.number(), longitude: z.number(), radiusKm: z.int() }).nullable().openapi({
      description: "The place that was searched around: the middle of a cell, shared by all who are in it",
    }),
  })
  .openapi("SearchResult");

export const SuggestionList = z
  .object({
    suggestions: z.array(
      z.object({
        kind: z.enum(["event", "performer", "venue", "city"]),
        text: z.string(),
        id: z
          .string()
          .nullable()
          .openapi({ description: "Null for a city, which can be asked for as `location`" }),
      }),
    ),
  })
  .openapi("SuggestionList");

const eventSummary = ({ event, distanceKm }: SearchHit): z.output<typeof EventSummarySchema> => {
  const { startsAt, performers, prices, ...rest } = event;
  return {
    ...rest,
    startsAt: isoOf(startsAt),
    startsAtLocal: localTimeOf(startsAt, event.timeZone),
    performers: [...performers],
    price: prices,
    distanceKm,
  };
};

const copyOf = (counts: readonly FacetCount[]): FacetCount[] => [...counts];

const facetsOf = (facets: Facets): z.output<typeof FacetsSchema> => ({
  type: copyOf(facets.type),
  city: copyOf(facets.city),
  country: copyOf(facets.country),
  month: copyOf(facets.month),
  price: copyOf(facets.price),
  availability: copyOf(facets.availability),
});

export const searchResult = (
  { place }: SearchQuery,
  { hits, nextCursor, total, facets, corrections }: SearchPage,
): z.output<typeof SearchResult> => ({
  events: hits.map(eventSummary),
  nextCursor,
  total,
  facets: facets && facetsOf(facets),
  corrections: [...corrections],
  around:
    place?.kind === "around"
      ? { latitude: place.latitude, longitude: place.longitude, radiusKm: place.radiusKm }
      : null,
});
