/**
 * Hits ascend by their `sortKey`, then by `startsAt`, then by the event's id, whatever the sort. The key is a whole number:
 *
 *     relevance   minus the relevance
 *     date        `startsAt`
 *     distance    metres from the middle of the place
 *     popularity  minus the popularity
 */
export const searchSorts = ["relevance", "date", "distance", "popularity"] as const;
export type SearchSort = (typeof searchSorts)[number];

export const defaultSort = (hasTerm: boolean): SearchSort => (hasTerm ? "relevance" : "date");
