import { foldText } from "./folding.ts";

/** Words and phrases of which every one must be found. Empty, when there was neither a letter nor a digit: nothing is found. */
export interface Term {
  readonly parts: readonly TermPart[];
}

export type TermPart = TermWord | TermPhrase;

/** A word may be misspelt. Folded. */
export interface TermWord {
  readonly kind: "word";
  readonly text: string;
  /** The last word of a term may be the beginning of one: it is perhaps still being typed. */
  readonly isPrefix: boolean;
}

/** Exactly these words side by side, or the one exactly as it is. Folded. */
export interface TermPhrase {
  readonly kind: "phrase";
  readonly words: readonly string[];
}

const quotes = /["\u201c-\u201f\u00ab\u00bb\u300c\u300d]/;

const wordsIn = (text: string): string[] => foldText(text).split(" ").filter(Boolean);

/** `winter "der lindenbaum" schub`: white space and case say nothing; a quote without its second one is as if it were not there. */
export const termIn = (text: string): Term => {
  const pieces = text.split(quotes);
  // Every second piece stands between quotes, but for a last one that nothing closes.
  const isPhrase = (i: number): boolean => i % 2 === 1 && i < pieces.length - 1;
  const parts = pieces.flatMap((piece, i): TermPart[] => {
    const words = wordsIn(piece);
    if (isPhrase(i)) return words.length > 0 ? [{ kind: "phrase", words }] : [];
    return words.map((word) => ({ kind: "word", text: word, isPrefix: false }));
  });
  return termOf(parts);
};

/** Its last part is the one that may be a beginning, when it is a word. */
export const termOf = (parts: readonly TermPart[]): Term => {
  const last = parts.at(-1);
  return { parts: last?.kind === "word" ? [...parts.slice(0, -1), { ...last, isPrefix: true }] : parts };
};

/** What `termIn` reads as the same term. */
export const termText = ({ parts }: Term): string =>
  parts.map((part) => (part.kind === "word" ? part.text : `"${part.words.join(" ")}"`)).join(" ");

export const wordCountOf = ({ parts }: Term): number =>
  parts.reduce((count, part) => count + (part.kind === "word" ? 1 : part.words.length), 0);
