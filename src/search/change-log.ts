import type { EventId } from "../domain/ids.ts";
import type { SearchDocument } from "./document.ts";
import type { SearchRegion } from "./region.ts";

/**
 * A place in the log, after a change: the transaction that wrote it, and its number in there. Both are whole numbers of 64 bits as text,
 * ordered by `xid`, then by `id`.
 */
export interface LogCursor {
  readonly xid: string;
  readonly id: string;
}

export interface Change {
  readonly eventId: EventId;
  /** When it was written, within its transaction; epoch milliseconds. */
  readonly at: number;
}

export interface ChangePage {
  /** In the log's order, each event once: what it is now is asked of `documents`. */
  readonly changes: readonly Change[];
  readonly cursor: LogCursor;
  /** There is more that can be read at once. */
  readonly isBehind: boolean;
  /** Age of the oldest change that is not in this page or an earlier one; 0 when there is none. */
  readonly lagMs: number;
}

/** Every change of what search finds or shows, written in the transaction that made it. */
export interface ChangeLog {
  /** Where to follow from, with all that was committed before in `all`: taken, and reported, before a rebuild begins. */
  end(): Promise<LogCursor>;
  /** What came after. Null: the log has been trimmed behind the cursor, and the reader must rebuild. */
  read(cursor: LogCursor, limit: number): Promise<ChangePage | null>;
  /** As they are now; an event that is missing is not to be found any more. */
  documents(eventIds: readonly EventId[]): Promise<readonly SearchDocument[]>;
  /** For a rebuild: all that is published and not over, by event id, behind `after`; the last page is empty. */
  all(after: EventId | null, limit: number): Promise<readonly SearchDocument[]>;
  /** That everything up to the cursor is in the region's index; an index that rebuilds reports where it will follow from. */
  report(region: SearchRegion, cursor: LogCursor): Promise<void>;
  /** Drops what every reader has behind it. One that has not reported for `forgottenAfterDays` does not count. */
  trim(): Promise<void>;
}

export const forgottenAfterDays = 7;
