import { type EventId, idPatterns } from "../domain/ids.ts";

/** Where a page ended: the keys by which hits are ordered, so that the next page neither repeats nor skips one. */
export interface SearchCursor {
  readonly relevance: number;
  readonly startsAt: number;
  readonly eventId: EventId;
}

export const encodeCursor = ({ relevance, startsAt, eventId }: SearchCursor): string =>
  btoa([relevance, startsAt, eventId].join(" ")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** Null for whatever did not come from `encodeCursor`. */
export const decodeCursor = (text: string): SearchCursor | null => {
  if (!/^[\w-]{1,100}$/.test(text)) return null;
  let decoded: string;
  try {
    decoded = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
  const [, relevance, startsAt, eventId = ""] = /^(\d{1,10}) (-?\d{1,15}) (\w+)$/.exec(decoded) ?? [];
  if (!idPatterns.event.test(eventId)) return null;
  const cursor = { relevance: Number(relevance), startsAt: Number(startsAt), eventId: eventId as EventId };
  return cursor.relevance < 2 ** 31 && Math.abs(cursor.startsAt) <= 8.64e15 ? cursor : null;
};
