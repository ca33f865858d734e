import { eventTypes } from "../../../../src/domain/event.ts";
import type { EventId } from "../../../../src/domain/ids.ts";
import { eventAvailabilities, mostPopular, type SearchDocument } from "../../../../src/search/document.ts";
import { cities, type City } from "./cities.ts";
import { mixed, pick, type Random, randomOf, zipf } from "./random.ts";
import { commonInNames, commonInTexts, inventedWord } from "./vocabulary.ts";

const digits = "0123456789abcdefghjkmnpqrstvwxyz";

const inDigits = (number: number, length: number): string => {
  let text = "";
  for (let rest = number; text.length < length; rest = Math.floor(rest / 32)) text = digits[rest % 32] + text;
  return text;
};

/** Events come in the order of their ids; the first half is as random as a real one's, the second says which it is. */
export const eventIdAt = (i: number): EventId => `evt_${inDigits(i, 6)}${inDigits(mixed(7, i) % 2 ** 30, 6)}`;
export const numberOfEvent = (id: EventId): number =>
  [...id.slice(4, 10)].reduce((number, digit) => number * 32 + digits.indexOf(digit), 0);

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Days of a year from now; near ones are fuller. */
const daysAhead = 360;
const dayMs = 24 * 3600 * 1000;
const currencyOf: Readonly<Record<string, string>> = {
  US: "usd",
  GB: "gbp",
  JP: "jpy",
  CA: "cad",
  AU: "aud",
  CH: "chf",
};

/** A million events out of a seed: each can be made by itself, by whoever needs it. */
export class Catalogue {
  readonly size: number;
  readonly #seed: number;
  readonly #now: number;
  readonly #words: number;
  readonly #performers: number;
  readonly #venues: number;

  /** `now`: when the year of events begins; epoch milliseconds. */
  constructor(size: number, seed: number, now: number) {
    this.size = size;
    this.#seed = seed;
    this.#now = Math.floor(now / dayMs) * dayMs;
    this.#words = Math.max(2000, Math.floor(size / 8));
    this.#performers = Math.max(500, Math.floor(size / 12));
    this.#venues = Math.max(cities.length, Math.floor(size / 45));
  }

  get performerCount(): number {
    return this.#performers;
  }

  performer(i: number): string {
    const random = randomOf(mixed(this.#seed + 1, i));
    const word = (): string => capitalized(inventedWord(this.#seed, zipf(random, this.#words)));
    const kind = random();
    // The second word is the performer's own, as last names are.
    const own = capitalized(inventedWord(this.#seed, i % this.#words));
    if (kind < 0.25) return own;
    if (kind < 0.75) return `${word()} ${own}`;
    return kind < 0.85 ? `The ${own} ${capitalized(pick(random, commonInNames))}` : `${word()} ${own} Band`;
  }

  venue(i: number): { readonly id: `ven_${string}`; readonly name: string; readonly city: City } & {
    readonly latitude: number;
    readonly longitude: number;
  } {
    const random = randomOf(mixed(this.#seed + 2, i));
    const city = i < cities.length ? cities[i] : cities[Math.floor(random() ** 2 * cities.length)];
    if (!city) throw new Error("there is no such city");
    const near = (): number => (random() + random() + random() - 1.5) * 0.2;
    const kind = pick(random, ["Hall", "Arena", "Theatre", "Club", "Stadium", "Opera", "Park", "House"]);
    return {
      id: `ven_${inDigits(i, 16)}`,
      name: `${capitalized(inventedWord(this.#seed, zipf(random, this.#words)))} ${kind}`,
      city,
      latitude: city.latitude + near(),
      longitude: city.longitude + near(),
    };
  }

  document(i: number): SearchDocument {
    const random = randomOf(mixed(this.#seed + 3, i));
    const performers = [
      ...new Set(Array.from({ length: 1 + zipf(random, 4) }, () => zipf(random, this.#performers))),
    ];
    const names = performers.map((performer) => this.performer(performer));
    const venue = this.venue(Math.floor(random() ** 1.5 * this.#venues));
    const { city } = venue;
    const startsAt =
      this.#now +
      Math.floor(random() ** 1.3 * daysAhead + 1) * dayMs +
      (10 + Math.floor(random() * 12)) * 3600_000;
    const lowestMinor = (5 + Math.floor(random() ** 2 * 120)) * 100;
    const currency = currencyOf[city.country] ?? "eur";
    const fame = mostPopular / (1 + (performers[0] ?? 0)) ** 0.6;
    return {
      summary: {
        id: eventIdAt(i),
        name: this.#nameOf(random, names[0] ?? ""),
        type: eventTypes[zipf(random, eventTypes.length)] ?? "concert",
        startsAt,
        timeZone: city.timeZone,
        imageUrl: null,
        venue: {
          id: venue.id,
          name: venue.name,
          city: city.name,
          country: city.country,
          latitude: venue.latitude,
          longitude: venue.longitude,
        },
        performers: names,
        prices: { lowestMinor, highestMinor: lowestMinor * 3, currency },
        availability: eventAvailabilities[zipf(random, eventAvailabilities.length)] ?? null,
      },
      description: this.#descriptionOf(random),
      organizationId: `org_${zipf(random, 3000)}`,
      performerIds: performers.map((performer): `prf_${string}` => `prf_${inDigits(performer, 16)}`),
      region: null,
      day: new Date(startsAt).toISOString().slice(0, 10),
      endsAt: startsAt + 3 * 3600_000,
      popularity: Math.min(mostPopular, Math.floor(fame * random() ** 2)),
    };
  }

  #nameOf(random: Random, headliner: string): string {
    const common = (): string => capitalized(commonInNames[zipf(random, commonInNames.length)] ?? "live");
    const rare = (): string => capitalized(inventedWord(this.#seed, zipf(random, this.#words)));
    const kind = random();
    if (kind < 0.3) return headliner;
    if (kind < 0.7) return `${headliner} ${common()} ${common()}`;
    return kind < 0.9 ? `${common()} ${rare()} ${common()}` : `${rare()} ${rare()}: ${common()} ${common()}`;
  }

  #descriptionOf(random: Random): string {
    const length = 8 + Math.floor(random() * 16);
    return Array.from({ length }, () => {
      const kind = random();
      if (kind < 0.6) return commonInTexts[zipf(random, commonInTexts.length)];
      if (kind < 0.75) return commonInNames[zipf(random, commonInNames.length)];
      return inventedWord(this.#seed, zipf(random, this.#words));
    }).join(" ");
  }
}
