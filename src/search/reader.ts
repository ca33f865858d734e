import { decodeCursor, type SearchCursor } from "./cursor.ts";
import { type Days, daysIn } from "./day-range.ts";
import type { ParameterFault, SearchParameters } from "./parameters.ts";
import { aroundCell, coordinatesIn, defaultRadiusKm, namedPlace, type Place } from "./place.ts";
import { middleOfCity } from "./place-names.ts";
import type { PriceFilter } from "./price-filter.ts";
import { defaultSort, type SearchSort } from "./sort.ts";
import { spokenIn } from "./spoken.ts";
import { type Term, termIn, wordCountOf } from "./term.ts";

/** More words than anyone types; each one costs a look into the index. */
const mostWords = 12;
const mostPlaceParts = 4;

/** "near Berlin" reaches beyond the city, where it is known how far from what. */
const placeNear = (name: string): Place => {
  const middle = middleOfCity(name);
  return middle ? aroundCell(middle.latitude, middle.longitude, defaultRadiusKm) : namedPlace(name);
};

const present = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined);

/** Reads each part of a search from its parameters; what contradicts itself or another becomes a fault, and null. */
export const createParameterReader = (parameters: SearchParameters) => {
  const faults: ParameterFault[] = [];
  const fault = (at: keyof SearchParameters, detail: string): null => {
    faults.push({ at, detail });
    return null;
  };

  const asked = present(parameters.term);
  const spoken =
    asked === undefined
      ? { term: null, near: null, days: null }
      : spokenIn(termIn(asked), {
          place: present(parameters.location) === undefined && parameters.radiusKm === undefined,
          days: present(parameters.date) === undefined,
        });

  return {
    faults,

    term(): Term | null {
      const { term } = spoken;
      return term && wordCountOf(term) > mostWords ? fault("term", `has more than ${mostWords} words`) : term;
    },

    place(): Place | null {
      const location = present(parameters.location);
      const at = location === undefined ? null : coordinatesIn(location);
      if (at === null && parameters.radiusKm !== undefined)
        return fault("radiusKm", "goes with a location of the form 'latitude,longitude'");
      if (location === undefined) return spoken.near === null ? null : placeNear(spoken.near);
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
    },

    days(): Days | null {
      const date = present(parameters.date);
      if (date === undefined) return spoken.days;
      return (
        daysIn(date) ??
        fault("date", "is no day (2027-03-01), range (2027-03-01..2027-03-31), 'today' or 'weekend'")
      );
    },

    price(): PriceFilter | null {
      const { priceMin, priceMax, currency } = parameters;
      if (priceMin === undefined && priceMax === undefined)
        return currency === undefined ? null : fault("currency", "goes with priceMin or priceMax");
      if (priceMin !== undefined && priceMax !== undefined && priceMin > priceMax)
        return fault("priceMin", "is more than priceMax");
      return { minMinor: priceMin ?? 0, maxMinor: priceMax ?? null, currency: currency ?? null };
    },

    sort(term: Term | null, place: Place | null): SearchSort {
      const { sort } = parameters;
      if (sort === "relevance" && term === null) fault("sort", "by relevance goes with a term");
      if (sort === "distance" && place?.kind !== "around")
        fault("sort", "by distance goes with a location of the form 'latitude,longitude'");
      return sort ?? defaultSort(term !== null);
    },

    cursor(sort: SearchSort): SearchCursor | null {
      if (parameters.cursor === undefined) return null;
      const cursor = decodeCursor(parameters.cursor);
      if (cursor === null) return fault("cursor", "is not one that an earlier page gave");
      return cursor.sort === sort
        ? cursor
        : fault("cursor", `is of a page that was sorted by ${cursor.sort}`);
    },
  };
};
