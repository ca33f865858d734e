import type { Suggestion } from "../../../src/search/search-index.ts";
import { foldText } from "../../../src/search/folding.ts";
import { askedWordsOf } from "./asked-words.ts";
import { placeInChunk } from "./chunk.ts";
import { matchDocuments } from "./match.ts";
import type { Shelf } from "./shelf.ts";
import { readShown } from "./shown.ts";
import { wordsOf } from "./tokens.ts";

/** The popular events in which the words are, at most so many; of the best of them the names are read. */
const mostRanked = 4000;
const mostRead = 60;

/** What the typed words may become: names of events, performers, venues and cities that have them, of popular events first. */
export const suggestNames = (shelf: Shelf, prefix: string, limit: number, now: number): Suggestion[] => {
  const text = foldText(prefix);
  const parts = text
    .split(" ")
    .filter(Boolean)
    .map((word, i, words) => ({ kind: "word", text: word, isPrefix: i === words.length - 1 }) as const);
  const { groups, corrections } = askedWordsOf(shelf.store, shelf.counts.documents, { parts });
  if (groups === null) return [];
  const ranked: { readonly n: number; readonly score: number }[] = [];
  matchDocuments(shelf.store, shelf.counts, {
    groups,
    among: null,
    visit(n, score) {
      const chunk = shelf.columns.at(n);
      const i = placeInChunk(n);
      if (chunk.isTaken[i] === 1 && (chunk.endsAt[i] as number) > now) ranked.push({ n, score });
    },
    isEnough: () => ranked.length >= mostRanked,
  });
  // Documents come popular first, and sorting keeps those of one score so.
  const best = ranked.sort((a, b) => b.score - a.score).slice(0, mostRead);
  const meant = new Map(corrections.map(({ from, to }) => [from, to]));
  const asked = wordsOf(text).map((word) => meant.get(word) ?? word);
  const suggestions = new Map<string, Suggestion>();
  for (const suggestion of best.length === 0
    ? []
    : namesOf(
        shelf,
        best.map(({ n }) => n),
      ))
    if (begins(suggestion.text, asked)) {
      const key = `${suggestion.kind} ${foldText(suggestion.text)}`;
      if (!suggestions.has(key)) suggestions.set(key, suggestion);
    }
  const startsWithIt = ({ text: name }: Suggestion): number => (foldText(name).startsWith(text) ? 0 : 1);
  return [...suggestions.values()].sort((a, b) => startsWithIt(a) - startsWithIt(b)).slice(0, limit);
};

const namesOf = (shelf: Shelf, numbers: readonly number[]): Suggestion[] =>
  shelf.store.documents.at(numbers).flatMap(({ n, id, shown }): Suggestion[] => {
    const [name, , performers, performerIds] = readShown(shown);
    const venue = shelf.venues.venues[shelf.columns.at(n).venue[placeInChunk(n)] ?? 0];
    return [
      ...performers.map(
        (performer, i): Suggestion => ({ kind: "performer", text: performer, id: performerIds[i] ?? null }),
      ),
      { kind: "event", text: name, id },
      ...(venue
        ? [
            { kind: "venue", text: venue.name, id: venue.id } as const,
            { kind: "city", text: venue.city, id: null } as const,
          ]
        : []),
    ];
  });

/** Whether every word that was typed begins some word of the name. */
const begins = (name: string, asked: readonly string[]): boolean => {
  const words = wordsOf(name);
  return asked.every((beginning) => words.some((word) => word.startsWith(beginning)));
};
