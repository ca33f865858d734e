import type { EventId } from "../../../src/domain/ids.ts";
import { eventTypes } from "../../../src/domain/event.ts";
import { eventAvailabilities, type SearchDocument } from "../../../src/search/document.ts";
import type { DocumentRow } from "../store/document-store.ts";
import { dayNumberOf, halvesOfId, placeInChunk } from "./chunk.ts";
import { currencyNumber } from "./counts.ts";
import { organizerWord, performerWord } from "./filter-words.ts";
import { fieldCount, impactsOf } from "./impact.ts";
import { type ChangedBlocks, mergePostings, type PostingChanges } from "./merge-postings.ts";
import { firstOfLevel, levelOf, levelOfNumber, levelSize, levels } from "./numbering.ts";
import type { Shelf } from "./shelf.ts";
import { shownText } from "./shown.ts";
import { wordsOf } from "./tokens.ts";
import { venueOf } from "./venue.ts";
import { packWords, unpackWords, type WordLists } from "./word-list.ts";

/** Written together: one statement takes some fifty of them. */
const blocksAtOnce = 400;
/** Which fields have names in them, of which others are misspelt ones. */
const namesEnd = 4;

const textsOf = ({
  summary,
  description,
  organizationId,
  performerIds,
}: SearchDocument): readonly string[][] => [
  wordsOf(summary.name),
  wordsOf(summary.performers.join(" ")),
  wordsOf(summary.venue.name),
  wordsOf(summary.venue.city),
  wordsOf(description),
  [organizerWord(organizationId), ...performerIds.map(performerWord)],
];

const impactsWithFilters = (lists: WordLists): Map<number, number> => {
  const impacts = impactsOf(lists.slice(0, fieldCount));
  for (const word of lists[fieldCount] ?? []) impacts.set(word, 1);
  return impacts;
};

/**
 * Writes documents over those before, and takes away those that are gone. Each step leaves things half done: either all of them are
 * run in one transaction, or nobody reads the shelf meanwhile.
 */
export function* writeDocuments(
  shelf: Shelf,
  documents: readonly SearchDocument[],
  gone: readonly EventId[],
): Generator<void, void> {
  const { store, words, counts } = shelf;
  const ids = [...documents.map(({ summary }) => summary.id), ...gone];
  const before = new Map(store.documents.find(ids).map((row) => [row.id, row]));
  const wordsBefore = new Map([...before].map(([id, row]) => [id, unpackWords(row.words)]));
  const texts: (readonly string[][])[] = [];
  for (const document of documents) {
    texts.push(textsOf(document));
    if (texts.length % 100 === 0) yield;
  }
  words.meet(texts.flat(2));
  words.meetNumbers([...wordsBefore.values()].flat(2));
  yield;

  const changes = new Map<number, PostingChanges>();
  const post = (word: number, n: number, impact: number) => {
    const known = changes.get(word);
    if (known) known.push(n, impact);
    else changes.set(word, [n, impact]);
  };
  const isNewWord = new Set<number>();
  const leave = (row: DocumentRow) => {
    for (const word of impactsWithFilters(wordsBefore.get(row.id) ?? []).keys()) {
      post(word, row.n, 0);
      words.count(word, -1);
    }
    free(shelf, row.n);
  };

  const rows: DocumentRow[] = [];
  const left: number[] = [];
  const numbered = documents
    .map((document, i) => ({ document, texts: texts[i] ?? [], n: numberFor(shelf, document, before) }))
    .sort((a, b) => a.n - b.n);
  for (const { document, texts: ofDocument, n } of numbered) {
    const { id } = document.summary;
    const lists = ofDocument.map((list, field) => list.map((word) => words.numberOf(word, field < namesEnd)));
    for (const list of lists) for (const word of list) if (words.isNew(word)) isNewWord.add(word);
    const old = before.get(id);
    if (old && old.n !== n) {
      leave(old);
      left.push(old.n);
    }
    const impactsBefore =
      old?.n === n ? impactsWithFilters(wordsBefore.get(id) ?? []) : new Map<number, number>();
    for (const [word, impact] of impactsWithFilters(lists)) {
      const last = impactsBefore.get(word);
      impactsBefore.delete(word);
      if (last === impact) continue;
      post(word, n, impact);
      if (last === undefined) words.count(word, 1);
    }
    for (const word of impactsBefore.keys()) {
      post(word, n, 0);
      words.count(word, -1);
    }
    take(shelf, n, document);
    if (!old) counts.documents++;
    rows.push({ n, id, shown: shownText(document), words: packWords(lists) });
    if (rows.length % 100 === 0) yield;
  }
  for (const id of gone) {
    const row = before.get(id);
    if (!row) continue;
    leave(row);
    left.push(row.n);
    counts.documents--;
  }
  yield;

  const blocks: ChangedBlocks = { put: [], gone: [] };
  const putBlocks = () => {
    if (blocks.gone.length > 0) store.postings.delete(blocks.gone.splice(0));
    if (blocks.put.length > 0) store.postings.put(blocks.put.splice(0));
  };
  for (const word of [...changes.keys()].sort((a, b) => a - b)) {
    mergePostings(store, word, changes.get(word) ?? [], isNewWord.has(word), blocks);
    if (blocks.put.length < blocksAtOnce) continue;
    putBlocks();
    yield;
  }
  putBlocks();
  words.flush();
  yield;
  if (left.length > 0) store.documents.delete(left);
  for (let from = 0; from < rows.length; from += blocksAtOnce) {
    store.documents.put(rows.slice(from, from + blocksAtOnce));
    yield;
  }
  shelf.columns.flush();
  store.putCounts(JSON.stringify(counts));
}

