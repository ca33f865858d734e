import type { EventType } from "../domain/event.ts";
import { decodeCursor, encodeCursor, type SearchCursor } from "./cursor.ts";
import { type DayRange, dayRangeIn, dayRangeText } from "./day-range.ts";
import { foldText } from "./folding.ts";
import { aroundCell, coordinatesIn, defaultRadiusKm, namedPlace, type Place } from "./place.ts";

/** What is asked, in its normal form: two questions that mean the same are equal. */
export interface SearchQuery {
  /**
   * Folded, between single spaces; every word must be found, as a whole or as a beginning. Null: all events; empty, when there was
   * neither a letter nor a digit: none.
   */
  readonly words: string | null;
  readonly place: Place | null;
  /** Any of them; sorted; empty: all. */
  readonly types: readonly EventType[];
  readonly days: DayRange | null;
  readonly cursor: SearchCursor | null;
  readonly limit: number;
}

/** As it comes in a URL, its types already checked. */
export interface SearchParameters {
  readonly term?: string | undefined;
  readonly location?: string | undefined;
  readonly radiusKm?: number | undefined;
  readonly type?: readonly EventType[] | undefined;
  readonly date?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface ParameterFault {
  readonly at: keyof SearchParameters;
  readonly detail: string;
}

export const defaultLimit = 20;
/** More words than anyone types; each one costs a look into the index. */
const mostWords = 12;
const mostPlaceParts = 4;

/** Stands in a URL for a term of symbols alone. */
const noWord = "-";

const present = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined);

export const searchQueryOf = (
  parameters: SearchParameters,
): { readonly query: SearchQuery } | { readonly faults: readonly ParameterFault[] } => {
  const faults: ParameterFault[] = [];
  const fault = (at: keyof SearchParameters, detail: string): null => {
    faults.push({ at, detail });
    return null;
  };

  const readWords = (): string | null => {
    const term = present(parameters.term);
    if (term === undefined) return null;
    const words = foldText(term);
    if (words.split(" ").length > mostWords) return fault("term", `has more than ${mostWords} words`);
    return words;
  };

  const readPlace = (): Place | null => {
    const location = present(parameters.location);
    const at = location === undefined ? null : coordinatesIn(location);
    if (at === null && parameters.radiusKm !== undefined)
      return fault("radiusKm", "goes with a location of the form 'latitude,longitude'");
    if (location === undefined) return null;
    if (at !== null) {
      if (Math.abs(at.latitude) > 90 || Math.abs(at.longitude) > 180)
        return fault("location", "latitude is from -90 to 90 and longitude from -180 to 180");
      return aroundCell(at.latitude, at.longitude, parameters.radiusKm ?? defaultRadiusKm);
    }
    const place = namedPlace(location);
    if (place.parts.length === 0) return fault("location", "has no letter and no digit");
    if (place.parts.length > mostPlaceParts)
      return fault("location", `has more than ${mostPlaceParts} parts between commas`);
    return place;
  };

  const readDays = (): DayRange | null => {
    const date = present(parameters.date);
    if (date === undefined) return null;
    return dayRangeIn(date) ?? fault("date", "is not a day (2027-03-01) or a range (2027-03-01..2027-03-31)");
  };

  const readCursor = (): SearchCursor | null => {
    if (parameters.cursor === undefined) return null;
    return decodeCursor(parameters.cursor) ?? fault("cursor", "is not one that an earlier page gave");
  };

  const query: SearchQuery = {
    words: readWords(),
    place: readPlace(),
    types: [...new Set(parameters.type ?? [])].sort(),
    days: readDays(),
    cursor: readCursor(),
    limit: parameters.limit ?? defaultLimit,
  };
  return faults.length > 0 ? { faults } : { query };
};

/** The normal URL of a query: parameters sorted, defaults left out. `searchQueryOf` reads the same query from it. */
export const searchUrlOf = ({ words, place, types, days, cursor, limit }: SearchQuery): string => {
  const parameters = new URLSearchParams();
  if (cursor) parameters.set("cursor", encodeCursor(cursor));
  if (days) parameters.set("date", dayRangeText(days));
  if (limit !== defaultLimit) parameters.set("limit", String(limit));
  if (place?.kind === "around") {
    parameters.set("location", `${place.latitude},${place.longitude}`);
    if (place.radiusKm !== defaultRadiusKm) parameters.set("radiusKm", String(place.radiusKm));
  } else if (place) {
    parameters.set("location", place.parts.join(","));
  }
  if (words !== null) parameters.set("term", words || noWord);
  if (types.length > 0) parameters.set("type", types.join(","));
  parameters.sort();
  return parameters.size === 0 ? "/search" : `/search?${parameters}`;
};
