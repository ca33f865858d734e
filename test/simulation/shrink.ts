import { type FaultName, faultNames } from "./faults.ts";
import { runSeeds } from "./run.ts";
import type { SimulationResult } from "./simulation.ts";

export interface Shrunk {
  readonly result: SimulationResult;
  readonly without: readonly FaultName[];
  readonly steps: number;
}

/** The same rule broken with as few faults, and in as few steps, as it takes: leaves out one fault after another. */
export const shrink = async (failed: SimulationResult, steps: number): Promise<Shrunk> => {
  const without = new Set<FaultName>();
  let shrunk: Shrunk = { result: failed, without: [], steps };
  const attempt = async (leftOut: ReadonlySet<FaultName>, most: number): Promise<boolean> => {
    const run = await runSeeds({
      from: failed.seed,
      seeds: 1,
      steps: most,
      without: leftOut,
      mostFailures: 1,
    });
    const [result] = run.failures;
    if (result?.broken?.rule !== failed.broken?.rule || !result) return false;
    shrunk = { result, without: [...leftOut], steps: most };
    return true;
  };
  const struck = faultNames.filter((name) => failed.faults[name] > 0);
  for (const name of faultNames) if (!struck.includes(name)) without.add(name);
  await attempt(without, steps);
  for (const name of struck)
    if (!(await attempt(new Set([...without, name]), steps))) continue;
    else without.add(name);
  for (let most = Math.min(steps, shrunk.result.steps); most > 50; most = Math.floor(most * 0.7))
    if (!(await attempt(new Set(shrunk.without), most))) break;
  return shrunk;
};
