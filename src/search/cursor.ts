import { type EventId, idPatterns } from "../domain/ids.ts";
import { type SearchSort, searchSorts } from "./sort.ts";

/** Where a page ended: the keys by which hits are ordered, so that the next page neither repeats nor skips one. */
export interface SearchCursor {
  readonly sort: SearchSort;
  /** Who found the hit: how relevant one is, is comparable within one source only. */
  readonly source: SearchSource;
  readonly sortKey: number;
  readonly startsAt: number;
  readonly eventId: EventId;
}

export const searchSources = ["index", "postgres"] as const;
export type SearchSource = (typeof searchSources)[number];

export const encodeCursor = ({ sort, source, sortKey, startsAt, eventId }: SearchCursor): string =>
  btoa([sort, source, sortKey, startsAt, eventId].join(" "))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const among = <Value extends string>(values: readonly Value[], text: string | undefined): Value | undefined =>
  values.find((value) => value === text);

/** Null for whatever did not come from `encodeCursor`. */
export const decodeCursor = (text: string): SearchCursor | null => {
  if (!/^[\w-]{1,120}$/.test(text)) return null;
  let decoded: string;
  try {
    decoded = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
  const [, first, second, ...rest] = /^(\w+) (\w+) (-?\d{1,15}) (-?\d{1,15}) (\w+)$/.exec(decoded) ?? [];
  const [sortKey, startsAt, eventId = ""] = rest;
  const sort = among(searchSorts, first);
  const source = among(searchSources, second);
  if (!sort || !source || !idPatterns.event.test(eventId)) return null;
  const cursor = { sort, source, sortKey: Number(sortKey), startsAt: Number(startsAt) };
  return Math.abs(cursor.startsAt) <= 8.64e15 ? { ...cursor, eventId: eventId as EventId } : null;
};
