/** Time and chance, as they are handed in. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Calls `run` after so long, unless what it answers with is called before. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export const waitOf = ({ after }: Pick<Clock, "after">, ms: number): Promise<void> =>
  new Promise((resolve) => after(ms, resolve));

/** The machine's own. */
export const realClock: Clock = {
  now: Date.now,
  random: Math.random,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
