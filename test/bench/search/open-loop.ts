import { pause } from "../harness/processes.ts";
import type { BenchQuery } from "./queries.ts";

/** Asks at fixed times, whether or not earlier questions are answered, as fans do. */
export const measureOpenLoop = async (
  queries: readonly BenchQuery[],
  perSecond: number,
  ask: (query: BenchQuery) => Promise<unknown>,
): Promise<{ readonly query: BenchQuery; readonly ms: number }[]> => {
  const begun = performance.now();
  return await Promise.all(
    queries.map(async (query, i) => {
      const due = begun + (i * 1000) / perSecond;
      await pause(Math.max(0, due - performance.now()));
      await ask(query);
      return { query, ms: performance.now() - due };
    }),
  );
};
