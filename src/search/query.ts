import type { EventType } from "../domain/event.ts";
import type { OrganizationId, PerformerId, VenueId } from "../domain/ids.ts";
import { encodeCursor, type SearchCursor } from "./cursor.ts";
import { type Days, daysText } from "./day-range.ts";
import type { ParameterFault, SearchParameters } from "./parameters.ts";
import { defaultRadiusKm, type Place } from "./place.ts";
import type { PriceFilter } from "./price-filter.ts";
import { createParameterReader } from "./reader.ts";
import { defaultSort, type SearchSort } from "./sort.ts";
import { type Term, termText } from "./term.ts";

/** What is asked, in its normal form: two questions that mean the same are equal. */
export interface SearchQuery {
  /** Null: all events. */
  readonly term: Term | null;
  readonly place: Place | null;
  /** Any of them; sorted; empty: all. */
  readonly types: readonly EventType[];
  readonly days: Days | null;
  readonly price: PriceFilter | null;
  /** `available`: not those that are known to be sold out. */
  readonly availability: "any" | "available";
  readonly organizationId: OrganizationId | null;
  readonly venueId: VenueId | null;
  readonly performerId: PerformerId | null;
  readonly sort: SearchSort;
  readonly facets: boolean;
  readonly cursor: SearchCursor | null;
  readonly limit: number;
}

export const defaultLimit = 20;

/** Stands in a URL for a term of symbols alone. */
const noWord = "-";

export const searchQueryOf = (
  parameters: SearchParameters,
): { readonly query: SearchQuery } | { readonly faults: readonly ParameterFault[] } => {
  const { faults, term, place, days, price, sort, cursor } = createParameterReader(parameters);
  const asked = term();
  const around = place();
  const order = sort(asked, around);
  const query: SearchQuery = {
    term: asked,
    place: around,
    types: [...new Set(parameters.type ?? [])].sort(),
    days: days(),
    price: price(),
    availability: parameters.available ? "available" : "any",
    organizationId: parameters.organizer ?? null,
    venueId: parameters.venue ?? null,
    performerId: parameters.performer ?? null,
    sort: order,
    facets: parameters.facets ?? false,
    cursor: cursor(order),
    limit: parameters.limit ?? defaultLimit,
  };
  return faults.length > 0 ? { faults } : { query };
};

const placeText = (place: Place): string =>
  place.kind === "around"
    ? `${place.latitude},${place.longitude}`
    : place.parts.map(({ text }) => text).join(",");

/** The normal URL of a query: parameters sorted, defaults left out. `searchQueryOf` reads the same query from it. */
export const searchUrlOf = (query: SearchQuery): string => {
  const { term, place, types, days, price, sort, cursor, limit } = query;
  const said: Readonly<Record<string, string | number | null>> = {
    available: query.availability === "available" ? "true" : null,
    currency: price?.currency ?? null,
    cursor: cursor && encodeCursor(cursor),
    date: days && daysText(days),
    facets: query.facets ? "true" : null,
    limit: limit === defaultLimit ? null : limit,
    location: place && placeText(place),
    organizer: query.organizationId,
    performer: query.performerId,
    priceMax: price?.maxMinor ?? null,
    priceMin: price && (price.minMinor > 0 || price.maxMinor === null) ? price.minMinor : null,
    radiusKm: place?.kind === "around" && place.radiusKm !== defaultRadiusKm ? place.radiusKm : null,
    sort: sort === defaultSort(term !== null) ? null : sort,
    term: term && (termText(term) || noWord),
    type: types.length > 0 ? types.join(",") : null,
    venue: query.venueId,
  };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(said)) if (value !== null) parameters.set(name, String(value));
  parameters.sort();
  return parameters.size === 0 ? "/search" : `/search?${parameters}`;
};
