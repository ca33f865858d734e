import { eventTypes } from "../../../src/domain/event.ts";
import { type Days, daysFrom, localDayOf } from "../../../src/search/day-range.ts";
import { eventAvailabilities } from "../../../src/search/document.ts";
import type { SearchQuery } from "../../../src/search/query.ts";
import { allDays, type Chunk, type DayNumbers, dayNumberOf } from "./chunk.ts";
import type { Counts } from "./counts.ts";
import type { Venues, VenuesOfPlace } from "./venues.ts";

const soldOut = eventAvailabilities.indexOf("sold_out") + 1;

/** All that a query asks of a document but for its words: a look into the columns each. */
export class Conditions {
  /** Which venues there may be; null: any. */
  readonly place: VenuesOfPlace | null;
  readonly #now: number;
  readonly #types: Uint8Array | null;
  readonly #venues: Venues;
  /** By the number of the venue's time zone: today is not the same day everywhere. */
  readonly #days: readonly DayNumbers[] | null;
  readonly #price: { readonly min: number; readonly max: number; readonly currency: number | null } | null;
  readonly #isAvailable: boolean;
  readonly #metres: Int32Array | null;

  constructor(query: SearchQuery, venues: Venues, { currencies }: Counts, now: number) {
    this.#now = now;
    this.#venues = venues;
    this.#types = query.types.length === 0 ? null : flagsOf(query);
    this.#days = query.days && daysByZone(query.days, venues.zones.names, now);
    const { price } = query;
    this.#price = price && {
      min: price.minMinor,
      max: price.maxMinor ?? Number.POSITIVE_INFINITY,
      // 255: of no event, for the currency is of none.
      currency: price.currency === null ? null : currencies.indexOf(price.currency) + 1 || 255,
    };
    this.#isAvailable = query.availability === "available";
    this.place = placeOf(query, venues);
    this.#metres = this.place?.metres ?? null;
  }

  /** On which days an event of the venue is found. */
  daysOf(venue: number): DayNumbers {
    return this.#days?.[this.#venues.zoneOf[venue] as number] ?? allDays;
  }

  areMet(chunk: Chunk, i: number): boolean {
    if ((chunk.endsAt[i] as number) <= this.#now || chunk.isTaken[i] === 0) return false;
    if (this.#types !== null && this.#types[chunk.type[i] as number] === 0) return false;
    const venue = chunk.venue[i] as number;
    if (this.#metres !== null && (this.#metres[venue] as number) < 0) return false;
    if (this.#days !== null) {
      const day = chunk.day[i] as number;
      const range = this.#days[this.#venues.zoneOf[venue] as number] as DayNumbers;
      if (day < range[0] || day > range[1]) return false;
    }
    if (this.#price !== null) {
      const currency = chunk.currency[i] as number;
      if (currency === 0 || (this.#price.currency !== null && this.#price.currency !== currency))
        return false;
      if ((chunk.lowestMinor[i] as number) > this.#price.max) return false;
      if ((chunk.highestMinor[i] as number) < this.#price.min) return false;
    }
    return !(this.#isAvailable && chunk.availability[i] === soldOut);
  }
}

const flagsOf = ({ types }: SearchQuery): Uint8Array => {
  const flags = new Uint8Array(eventTypes.length);
  for (const type of types) flags[eventTypes.indexOf(type)] = 1;
  return flags;
};

const daysByZone = (days: Days, zones: readonly string[], now: number): DayNumbers[] => {
  const numbersOf = (zone: string): DayNumbers => {
    const { from, to } = daysFrom(days, days.kind === "range" ? "" : localDayOf(now, zone));
    return [from === null ? 0 : dayNumberOf(from), to === null ? allDays[1] : dayNumberOf(to)];
  };
  if (days.kind !== "range") return zones.map(numbersOf);
  const all = numbersOf("");
  return zones.map(() => all);
};

const placeOf = ({ place, venueId }: SearchQuery, venues: Venues): VenuesOfPlace | null => {
  const within = place && venues.within(place);
  if (venueId === null) return within;
  const no = venues.numberOf(venueId) ?? 0;
  const metres = new Int32Array(venues.venues.length + 1).fill(-1);
  const distance = within ? (within.metres[no] ?? -1) : venues.venues[no] ? 0 : -1;
  metres[no] = distance;
  return { numbers: distance < 0 ? [] : [no], metres };
};
