/** The stand-in's time: the machine's, and as far ahead of it as a test has set it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Epoch seconds, as Stripe counts. */
  seconds(): number;
  readonly aheadMs: number;
  setAhead(ms: number): void;
}

export const createClock = (): Clock => {
  let aheadMs = 0;
  const now = (): number => Date.now() + aheadMs;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    get aheadMs() {
      return aheadMs;
    },
    setAhead(ms) {
      aheadMs = ms;
    },
  };
};
