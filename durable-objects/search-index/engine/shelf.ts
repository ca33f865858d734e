import type { ShelfName } from "../migrations.ts";
import type { IndexStorage } from "../storage.ts";
import { IndexStore } from "../store/index-store.ts";
import { chunkSize } from "./chunk.ts";
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
    this.venueEvents = answers ? this.#byVenue() : null;
  }

  get name(): ShelfName {
    return this.store.name;
  }

  #byVenue(): VenueEvents {
    const events = new VenueEvents();
    events.fill(this.#documents());
    return events;
  }

  *#documents(): Iterable<{ readonly n: number; readonly venue: number; readonly day: number }> {
    for (const { first, chunk } of this.columns.all())
      for (let i = 0; i < chunkSize; i++)
        if (chunk.isTaken[i] === 1)
          yield { n: first + i, venue: chunk.venue[i] as number, day: chunk.day[i] as number };
  }
}
