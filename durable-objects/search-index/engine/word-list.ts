import { fieldCount } from "./impact.ts";

/** The words of a document in their order, field by field, and behind them those that only filters ask for. */
export type WordLists = readonly (readonly number[])[];

/** Seven bits a byte; the more frequent a word, the earlier it was numbered, the fewer bytes. */
export const packWords = (lists: WordLists): Uint8Array => {
  const bytes: number[] = [];
  const push = (number: number) => {
    let rest = number;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  };
  for (const list of lists) {
    push(list.length);
    for (const word of list) push(word);
  }
  return Uint8Array.from(bytes);
};

export const unpackWords = (bytes: Uint8Array): number[][] => {
  let at = 0;
  const next = (): number => {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++] ?? 0;
      number += (byte & 127) * factor;
      if (byte < 128) return number;
    }
  };
  const lists: number[][] = [];
  while (lists.length <= fieldCount) lists.push(Array.from({ length: next() }, next));
  return lists;
};

/** Whether the words stand side by side in any field. */
export const hasPhrase = (lists: WordLists, phrase: readonly number[]): boolean =>
  lists
    .slice(0, fieldCount)
    .some((list) => list.some((_, at) => phrase.every((word, i) => list[at + i] === word)));
