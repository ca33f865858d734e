import type { LogCursor } from "./change-log.ts";
import type { SearchRegion } from "./region.ts";

/** The indexes of all regions, as an operator sees to them. */
export interface SearchIndexes {
  status(): Promise<readonly RegionStatus[]>;
  /** Builds it anew; the old one answers until the new one is whole. */
  rebuild(region: SearchRegion): Promise<void>;
}

export interface RegionStatus {
  readonly region: SearchRegion;
  /** null: it can not be reached. */
  readonly status: IndexStatus | null;
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
