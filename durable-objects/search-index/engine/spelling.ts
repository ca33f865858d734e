/** What is left of a word's beginning of so many letters stands for the whole; longer ones would cost bytes and find no more. */
const beginning = 7;
const hashBits = 28;

/** How many letters may be wrong: in short words nearly every change makes another word. */
export const mostEdits = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : 2);

/** The word, and what is left of its beginning when up to `edits` letters are taken away. */
const leftovers = (word: string, edits: number): Set<string> => {
  const found = new Set([word.slice(0, beginning)]);
  let last = [...found];
  for (let edit = 0; edit < edits; edit++) {
    const next = new Set<string>();
    for (const text of last)
      for (let i = 0; i < text.length; i++) {
        const shorter = text.slice(0, i) + text.slice(i + 1);
        if (shorter !== "" && !found.has(shorter)) next.add(shorter);
      }
    for (const text of next) found.add(text);
    last = [...next];
  }
  return found;
};

/** FNV-1a. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> hashBits)) & (2 ** hashBits - 1);
};

const hashesOf = (word: string, edits: number): number[] => [
  ...new Set(Array.from(leftovers(word, edits), hashOf)),
];

/** By which a word of the index is found: two words have a leftover in common when they are a few edits apart (SymSpell). */
export const deletionsOf = (word: string): number[] => hashesOf(word, word.length < 5 ? 1 : 2);

export const deletionsOfMisspelt = (word: string): number[] => hashesOf(word, mostEdits(word.length));

/** A word that can be meant by a misspelt one: with letters, and long enough. */
export const canBeMeant = (word: string): boolean => word.length >= 3 && /^\p{L}+$/u.test(word);

/**
 * How many letters are wrong, missing, too many or changed places with their neighbour (the optimal string alignment distance);
 * more than `most` is told as `most + 1`.
 */
export const editsBetween = (from: string, to: string, most: number): number => {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      let edits = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        edits = Math.min(edits, (before[j - 2] as number) + 1);
      row[j] = edits;
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[to.length] as number;
};
