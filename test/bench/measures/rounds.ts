import { median } from "../harness/statistics.ts";

/** One of those that are compared: measured once in every round. */
export interface Contender {
  readonly name: string;
  run(seconds: number): Promise<Sample>;
}

export interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU that workerd used for each: what the figure would be made of on a machine of its own. */
  readonly cpuMicros: number;
  /** What did not go as it should have: refusals, viewers who missed something. */
  readonly faults: readonly string[];
}

export interface Summary extends Sample {
  readonly name: string;
  /** By round. */
  readonly rates: readonly number[];
}

export interface RoundsPlan {
  readonly rounds: number;
  readonly seconds: number;
  /** Zero: none. */
  readonly warmUpSeconds: number;
}

/**
 * Rounds in which every contender has its turn, so that a machine that is slower for a while is so for all of them; medians over
 * the rounds. One shorter round before is not counted: it is where code gets compiled.
 */
export const runRounds = async (
  contenders: readonly Contender[],
  { rounds, seconds, warmUpSeconds }: RoundsPlan,
  progress: (text: string) => void,
): Promise<ReadonlyMap<string, Summary>> => {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = warmUpSeconds > 0 ? 0 : 1; round <= rounds; round++) {
    for (const { name, run } of contenders) {
      progress(`round ${round} of ${rounds}: ${name}`);
      const sample = await run(round === 0 ? warmUpSeconds : seconds);
      if (round > 0) samples.get(name)?.push(sample);
    }
  }
  return new Map([...samples].map(([name, of]) => [name, summaryOf(name, of)]));
};

const summaryOf = (name: string, samples: readonly Sample[]): Summary => {
  const rates = samples.map(({ perSecond }) => perSecond);
  return {
    name,
    rates,
    perSecond: median(rates),
    p50: median(samples.map(({ p50 }) => p50)),
    p99: median(samples.map(({ p99 }) => p99)),
    cpuMicros: median(samples.map(({ cpuMicros }) => cpuMicros)),
    faults: [...new Set(samples.flatMap(({ faults }) => faults))],
  };
};

/** Median of the ratios within each round: what slows a whole round is in both and falls out. */
export const ratioOf = (of: Summary | undefined, by: Summary | undefined): number =>
  median(
    (of?.rates ?? []).map((rate, round) => rate / (by?.rates[round] ?? Number.NaN)).filter(Number.isFinite),
  );
