import { mostPopular } from "../../../src/search/document.ts";

/**
 * Documents are numbered so that the popular ones come first: by levels of popularity, within a level as they come. Every list of
 * documents ascends, so whoever stops early has seen the popular ones.
 */
export const levels = 16;
const levelBits = 22;
export const levelSize = 2 ** levelBits;
/** All numbers are below it. */
export const numbersEnd = levels * levelSize;

const steps = Math.log2(mostPopular + 1);

export const levelOf = (popularity: number): number => {
  const height = Math.floor((Math.log2(1 + Math.max(0, popularity)) * levels) / steps);
  return levels - 1 - Math.min(levels - 1, height);
};

export const levelOfNumber = (n: number): number => n >> levelBits;
export const firstOfLevel = (level: number): number => level << levelBits;
