import type { SearchIndex } from "../../src/search/search-index.ts";
import type { IndexStatus } from "../../src/search/search-indexes.ts";

/** What a region's index does for others. */
export interface SearchIndexContract extends SearchIndex {
  /** Something has changed. Many of these come to one look at the log. */
  nudge(): Promise<void>;
  status(): Promise<IndexStatus>;
  /** Builds it anew; the old one answers until the new one is whole. */
  rebuild(): Promise<void>;
}

export type { IndexStatus } from "../../src/search/search-indexes.ts";
