import type { SearchQuery } from "../../../src/search/query.ts";
import type { SearchFound, SearchHit } from "../../../src/search/search-index.ts";
import { type AskedWords, askedWordsOf } from "./asked-words.ts";
import { type Chunk, halvesOfId, placeInChunk } from "./chunk.ts";
import { Conditions } from "./conditions.ts";
import { FacetCounter } from "./facet-counter.ts";
import { organizerWord, performerWord } from "./filter-words.ts";
import type { WordGroup } from "./match.ts";
import { Page, type PageHit, type SortKeys } from "./page.ts";
import { type Asked, searchShelf } from "./search.ts";
import type { Shelf } from "./shelf.ts";
import { summaryOf } from "./shown.ts";

/** By relevance no more than about so many are compared, the popular first: some words are in hundreds of thousands. */
const mostRanked = 4000;
/** So many are counted for facets. */
const mostCounted = 10_000;

export const findEvents = (shelf: Shelf, query: SearchQuery, limit: number, now: number): SearchFound => {
  const { store, counts, venues, columns } = shelf;
  const words = query.term && askedWordsOf(store, counts.documents, query.term);
  const corrections = words?.corrections ?? [];
  const facets = query.facets ? new FacetCounter(venues, counts) : null;
  const groups = groupsOf(shelf, query, words);
  if (groups === null)
    return { hits: [], facets: facets?.facets() ?? null, total: { count: 0, isExact: true }, corrections };

  const conditions = new Conditions(query, venues, counts, now);
  const asked: Asked = { query, conditions, groups, phrases: words?.phrases ?? [], among: null };
  const metres = conditions.place?.metres;
  const sortKeyOf = (chunk: Chunk, i: number, relevance: number): number => {
    switch (query.sort) {
      case "relevance":
        return -relevance;
      case "date":
        return chunk.startsAt[i] as number;
      case "distance":
        return metres?.[chunk.venue[i] as number] ?? 0;
      case "popularity":
        return -(chunk.popularity[i] as number);
    }
  };
  const page = new Page(limit, placeAfter(shelf, asked), columns);
  const enough = query.facets ? mostCounted : mostRanked;
  let count = 0;
  const isWhole = searchShelf(
    shelf,
    asked,
    (n, chunk, i, relevance) => {
      count++;
      if (facets !== null && count <= mostCounted) facets.add(chunk, i);
      page.offer(n, sortKeyOf(chunk, i, relevance), relevance);
    },
    () => query.sort === "relevance" && count >= enough,
  );
  return {
    hits: hitsOf(shelf, page.hits, query.place?.kind === "around" ? metres : undefined),
    facets: facets?.facets() ?? null,
    total: { count, isExact: isWhole && (words?.isWhole ?? true) },
    corrections,
  };
};

/** The words of the term, and the filters that are words too; null: one of them is nowhere. */
const groupsOf = (
  { store }: Shelf,
  query: SearchQuery,
  words: AskedWords | null,
): readonly WordGroup[] | null => {
  if (words?.groups === null) return null;
  const filters = [
    ...(query.organizationId === null ? [] : [organizerWord(query.organizationId)]),
    ...(query.performerId === null ? [] : [performerWord(query.performerId)]),
  ];
  const rows = filters.length === 0 ? [] : store.words.find(filters);
  if (rows.length < filters.length) return null;
  return [
    ...(words?.groups ?? []),
    ...rows.map(({ no, documents }): WordGroup => [{ word: no, documents, weight: 0 }]),
  ];
};

/**
 * Behind which the page begins. How relevant an event is changes a little with how many others there are, so the event of the cursor
 * says where that is now; one that is not found any more says where it was, if it was found here.
 */
const placeAfter = (shelf: Shelf, asked: Asked): SortKeys | null => {
  const { cursor, sort } = asked.query;
  if (!cursor) return null;
  const [idHigh, idLow] = halvesOfId(cursor.eventId);
  const place = { sortKey: cursor.sortKey, startsAt: cursor.startsAt, idHigh, idLow };
  if (sort !== "relevance") return place;
  const n = shelf.store.documents.find([cursor.eventId])[0]?.n;
  let sortKey = cursor.source === "index" ? cursor.sortKey : null;
  if (n !== undefined)
    searchShelf(
      shelf,
      { ...asked, among: Int32Array.of(n) },
      (_n, _chunk, _i, relevance) => {
        sortKey = -relevance;
      },
      () => false,
    );
  return sortKey === null ? null : { ...place, sortKey };
};

const hitsOf = (shelf: Shelf, hits: readonly PageHit[], metres: Int32Array | undefined): SearchHit[] => {
  const { store, columns, venues, counts } = shelf;
  const rows = new Map(store.documents.at(hits.map(({ n }) => n)).map((row) => [row.n, row]));
  return hits.map(({ n, sortKey, relevance }): SearchHit => {
    const row = rows.get(n);
    const chunk = columns.at(n);
    const i = placeInChunk(n);
    const venueNo = chunk.venue[i] as number;
    const venue = venues.venues[venueNo];
    if (!row || !venue) throw new Error(`document ${n} is not whole`);
    return {
      event: summaryOf(row.id, row.shown, chunk, i, venue, counts.currencies),
      relevance,
      distanceKm: metres ? Math.round((metres[venueNo] ?? 0) / 100) / 10 : null,
      sortKey,
    };
  });
};
