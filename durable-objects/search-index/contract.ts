import type { LogCursor } from "../../src/search/change-log.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";

/** What a region's index does for others. */
export interface SearchIndexContract extends SearchIndex {
  /** Something has changed. Many of these come to one look at the log. */
  nudge(): Promise<void>;
  status(): Promise<IndexStatus>;
  /** Builds it anew; the old one answers until the new one is whole. */
  rebuild(): Promise<void>;
}

export interface IndexStatus {
  /** 0 while none is built. */
  readonly documents: number;
  /** Up to where the log is followed; null while none is built. */
  readonly cursor: LogCursor | null;
  /** Age of the oldest change that it knows to be missing. */
  readonly lagMs: number;
  /** When it last looked at the log; epoch milliseconds, null: not since it woke. */
  readonly lookedAt: number | null;
  readonly isBuilding: boolean;
  /** Of its SQLite. */
  readonly bytes: number;
}
