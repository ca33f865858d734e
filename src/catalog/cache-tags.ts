import type { EventRecord } from "./event-record.ts";

/**
 * Under which names views are kept near fans, so that a change drops what shows it. A list of events has a tag apart from the
 * venue or performer that it is of: a change of one event must not drop all the others there.
 */
export const cacheTag = {
  search: "search",
  event: (id: string) => `event:${id}`,
  venue: (id: string) => `venue:${id}`,
  performer: (id: string) => `performer:${id}`,
  eventsAt: (venueId: string) => `events-at:${venueId}`,
  eventsWith: (performerId: string) => `events-with:${performerId}`,
  seatMap: (hash: string) => `seat-map:${hash}`,
  sitemap: "sitemap",
} as const;

type Shown = Pick<EventRecord, "id" | "status" | "venueId" | "performerIds">;

/** What shows an event, of all that it was and is: nothing shows a draft. */
export const tagsShowing = (versions: readonly Shown[]): readonly string[] => {
  const shown = versions.filter(({ status }) => status !== "draft");
  if (shown.length === 0) return [];
  const tags = shown.flatMap(({ id, venueId, performerIds }) => [
    cacheTag.event(id),
    cacheTag.eventsAt(venueId),
    ...performerIds.map(cacheTag.eventsWith),
  ]);
  return [...new Set([...tags, cacheTag.search])];
};
