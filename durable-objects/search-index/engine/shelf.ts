import type { ShelfName } from "../migrations.ts";
import type { IndexStorage } from "../storage.ts";
import { IndexStore } from "../store.ts";
import { Columns } from "./columns.ts";
import { type Counts, noCounts } from "./counts.ts";
import type { IndexedVenue } from "./venue.ts";
import { VenueEvents } from "./venue-events.ts";
import { Venues } from "./venues.ts";
import { WordBook } from "./word-book.ts";

/** One index: its tables, and what of them is in memory. */
export class Shelf {
  readonly store: IndexStore;
  readonly counts: Counts;
  readonly columns: Columns;
  readonly venues = new Venues();
  readonly words: WordBook;
  /** Null in one that is only built. */
  readonly venueEvents: VenueEvents | null;

  /** `answers`: it is searched, and so has all its columns in memory. */
  constructor(sql: IndexStorage["sql"], name: ShelfName, answers: boolean) {
    this.store = new IndexStore(sql, name);
    const stored = this.store.counts();
    // What is stored was written from the same types.
    this.counts = stored === null ? noCounts() : (JSON.parse(stored) as Counts);
    for (const { no, venue } of this.store.venues()) this.venues.put(no, JSON.parse(venue) as IndexedVenue);
    this.columns = new Columns(this.store, answers);
    this.words = new WordBook(this.store, this.counts);
    this.venueEvents = answers ? this.#chained() : null;
  }

  get name(): ShelfName {
    return this.store.name;
  }

  #chained(): VenueEvents {
    const chains = new VenueEvents();
    for (const { first, chunk } of this.columns.all())
      chunk.isTaken.forEach((isTaken, i) => {
        if (isTaken === 1) chains.add(first + i, chunk.venue[i] ?? 0);
      });
    return chains;
  }
}
