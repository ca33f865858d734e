import { type FaultName, faultNames } from "./faults.ts";
import { simulate, type SimulationResult } from "./simulation.ts";

/** Fewer seeds than these may by chance miss a fault. */
const seedsForEveryFault = 50;

export interface Run {
  readonly seeds: number;
  readonly steps: number;
  readonly seconds: number;
  readonly faults: Readonly<Record<FaultName, number>>;
  readonly tally: Readonly<Record<string, number>>;
  readonly failures: readonly SimulationResult[];
  /** Faults that never struck; none are looked for where the seeds are few. */
  readonly missed: readonly FaultName[];
}

export interface RunOptions {
  readonly from: number;
  readonly seeds: number;
  readonly steps: number;
  readonly without?: ReadonlySet<string>;
  /** Goes no further once so many have failed. */
  readonly mostFailures: number;
  readonly onSeed?: (result: SimulationResult) => void;
}

const addTo = (sums: Record<string, number>, counts: Readonly<Record<string, number>>): void => {
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
};

/** One seed after another. What the code under test has to say is not printed: it says it in every one of thousands of faults. */
export const runSeeds = async (options: RunOptions): Promise<Run> => {
  const { from, seeds, steps, without = new Set(), mostFailures, onSeed } = options;
  const began = performance.now();
  const faults: Record<string, number> = {};
  const tally: Record<string, number> = {};
  const failures: SimulationResult[] = [];
  let stepsInAll = 0;
  let ran = 0;
  const { warn, error } = console;
  console.warn = () => {};
  console.error = () => {};
  try {
    for (let seed = from; seed < from + seeds && failures.length < mostFailures; seed++) {
      const result = await simulate({ seed, steps, without });
      ran += 1;
      stepsInAll += result.steps;
      addTo(faults, result.faults);
      addTo(tally, result.tally);
      if (result.broken) failures.push(result);
      onSeed?.(result);
    }
  } finally {
    console.warn = warn;
    console.error = error;
  }
  const isComplete = ran >= seedsForEveryFault;
  return {
    seeds: ran,
    steps: stepsInAll,
    seconds: (performance.now() - began) / 1000,
    // Every seed counts every fault.
    faults: faults as Record<FaultName, number>,
    tally,
    failures,
    missed: isComplete ? faultNames.filter((name) => !without.has(name) && !faults[name]) : [],
  };
};
