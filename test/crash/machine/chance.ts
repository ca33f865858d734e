/** Chance that begins from a seed: numbers from 0 up to 1. */
export type Random = () => number;

/** Mulberry32: small, even enough, and the same everywhere. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A whole number of both ends and what lies between. */
export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** One of these, by its weight. */
export const choose = <Choice extends string>(
  random: Random,
  weights: Readonly<Record<Choice, number>>,
): Choice => {
  const choices = Object.entries(weights) as [Choice, number][];
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  const found = choices.find(([, weight]) => {
    left -= weight;
    return left < 0;
  });
  const [last] = choices.at(-1) ?? [];
  if (last === undefined) throw new Error("there is nothing to choose from");
  return found?.[0] ?? last;
};

/** Some of them, in no order. */
export const someOf = <Item>(random: Random, items: readonly Item[], count: number): Item[] => {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
};
