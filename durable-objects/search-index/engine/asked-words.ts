import type { Correction } from "../../../src/search/search-index.ts";
import type { Term, TermPart } from "../../../src/search/term.ts";
import type { IndexStore } from "../store/index-store.ts";
import type { WordRow } from "../store/word-store.ts";
import { rarityOf } from "./impact.ts";
import type { Alternative, WordGroup } from "./match.ts";
import { deletionsOfMisspelt, editsBetween, mostEdits } from "./spelling.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** What a term comes to in an index. */
export interface AskedWords {
  /** Null: some word is nowhere, so nothing is found. */
  readonly groups: readonly WordGroup[] | null;
  /** Words that have to stand side by side. */
  readonly phrases: readonly (readonly number[])[];
  readonly corrections: readonly Correction[];
  /** A beginning may have more words than were looked at. */
  readonly isWhole: boolean;
}

/** A beginning stands for the most frequent of its words. */
const mostBeginnings = 48;
/** A misspelt word may be each of these. */
const mostCorrections = 5;

/** What a word counts for that is only begun, or that is not the one that was asked. */
const begunCounts = 0.6;
const correctedCounts = [1, 0.8, 0.6];

/** Reads which words of the index are meant. `documents`: how many it has. */
export const askedWordsOf = (store: IndexStore, documents: number, { parts }: Term): AskedWords => {
  const groups: (WordGroup | null)[] = [];
  const phrases: number[][] = [];
  const corrections: Correction[] = [];
  let isWhole = true;
  const known = new Map(
    store.words.find(parts.flatMap(tokensOfPart).map(({ text }) => text)).map((row) => [row.word, row]),
  );
  const exactly = (text: string): WordRow | undefined => {
    const row = known.get(text);
    return row && row.documents > 0 ? row : undefined;
  };
  const groupOf = (rows: readonly { readonly row: WordRow; readonly counts: number }[]): WordGroup => {
    const rarity = rarityOf(
      documents,
      rows.reduce((sum, { row }) => sum + row.documents, 0),
    );
    return rows.map(
      ({ row, counts }): Alternative => ({ word: row.no, documents: row.documents, weight: rarity * counts }),
    );
  };

  const word = ({ text, isPair }: Token, isPrefix: boolean): WordGroup | null => {
    const whole = exactly(text);
    const begun = isPrefix && !isPair ? store.words.withBeginning(text, mostBeginnings) : [];
    if (begun.length === mostBeginnings) isWhole = false;
    const rows = begun.filter((row) => row.no !== whole?.no).map((row) => ({ row, counts: begunCounts }));
    if (whole) rows.unshift({ row: whole, counts: 1 });
    if (rows.length > 0) return groupOf(rows);
    const meant = meantBy(store, text);
    if (!meant[0]) return null;
    corrections.push({ from: text, to: meant[0].row.word });
    return groupOf(meant.map(({ row, edits }) => ({ row, counts: correctedCounts[edits] ?? 0 })));
  };

  for (const part of parts) {
    const tokens = tokensOfPart(part);
    if (part.kind === "phrase") {
      const rows = tokens.map(({ text }) => exactly(text));
      groups.push(...rows.map((row) => (row ? groupOf([{ row, counts: 1 }]) : null)));
      if (tokens.length > 1) phrases.push(rows.map((row) => row?.no ?? 0));
    } else
      groups.push(
        ...tokens.map((token, i) => {
          // A single letter of a script without spaces is in the index only as the beginning of a pair.
          const isPrefix = (part.isPrefix && i === tokens.length - 1) || [...token.text].length === 1;
          return word(token, isPrefix);
        }),
      );
  }
  const found = groups.filter((group) => group !== null);
  return {
    groups: found.length < groups.length || found.length === 0 ? null : found,
    phrases,
    corrections,
    isWhole,
  };
};

const tokensOfPart = (part: TermPart): Token[] =>
  part.kind === "word" ? tokensOf(part.text) : part.words.flatMap(tokensOf);

/** The words that are the fewest edits away, the most frequent first. */
const meantBy = (store: IndexStore, text: string): { readonly row: WordRow; readonly edits: number }[] => {
  const most = mostEdits(text.length);
  if (most === 0) return [];
  const near = store.words
    .byNo(store.words.ofDeletions(deletionsOfMisspelt(text)))
    .filter(({ documents }) => documents > 0)
    .map((row) => ({ row, edits: editsBetween(text, row.word, most) }))
    .filter(({ edits }) => edits <= most);
  const fewest = Math.min(...near.map(({ edits }) => edits));
  return near
    .filter(({ edits }) => edits === fewest)
    .sort((a, b) => b.row.documents - a.row.documents)
    .slice(0, mostCorrections);
};
