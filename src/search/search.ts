import { encodeCursor } from "./cursor.ts";
import type { SearchHit } from "./document.ts";
import type { SearchQuery } from "./query.ts";

/** Holds the documents, wherever it runs. */
export interface SearchIndex {
  /**
   * The first `limit` hits behind the query's cursor, of published events that have not ended at `now`: the most relevant first,
   * then the earliest, then by id.
   */
  find(query: SearchQuery, limit: number, now: number): Promise<readonly SearchHit[]>;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface Search {
  search(query: SearchQuery): Promise<SearchPage>;
}

export const createSearch = ({
  index,
  now,
}: {
  readonly index: SearchIndex;
  readonly now: () => number;
}): Search => ({
  async search(query) {
    if (query.words === "") return { hits: [], nextCursor: null };
    // One more than is shown tells whether there is a next page.
    const found = await index.find(query, query.limit + 1, now());
    const hits = found.slice(0, query.limit);
    const last = found.length > query.limit ? hits.at(-1) : undefined;
    return {
      hits,
      nextCursor: last
        ? encodeCursor({
            relevance: last.relevance,
            startsAt: last.event.startsAt,
            eventId: last.event.id,
          })
        : null,
    };
  },
});
