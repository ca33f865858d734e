import { encodeCursor, type SearchSource } from "./cursor.ts";
import type { SearchQuery } from "./query.ts";
import type { SearchFound, SearchHit, SearchIndex, Suggestion } from "./search-index.ts";

export interface SearchPage extends SearchFound {
  /** Null on the last page. */
  readonly nextCursor: string | null;
  readonly source: SearchSource;
}

export interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  readonly source: SearchSource;
}

export interface Search {
  search(query: SearchQuery): Promise<SearchPage>;
  /** `term` is folded. */
  suggest(term: string, limit: number): Promise<Suggestions>;
}

export interface SearchParts {
  /** Near the fan; null: there is none. */
  readonly index: SearchIndex | null;
  /** Postgres, which has it all. */
  readonly fallback: SearchIndex;
  readonly now: () => number;
}

export const createSearch = ({ fallback, now }: SearchParts): Search => ({
  async search(query) {
    // One more than is shown tells whether there is a next page.
    const found = await fallback.find(query, query.limit + 1, now());
    if (!found) throw new Error("Postgres is always built");
    const hits = found.hits.slice(0, query.limit);
    const last = found.hits.length > query.limit ? hits.at(-1) : undefined;
    return {
      ...found,
      hits,
      nextCursor: last ? cursorAfter(query, last, "postgres") : null,
      source: "postgres",
    };
  },

  async suggest(term, limit) {
    return { suggestions: (await fallback.suggest(term, limit, now())) ?? [], source: "postgres" };
  },
});

const cursorAfter = ({ sort }: SearchQuery, { sortKey, event }: SearchHit, source: SearchSource): string =>
  encodeCursor({ sort, source, sortKey, startsAt: event.startsAt, eventId: event.id });
