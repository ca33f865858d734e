import type { EventId } from "../../src/domain/ids.ts";
import type { ChangeLog, LogCursor } from "../../src/search/change-log.ts";
import type { SearchDocument } from "../../src/search/document.ts";

/** Written in one transaction, in which nobody is answered: some tens of milliseconds. */
export const changesAtOnce = 100;

/** What has changed, as it is now. */
export interface FollowedPage {
  readonly ids: readonly EventId[];
  readonly documents: readonly SearchDocument[];
  readonly gone: readonly EventId[];
  readonly cursor: LogCursor;
  readonly isBehind: boolean;
  readonly lagMs: number;
}

/** Null: the log has been trimmed behind the cursor. */
export const readPage = async (changeLog: ChangeLog, from: LogCursor): Promise<FollowedPage | null> => {
  const page = await changeLog.read(from, changesAtOnce);
  if (!page) return null;
  const ids = page.changes.map(({ eventId }) => eventId);
  const documents = ids.length === 0 ? [] : await changeLog.documents(ids);
  const there = new Set(documents.map(({ summary }) => summary.id));
  const { cursor, isBehind, lagMs } = page;
  return { ids, documents, gone: ids.filter((id) => !there.has(id)), cursor, isBehind, lagMs };
};
