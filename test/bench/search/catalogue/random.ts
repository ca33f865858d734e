/** A stream of numbers in [0, 1) that a seed gives again (mulberry32). */
export type Random = () => number;

export const randomOf = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A well mixed number of 32 bits for each of a row of numbers. */
export const mixed = (seed: number, i: number): number => {
  let hash = Math.imul(seed ^ i, 0x85ebca6b) ^ Math.imul(i + 0x9e3779b9, 0xc2b2ae35);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** From 0, so that the n-th is met 1/n times as often as the first: as words and performers are. */
export const zipf = (random: Random, count: number): number => Math.floor((count + 1) ** random()) - 1;

export const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;
