import type { EventSummary } from "./document.ts";
import type { Facets } from "./facets.ts";
import type { SearchQuery } from "./query.ts";

/** Holds the documents, wherever it runs. Null: it is not built. */
export interface SearchIndex {
  /**
   * The first `limit` hits behind the query's cursor, of published events that have not ended at `now`. `facets` and `total` are of
   * all pages. A cursor of another source says by its event alone where to go on, when relevance sorts.
   */
  find(query: SearchQuery, limit: number, now: number): Promise<SearchFound | null>;
  /** What the folded text may become: the likeliest first, each once. */
  suggest(prefix: string, limit: number, now: number): Promise<readonly Suggestion[] | null>;
}

export interface SearchFound {
  readonly hits: readonly SearchHit[];
  /** Null when they were not asked for. */
  readonly facets: Facets | null;
  readonly total: Total;
  readonly corrections: readonly Correction[];
}

export interface SearchHit {
  readonly event: EventSummary;
  /** A whole number from 0; 0 for all when no words are asked for. Comparable within one query and one source only. */
  readonly relevance: number;
  /** From the place that was asked for, to a tenth; null when none was. */
  readonly distanceKm: number | null;
  /** By which hits are sorted: see `SearchSort`. */
  readonly sortKey: number;
}

export interface Total {
  readonly count: number;
  /** Else there are at least so many. */
  readonly isExact: boolean;
}

/** A word that nothing has, and the one that was searched instead; both folded. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

export interface Suggestion {
  readonly kind: "event" | "performer" | "venue" | "city";
  /** As it is written. */
  readonly text: string;
  /** Null for a city. */
  readonly id: string | null;
}