/** The number that it has, unless it became much more or much less popular. */
const numberFor = (
  { counts }: Shelf,
  { summary, popularity }: SearchDocument,
  before: ReadonlyMap<EventId, DocumentRow>,
): number => {
  const row = before.get(summary.id);
  let level = levelOf(popularity);
  if (row && Math.abs(levelOfNumber(row.n) - level) < 2) return row.n;
  while (level < levels - 1 && (counts.given[level] ?? 0) >= levelSize) level++;
  const place = counts.given[level] ?? 0;
  if (place >= levelSize) throw new Error("an index has no numbers left");
  counts.given[level] = place + 1;
  return firstOfLevel(level) + place;
};

const free = (shelf: Shelf, n: number): void => {
  const chunk = shelf.columns.toWrite(n);
  const i = placeInChunk(n);
  shelf.venueEvents?.remove(n, chunk.venue[i] as number, chunk.day[i] as number);
  chunk.isTaken[i] = 0;
};

const take = (shelf: Shelf, n: number, document: SearchDocument): void => {
  const { summary, endsAt, day, popularity } = document;
  const chunk = shelf.columns.toWrite(n);
  const i = placeInChunk(n);
  const venue = venueNumber(shelf, document);
  if (chunk.isTaken[i] === 1) shelf.venueEvents?.remove(n, chunk.venue[i] as number, chunk.day[i] as number);
  shelf.venueEvents?.add(n, venue, dayNumberOf(day));
  const [idHigh, idLow] = halvesOfId(summary.id);
  chunk.isTaken[i] = 1;
  chunk.idHigh[i] = idHigh;
  chunk.idLow[i] = idLow;
  chunk.startsAt[i] = summary.startsAt;
  chunk.endsAt[i] = endsAt;
  chunk.day[i] = dayNumberOf(day);
  chunk.venue[i] = venue;
  chunk.type[i] = eventTypes.indexOf(summary.type);
  chunk.popularity[i] = popularity;
  chunk.availability[i] = summary.availability ? eventAvailabilities.indexOf(summary.availability) + 1 : 0;
  chunk.currency[i] = summary.prices ? currencyNumber(shelf.counts, summary.prices.currency) : 0;
  chunk.lowestMinor[i] = summary.prices?.lowestMinor ?? 0;
  chunk.highestMinor[i] = summary.prices?.highestMinor ?? 0;
};

const venueNumber = ({ venues, counts, store }: Shelf, document: SearchDocument): number => {
  const venue = venueOf(document);
  const known = venues.numberOf(venue.id);
  const text = JSON.stringify(venue);
  if (known !== undefined && JSON.stringify(venues.venues[known]) === text) return known;
  const no = known ?? ++counts.lastVenue;
  venues.put(no, venue);
  store.putVenues([{ no, id: venue.id, venue: text }]);
  return no;
};
