import { eventTypes } from "../../../src/domain/event.ts";
import { eventAvailabilities } from "../../../src/search/document.ts";
import {
  type FacetCount,
  type Facets,
  mostFacetValues,
  priceBandOf,
  priceBandStarts,
} from "../../../src/search/facets.ts";
import { allDays, type Chunk, monthOfDay } from "./chunk.ts";
import type { Counts } from "./counts.ts";
import type { Venues } from "./venues.ts";

const bands = priceBandStarts.length;

const monthsOfDays = () => {
  const ofDay = new Uint16Array(allDays[1] + 1);
  const names: string[] = [];
  for (let day = 0; day < ofDay.length; day++) {
    const name = monthOfDay(day);
    if (names.at(-1) !== name) names.push(name);
    ofDay[day] = names.length - 1;
  }
  return { ofDay, names };
};

// Some 65,000 dates: made when facets are first asked for, not when the Worker starts.
let knownMonths: ReturnType<typeof monthsOfDays> | undefined;

const allMonths = () => {
  knownMonths ??= monthsOfDays();
  return knownMonths;
};

/** Counts by number what it is shown; names come only at the end. */
export class FacetCounter {
  readonly #venues: Venues;
  readonly #currencies: readonly string[];
  readonly #types = new Uint32Array(eventTypes.length);
  readonly #cities: Uint32Array;
  readonly #allMonths = allMonths();
  readonly #months = new Uint32Array(this.#allMonths.names.length);
  readonly #prices: Uint32Array;
  readonly #availabilities = new Uint32Array(eventAvailabilities.length + 1);

  constructor(venues: Venues, { currencies }: Counts) {
    this.#venues = venues;
    this.#currencies = currencies;
    this.#cities = new Uint32Array(venues.cities.names.length);
    this.#prices = new Uint32Array((currencies.length + 1) * bands);
  }

  add(chunk: Chunk, i: number): void {
    increment(this.#types, chunk.type[i] as number);
    increment(this.#cities, this.#venues.cityOf[chunk.venue[i] as number] as number);
    increment(this.#months, this.#allMonths.ofDay[chunk.day[i] as number] as number);
    increment(this.#availabilities, chunk.availability[i] as number);
    const currency = chunk.currency[i] as number;
    if (currency > 0) increment(this.#prices, currency * bands + bandOf(chunk.lowestMinor[i] as number));
  }

  facets(): Facets {
    const cities = this.#venues.cities.names;
    return {
      type: ranked(tally(this.#types, (type) => eventTypes[type])),
      city: ranked(tally(this.#cities, (city) => cities[city])),
      country: ranked(tally(this.#cities, (city) => cities[city]?.slice(-2))),
      month: ranked(tally(this.#months, (month) => this.#allMonths.names[month])),
      price: ranked(
        tally(this.#prices, (at) => {
          const currency = this.#currencies[Math.floor(at / bands) - 1];
          return currency && priceBandOf(priceBandStarts[at % bands] ?? 0, currency);
        }),
      ),
      availability: ranked(tally(this.#availabilities, (at) => eventAvailabilities[at - 1])),
    };
  }
}

const increment = (counts: Uint32Array, at: number): void => {
  counts[at] = (counts[at] as number) + 1;
};

const bandOf = (minor: number): number => {
  let band = bands - 1;
  while (band > 0 && (priceBandStarts[band] as number) > minor) band--;
  return band;
};

const tally = (counts: Uint32Array, nameOf: (at: number) => string | undefined): Map<string, number> => {
  const byName = new Map<string, number>();
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] as number;
    const name = count > 0 ? nameOf(at) : undefined;
    if (name !== undefined) byName.set(name, (byName.get(name) ?? 0) + count);
  }
  return byName;
};

const ranked = (counts: ReadonlyMap<string, number>): FacetCount[] =>
  [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostFacetValues);
