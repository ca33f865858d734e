import { foldText } from "../../../src/search/folding.ts";

/** Letters that decomposition leaves as they are, as people type them who have no such key. */
const plain: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ς: "σ",
};
const foldable = new RegExp(`[${Object.keys(plain).join("")}]`, "g");

/** Scripts that put no spaces between words: their runs are cut into pairs of letters. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]+/gu;

/** Nobody means more of a word than this. */
const longestWord = 40;

export interface Token {
  readonly text: string;
  /** A part of a longer run of a script without spaces. */
  readonly isPair: boolean;
}

const pairsOf = (run: string): Token[] => {
  const letters = [...run];
  if (letters.length === 1) return [{ text: run, isPair: false }];
  return letters
    .slice(1)
    .map((letter, i) => ({ text: `${letters[i] ?? ""}${letter}`.normalize("NFC"), isPair: true }));
};

const tokensOfWord = (word: string): Token[] => {
  const tokens: Token[] = [];
  let from = 0;
  const push = (text: string) => {
    if (text !== "") tokens.push({ text: text.slice(0, longestWord), isPair: false });
  };
  for (const { 0: run, index } of word.matchAll(unspaced)) {
    push(word.slice(from, index));
    tokens.push(...pairsOf(run));
    from = index + run.length;
  }
  push(word.slice(from));
  return tokens;
};

/** Folded, and with plain letters for those that some keyboards have and others do not. */
export const foldLetters = (text: string): string =>
  foldText(text).replace(foldable, (letter) => plain[letter] ?? letter);

/** A text as it is indexed and as it is asked for: the same for both, so that what is equal is found. */
export const tokensOf = (text: string): Token[] => {
  // What most texts are is read the short way.
  if (/^[ -~\n]*$/.test(text))
    return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((word) => ({
      text: word.slice(0, longestWord),
      isPair: false,
    }));
  const folded = foldLetters(text);
  if (folded === "") return [];
  return folded.split(" ").flatMap(tokensOfWord);
};

export const wordsOf = (text: string): string[] => tokensOf(text).map(({ text: word }) => word);
