import type { DayNumbers } from "./chunk.ts";
import { numbersEnd } from "./numbering.ts";

/** The day before, the document's number behind it, so that all of a venue's are in the order of their days. */
const entryOf = (n: number, day: number): number => day * numbersEnd + n;

/** Ascending, `length` of them; the rest is room for more. */
interface Entries {
  values: Float64Array;
  length: number;
}

/** The documents of each venue by their days: eight bytes and some room each. */
export class VenueEvents {
  readonly #venues: (Entries | undefined)[] = [];

  /** All at once, in any order. */
  fill(documents: Iterable<{ readonly n: number; readonly venue: number; readonly day: number }>): void {
    const filled = new Set<Entries>();
    for (const { n, venue, day } of documents) {
      const entries = this.#withRoom(venue);
      entries.values[entries.length++] = entryOf(n, day);
      filled.add(entries);
    }
    for (const { values, length } of filled) values.subarray(0, length).sort();
  }

  add(n: number, venue: number, day: number): void {
    const entries = this.#withRoom(venue);
    const entry = entryOf(n, day);
    const at = placeOf(entries, entry);
    entries.values.copyWithin(at + 1, at, entries.length);
    entries.values[at] = entry;
    entries.length++;
  }

  remove(n: number, venue: number, day: number): void {
    const entries = this.#venues[venue];
    if (!entries) return;
    const entry = entryOf(n, day);
    const at = placeOf(entries, entry);
    if (at === entries.length || entries.values[at] !== entry) return;
    entries.values.copyWithin(at, at + 1, entries.length);
    entries.length--;
  }

  /** How many there are, over or not. */
  countOn(venue: number, [from, to]: DayNumbers): number {
    const entries = this.#venues[venue];
    return entries ? placeOf(entries, entryOf(0, to + 1)) - placeOf(entries, entryOf(0, from)) : 0;
  }

  each(venue: number, [from, to]: DayNumbers, visit: (n: number) => void): void {
    const entries = this.#venues[venue];
    if (!entries) return;
    const end = entryOf(0, to + 1);
    for (let at = placeOf(entries, entryOf(0, from)); at < entries.length; at++) {
      const entry = entries.values[at] as number;
      if (entry >= end) return;
      visit(entry % numbersEnd);
    }
  }

  #withRoom(venue: number): Entries {
    const known = this.#venues[venue];
    if (known && known.length < known.values.length) return known;
    const entries = known ?? { values: new Float64Array(8), length: 0 };
    if (known) {
      const larger = new Float64Array(Math.ceil(known.values.length * 1.5));
      larger.set(known.values);
      known.values = larger;
    }
    this.#venues[venue] = entries;
    return entries;
  }
}

/** Of the first that is not before `entry`. */
const placeOf = ({ values, length }: Entries, entry: number): number => {
  let from = 0;
  let to = length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((values[middle] as number) < entry) from = middle + 1;
    else to = middle;
  }
  return from;
};
