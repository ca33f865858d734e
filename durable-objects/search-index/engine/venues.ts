import type { NamedPlace, Place, PlacePart, Surroundings } from "../../../src/search/place.ts";
import { boundingBoxOf, metresFrom } from "../../../src/search/place.ts";
import { foldLetters } from "./tokens.ts";
import type { IndexedVenue } from "./venue.ts";

/** Names and such, each once, by a number. */
class Register {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** Which venues a place has, and how far each of them is. */
export interface VenuesOfPlace {
  readonly numbers: readonly number[];
  /** By the venue's number: metres from the middle, 0 without one; -1 for who is not in the place. */
  readonly metres: Int32Array;
}

/** Where the venues are, in memory: there are fifty events and more to each of them. */
export class Venues {
  readonly venues: (IndexedVenue | undefined)[] = [];
  /** Of each venue. */
  readonly cityOf: number[] = [];
  readonly zoneOf: number[] = [];
  /** `Berlin, DE`. */
  readonly cities = new Register();
  readonly zones = new Register();
  /** What each city, and each region, is found by: folded. */
  readonly #cityNames = new Register();
  readonly #regionNames = new Register();
  readonly #countries = new Register();
  readonly #numbers = new Map<string, number>();
  readonly #cityNameOf: number[] = [];
  readonly #regionNameOf: number[] = [];
  readonly #countryOf: number[] = [];
  // All venues are looked through for those around a point: numbers side by side are quick to look through.
  #latitudes = new Float64Array(64).fill(Number.NaN);
  #longitudes = new Float64Array(64).fill(Number.NaN);

  put(no: number, venue: IndexedVenue): void {
    this.venues[no] = venue;
    this.#numbers.set(venue.id, no);
    if (no >= this.#latitudes.length) {
      this.#latitudes = withRoom(this.#latitudes, no);
      this.#longitudes = withRoom(this.#longitudes, no);
    }
    this.#latitudes[no] = venue.latitude;
    this.#longitudes[no] = venue.longitude;
    this.cityOf[no] = this.cities.numberOf(`${venue.city}, ${venue.country}`);
    this.zoneOf[no] = this.zones.numberOf(venue.timeZone);
    this.#cityNameOf[no] = this.#cityNames.numberOf(foldLetters(venue.city));
    this.#regionNameOf[no] = this.#regionNames.numberOf(foldLetters(venue.region ?? ""));
    this.#countryOf[no] = this.#countries.numberOf(venue.country.toLowerCase());
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  within(place: Place): VenuesOfPlace {
    const metres = new Int32Array(this.venues.length).fill(-1);
    const numbers = place.kind === "named" ? this.#named(place) : this.#around(place);
    for (const [no, distance] of numbers) metres[no] = distance;
    return { numbers: numbers.map(([no]) => no), metres };
  }

  #named({ parts }: NamedPlace): [number, number][] {
    const allows = parts.map((part) => this.#allowedBy(part));
    const found: [number, number][] = [];
    for (const no of this.venues.keys())
      if (this.venues[no] && allows.every((isAllowed) => isAllowed(no))) found.push([no, 0]);
    return found;
  }

  #allowedBy({ text, otherNames, country }: PlacePart): (no: number) => boolean {
    const asked = foldLetters(text);
    const others = new Set(otherNames.map(foldLetters));
    // A text of two letters is a code and stands for itself; a longer one may be the beginning of a name.
    const means = (name: string): boolean =>
      name === asked || (asked.length > 2 && name.startsWith(asked)) || others.has(name);
    const ofCities = this.#cityNames.names.map(means);
    const ofRegions = this.#regionNames.names.map(means);
    const ofCountry = country === null ? -1 : this.#countries.names.indexOf(country);
    return (no) =>
      ofCities[this.#cityNameOf[no] ?? -1] === true ||
      ofRegions[this.#regionNameOf[no] ?? -1] === true ||
      this.#countryOf[no] === ofCountry;
  }

  #around(place: Surroundings): [number, number][] {
    const { south, north, west, east } = boundingBoxOf(place);
    const farthest = place.radiusKm * 1000;
    const latitudes = this.#latitudes;
    const longitudes = this.#longitudes;
    const found: [number, number][] = [];
    for (let no = 0; no < latitudes.length; no++) {
      const latitude = latitudes[no] as number;
      // Of a number that no venue has it is not a number, and within nothing.
      if (!(latitude >= south && latitude <= north)) continue;
      const longitude = longitudes[no] as number;
      const isWithin =
        west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
      if (!isWithin) continue;
      const metres = metresFrom(place, latitude, longitude);
      if (metres <= farthest) found.push([no, metres]);
    }
    return found;
  }
}

const withRoom = (numbers: Float64Array<ArrayBuffer>, no: number): Float64Array<ArrayBuffer> => {
  const larger = new Float64Array(Math.ceil((no + 1) * 1.5)).fill(Number.NaN);
  larger.set(numbers);
  return larger;
};
