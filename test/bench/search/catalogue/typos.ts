import { pick, type Random } from "./random.ts";

const letters = [..."abcdefghijklmnopqrstuvwxyz"];

/** One letter missing, too many, wrong, or changed with its neighbour. */
const editOf = (random: Random, word: string): string => {
  const at = Math.floor(random() * word.length);
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + after;
    case 1:
      return before + pick(random, letters) + letter + after;
    case 2:
      return before + pick(random, letters) + after;
    default:
      return before + after.charAt(0) + letter + after.slice(1);
  }
};

/** As people mistype: one slip, in one of five longer words two. */
export const typoOf = (random: Random, word: string): string => {
  for (;;) {
    const once = editOf(random, word);
    const typo = word.length >= 7 && random() < 0.2 ? editOf(random, once) : once;
    if (typo !== word) return typo;
  }
};
