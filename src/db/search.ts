import { type SQL, sql } from "drizzle-orm";
import type { SearchCursor } from "../search/cursor.ts";
import type { Facets } from "../search/facets.ts";
import type { SearchQuery } from "../search/query.ts";
import type { SearchFound, SearchHit, SearchIndex } from "../search/search-index.ts";
import { type HttpDatabase, rowsOf } from "./client.ts";
import { millisOf, type SummaryRow, summaryColumns, summaryOf, summaryTables } from "./event-summaries.ts";
import { conditionsOf, kilometresFrom, searchTables } from "./search-conditions.ts";
import { correctedTerm } from "./search-corrections.ts";
import { facetsOf } from "./search-facets.ts";
import { findSuggestions } from "./search-suggestions.ts";
import { relevanceTo } from "./search-words.ts";

interface HitRow extends SummaryRow {
  readonly relevance: number;
  readonly distance_km: number | null;
  readonly sort_key: number;
}

interface FoundRow {
  readonly hits: readonly HitRow[];
  readonly count: number;
  readonly facets: Facets | null;
}

/** Counting on would cost more than anyone reads. */
const mostCounted = 10_000;

const startsAtMs = millisOf(sql`d.starts_at`);

const sortKeyOf = ({ sort, place, term }: SearchQuery): SQL => {
  if (sort === "relevance") return sql`-${relevanceTo(term)}::float8`;
  if (sort === "popularity") return sql`-coalesce(q.popularity, 0)::float8`;
  if (sort === "distance" && place?.kind === "around")
    return sql`round((1000 * ${kilometresFrom(place)})::numeric)::float8`;
  return startsAtMs;
};

/**
 * Relevance that another source computed is no measure here: the event is, where its own stands. One that is not found any more is
 * nowhere, and then hits come again rather than not at all.
 */
const sortKeyAt = ({ sort, source, sortKey, eventId }: SearchCursor, query: SearchQuery): SQL =>
  sort === "relevance" && source !== "postgres"
    ? sql`(select coalesce(min(${sortKeyOf(query)}), '-Infinity') from ${searchTables} where d.event_id = ${eventId})`
    : sql`${sortKey}::float8`;

const behindCursor = (query: SearchQuery): SQL =>
  query.cursor
    ? sql`where (sort_key, starts_at_ms, event_id) >
        (${sortKeyAt(query.cursor, query)}, ${query.cursor.startsAt}::float8, ${query.cursor.eventId}::text)`
    : sql``;

const distanceKmOf = ({ place }: SearchQuery): SQL =>
  place?.kind === "around" ? sql`round((${kilometresFrom(place)})::numeric, 1)::float8` : sql`null::float8`;

const statementOf = (query: SearchQuery, limit: number, now: number): SQL => {
  const conditions = conditionsOf(query, now);
  return sql`
    with found as (
      select d.event_id, ${relevanceTo(query.term)} as relevance, ${distanceKmOf(query)} as distance_km,
             ${sortKeyOf(query)} as sort_key, ${startsAtMs} as starts_at_ms
        from ${searchTables} where ${conditions}
    ), page as (
      select * from found ${behindCursor(query)} order by sort_key, starts_at_ms, event_id limit ${limit}
    ), shown as (
      select p.relevance, p.distance_km, p.sort_key, ${summaryColumns}
        from page p ${summaryTables(sql`p.event_id`)}
    )
    select (select coalesce(json_agg(s order by s.sort_key, s.starts_at_ms, s.id), '[]') from shown s) as hits,
           (select count(*)::int from (select from ${searchTables} where ${conditions} limit ${mostCounted + 1}) c) as count,
           ${query.facets ? facetsOf(searchTables, conditions) : sql`null::json`} as facets`;
};

/** Full-text search over the documents that triggers keep: exact, in one statement, and a second one where a word is misspelt. */
export const createPostgresSearchIndex = (database: HttpDatabase): SearchIndex => {
  const find = async (query: SearchQuery, limit: number, now: number): Promise<SearchFound> => {
    const [row] = await rowsOf<FoundRow>(database, statementOf(query, limit, now));
    if (!row) throw new Error("a count is always a row");
    return {
      hits: row.hits.map(hitOf),
      facets: row.facets,
      total: { count: Math.min(row.count, mostCounted), isExact: row.count <= mostCounted },
      corrections: [],
    };
  };

  return {
    async find(query, limit, now) {
      const found = await find(query, limit, now);
      if (found.total.count > 0 || query.term === null) return found;
      const corrected = await correctedTerm(database, query.term);
      if (!corrected) return found;
      return {
        ...(await find({ ...query, term: corrected.term }, limit, now)),
        corrections: corrected.corrections,
      };
    },

    suggest: (prefix, limit, now) => findSuggestions(database, prefix, limit, now),
  };
};

const hitOf = (row: HitRow): SearchHit => ({
  event: summaryOf(row),
  relevance: row.relevance,
  distanceKm: row.distance_km,
  sortKey: row.sort_key,
});
