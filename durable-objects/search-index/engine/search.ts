import { mostPopular } from "../../../src/search/document.ts";
import type { SearchQuery } from "../../../src/search/query.ts";
import { type Chunk, placeInChunk } from "./chunk.ts";
import type { Conditions } from "./conditions.ts";
import { matchDocuments, type WordGroup } from "./match.ts";
import type { Shelf } from "./shelf.ts";
import { hasPhrase, unpackWords } from "./word-list.ts";

export interface Asked {
  readonly query: SearchQuery;
  readonly conditions: Conditions;
  /** Of each a document has a word; none: it may have any words. */
  readonly groups: readonly WordGroup[];
  readonly phrases: readonly (readonly number[])[];
  /** Only these, ascending; null: all. */
  readonly among: Int32Array | null;
}

type Visit = (n: number, chunk: Chunk, i: number, relevance: number) => void;

/** So many are read to see whether words stand side by side. */
const mostRead = 1500;

/** How much popularity adds to relevance, at most, to one. */
const popularityAdds = 0.25;
/** To look into an event of a place costs about as much as to walk past so many that have a word. */
const placeCost = 4;
/** Relevance is a whole number, and this makes it fine enough. */
const scale = 10;

/**
 * Calls `visit` with every document that is found; the popular first when words are asked for. `isEnough` may end it early, and
 * then the answer is false.
 */
export const searchShelf = (shelf: Shelf, asked: Asked, visit: Visit, isEnough: () => boolean): boolean => {
  if (asked.groups.length === 0) {
    visitAll(shelf, asked, visit);
    return true;
  }
  if (asked.phrases.length > 0) return visitWithPhrases(shelf, asked, visit);
  return visitWithWords(shelf, asked, visit, isEnough);
};

const visitWithWords = (shelf: Shelf, asked: Asked, visit: Visit, isEnough: () => boolean): boolean => {
  const { store, counts, columns } = shelf;
  const { conditions, groups } = asked;
  return matchDocuments(store, counts, {
    groups,
    among: asked.among ?? fewInPlace(shelf, asked),
    visit(n, score) {
      const chunk = columns.at(n);
      const i = placeInChunk(n);
      if (!conditions.areMet(chunk, i)) return;
      const popularity = (chunk.popularity[i] as number) / mostPopular;
      visit(n, chunk, i, Math.round(score * scale * (1 + popularityAdds * popularity)));
    },
    isEnough,
  });
};

/** Where there are few events, their words are looked up; null: there are too many, or no place was asked for. */
const fewInPlace = ({ columns, venueEvents }: Shelf, { conditions, groups }: Asked): Int32Array | null => {
  if (!conditions.place || !venueEvents) return null;
  const rarest = Math.min(...groups.map((group) => group.reduce((sum, { documents }) => sum + documents, 0)));
  const { numbers } = conditions.place;
  let there = 0;
  for (const venue of numbers) there += venueEvents.countOn(venue, conditions.daysOf(venue));
  if (there > rarest / placeCost) return null;
  const found: number[] = [];
  for (const venue of numbers)
    venueEvents.each(venue, conditions.daysOf(venue), (n) => {
      if (conditions.areMet(columns.at(n), placeInChunk(n))) found.push(n);
    });
  return Int32Array.from(found).sort();
};

const visitWithPhrases = (shelf: Shelf, asked: Asked, visit: Visit): boolean => {
  const relevances = new Map<number, number>();
  const isWhole = visitWithWords(
    shelf,
    asked,
    (n, _chunk, _i, relevance) => {
      if (relevances.size < mostRead) relevances.set(n, relevance);
    },
    () => relevances.size >= mostRead,
  );
  for (const { n, words } of shelf.store.documents.at([...relevances.keys()])) {
    const lists = unpackWords(words);
    if (asked.phrases.every((phrase) => hasPhrase(lists, phrase)))
      visit(n, shelf.columns.at(n), placeInChunk(n), relevances.get(n) ?? 0);
  }
  return isWhole && relevances.size < mostRead;
};

const visitAll = ({ columns, venueEvents }: Shelf, { conditions }: Asked, visit: Visit): void => {
  if (conditions.place && venueEvents) {
    for (const venue of conditions.place.numbers)
      venueEvents.each(venue, conditions.daysOf(venue), (n) => {
        const chunk = columns.at(n);
        const i = placeInChunk(n);
        if (conditions.areMet(chunk, i)) visit(n, chunk, i, 0);
      });
    return;
  }
  for (const { first, chunk } of columns.all()) {
    const { length } = chunk.isTaken;
    for (let i = 0; i < length; i++) if (conditions.areMet(chunk, i)) visit(first + i, chunk, i, 0);
  }
};
