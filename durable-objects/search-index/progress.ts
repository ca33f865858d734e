import type { EventId } from "../../src/domain/ids.ts";
import type { LogCursor } from "../../src/search/change-log.ts";
import type { SearchRegion } from "../../src/search/region.ts";
import { isMigrated, type ShelfName } from "./migrations.ts";
import type { IndexStorage } from "./storage.ts";

/** How far an index is; one row, so that a new shelf takes the place of the old one by one write. */
export interface Progress {
  /** Where it stands: an object that its alarm wakes is not told its name. Null until it is first built. */
  readonly region: SearchRegion | null;
  /** Which shelf is searched; null: none is built yet. */
  readonly answering: { readonly shelf: ShelfName; readonly cursor: LogCursor } | null;
  readonly building: Building | null;
}

export interface Building {
  readonly shelf: ShelfName;
  /** From where the log is followed when all is written. */
  readonly cursor: LogCursor;
  /** Up to here everything is written. */
  readonly after: EventId | null;
  /** What comes next is being written: who finds this at waking begins anew, for nobody knows how far it came. */
  readonly isHalfWritten: boolean;
}

const nothing: Progress = { region: null, answering: null, building: null };

export const otherShelf = (name: ShelfName | undefined): ShelfName => (name === "a" ? "b" : "a");

export const readProgress = (sql: IndexStorage["sql"]): Progress => {
  if (!isMigrated(sql)) return nothing;
  const [row] = sql.exec<{ progress: string }>("SELECT progress FROM progress").toArray();
  // Written by the function below.
  return row ? (JSON.parse(row.progress) as Progress) : nothing;
};

export const writeProgress = (sql: IndexStorage["sql"], progress: Progress): void => {
  sql.exec("INSERT OR REPLACE INTO progress VALUES (1, ?)", JSON.stringify(progress));
};
