import { encodeCursor, type SearchSource } from "./cursor.ts";
import type { SearchQuery } from "./query.ts";
import type { SearchFound, SearchHit, SearchIndex, Suggestion } from "./search-index.ts";
import { createSource, type IndexLimits } from "./source.ts";

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

export interface SearchParts extends IndexLimits {
  /** Near the fan; null: there is none. */
  readonly index: SearchIndex | null;
  /** Postgres, which has it all and is always built. */
  readonly fallback: SearchIndex;
}

export const createSearch = (parts: SearchParts): Search => {
  const { now } = parts;
  const ask = createSource(parts);

  return {
    async search(query) {
      // What Postgres put in an order of its own, an index can not go on with.
      const isOfPostgres = query.cursor?.source === "postgres" && query.sort === "relevance";
      // One more than is shown tells whether there is a next page.
      const find = (index: SearchIndex) => index.find(query, query.limit + 1, now());
      const { answer: found, source } = await ask(find, isOfPostgres);
      const hits = found.hits.slice(0, query.limit);
      const last = found.hits.length > query.limit ? hits.at(-1) : undefined;
      return { ...found, hits, nextCursor: last ? cursorAfter(query, last, source) : null, source };
    },

    async suggest(term, limit) {
      const { answer, source } = await ask((index) => index.suggest(term, limit, now()));
      return { suggestions: answer, source };
    },
  };
};

const cursorAfter = ({ sort }: SearchQuery, { sortKey, event }: SearchHit, source: SearchSource): string =>
  encodeCursor({ sort, source, sortKey, startsAt: event.startsAt, eventId: event.id });
