import { z } from "@hono/zod-openapi";
import { eventTypes } from "../../domain/event.ts";
import { text } from "../../domain/text.ts";
import { defaultRadiusKm, largestRadiusKm } from "../../search/place.ts";
import { defaultLimit } from "../../search/query.ts";
import { searchSorts } from "../../search/sort.ts";
import { idField } from "../id-fields.ts";
import { listOf } from "../views/lists.ts";
import { wholeNumber, wholeNumberOr } from "../whole-number.ts";

/** `true` or `false`, which is the default. */
const flag = (description: string) =>
  z
    .enum(["true", "false"])
    .transform((said) => said === "true")
    .openapi({ type: "boolean", default: false, description })
    .optional();

const dearestMinor = 999_999_999;

// Not coerced, which would read a 0 where nothing stands.
const priceMinor = (description: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `not a whole number from 0 to ${dearestMinor}`)
    .transform(Number)
    .openapi({ type: "integer", minimum: 0, maximum: dearestMinor, description })
    .optional();

const idParameter = <Kind extends Parameters<typeof idField>[0]>(kind: Kind, description: string) =>
  idField(kind).openapi({ description }).optional();

export const SearchParameters = z.strictObject({
  term: text
    .max(200)
    .optional()
    .openapi({
      description:
        "Words of the event, its performers, venue or city; every one must be there. The last may be the beginning of a word, misspelt " +
        'words give way to near ones, accents and case do not matter. "Words in quotes" stand side by side, exactly. At the end it may ' +
        "say 'near Berlin', 'today' or 'this weekend'.",
      example: "winterreise",
    }),
  location: text.max(120).optional().openapi({
    description:
      "A city, region or country (code or name, in whatever language), several parts between commas; or 'latitude,longitude'.",
    example: "Berlin, Germany",
  }),
  radiusKm: wholeNumber(
    1,
    largestRadiusKm,
    `Around 'latitude,longitude'; ${defaultRadiusKm} when not given.`,
  ).optional(),
  type: listOf("type", eventTypes, "Any of these types."),
  date: z.string().max(30).optional().openapi({
    description:
      "The day of the event at its venue, a range of days with either end open, 'today' or 'weekend' (this Saturday and Sunday).",
    example: "2027-03-01..2027-03-31",
  }),
  priceMin: priceMinor("Has tickets for this or more, in minor units."),
  priceMax: priceMinor("Has tickets for this or less, in minor units."),
  currency: z
    .string()
    .toLowerCase()
    .regex(/^[a-z]{3}$/, "not an ISO 4217 code: one looks like 'eur'")
    .optional()
    .openapi({
      description: "Of `priceMin` and `priceMax`; without it they are in the currency of each event.",
      example: "eur",
    }),
  available: flag("Leaves out what is sold out."),
  organizer: idParameter("organization", "Events of this organizer."),
  venue: idParameter("venue", "Events at this venue."),
  performer: idParameter("performer", "Events with this performer."),
  sort: z
    .enum(searchSorts)
    .optional()
    .openapi({
      description:
        "`relevance` goes with a term and is then the default, else that is `date`; `distance` goes with 'latitude,longitude'. Within " +
        "each by date, then by id.",
    }),
  facets: flag("Whether to count what is found by type, city, country, month, price and availability."),
  cursor: z.string().max(120).optional().openapi({ description: "Of the page before: its `nextCursor`." }),
  limit: wholeNumberOr(defaultLimit, 1, 100, "Events a page."),
});

export const defaultSuggestions = 8;

export const SuggestParameters = z.strictObject({
  term: text.max(100).openapi({ description: "What has been typed until now.", example: "winterr" }),
  limit: wholeNumberOr(defaultSuggestions, 1, 20, "Suggestions, at most."),
});
