import { eventTypes } from "../../src/domain/event.ts";
import type { OrganizationId, PerformerId, VenueId } from "../../src/domain/ids.ts";
import type { ParameterFault, SearchParameters } from "../../src/search/parameters.ts";
import { type SearchQuery, searchQueryOf } from "../../src/search/query.ts";
import { type SearchSort, searchSorts } from "../../src/search/sort.ts";

export const faultsOf = (parameters: SearchParameters): readonly ParameterFault["at"][] => {
  const read = searchQueryOf(parameters);
  return "faults" in read ? read.faults.map(({ at }) => at) : [];
};

export const queryOf = (parameters: SearchParameters): SearchQuery => {
  const read = searchQueryOf(parameters);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.query;
};

const among = <Value extends string>(values: readonly Value[], text: string): Value => {
  const value = values.find((known) => known === text);
  if (value === undefined) throw new Error(`${text} is none of ${values}`);
  return value;
};

/** The parameters of a normal URL, as the route's schema reads them. */
export const parametersIn = (url: string): SearchParameters => {
  const said = new URL(url, "https://frontrow.test").searchParams;
  const read = <Value>(name: string, as: (text: string) => Value): Value | undefined => {
    const text = said.get(name);
    return text === null ? undefined : as(text);
  };
  return {
    term: read("term", String),
    location: read("location", String),
    radiusKm: read("radiusKm", Number),
    type: read("type", (list) => list.split(",").map((type) => among(eventTypes, type))),
    date: read("date", String),
    priceMin: read("priceMin", Number),
    priceMax: read("priceMax", Number),
    currency: read("currency", String),
    available: read("available", (text) => text === "true"),
    organizer: read("organizer", (id) => id as OrganizationId),
    venue: read("venue", (id) => id as VenueId),
    performer: read("performer", (id) => id as PerformerId),
    sort: read("sort", (text): SearchSort => among(searchSorts, text)),
    facets: read("facets", (text) => text === "true"),
    cursor: read("cursor", String),
    limit: read("limit", Number),
  };
};
