import type { FaultName } from "./faults.ts";
import { mishaps } from "./mishaps.ts";
import { Gone } from "./office/disk.ts";
import type { OfficeHost } from "./office/host.ts";
import { People } from "./people/people.ts";
import type { Broken } from "./verdict.ts";
import { World } from "./world.ts";

export interface SimulationOptions {
  readonly seed: number;
  /** While faults strike; then as many as it takes to come to rest. */
  readonly steps: number;
  /** Faults that are left out. */
  readonly without?: ReadonlySet<string>;
}

export interface SimulationResult {
  readonly seed: number;
  readonly steps: number;
  readonly hash: string;
  readonly faults: Readonly<Record<FaultName, number>>;
  readonly tally: Readonly<Record<string, number>>;
  readonly broken: Broken | null;
  readonly trace: readonly string[];
}

const tenMinutesMs = 600_000;
const dayMs = 24 * 3600 * 1000;
const restDays = 6;
const mostStepsToRest = 60_000;
const traceLines = 40;

/** All promises that can go on have gone on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One seed, from the first fan to the day on which nothing is left to be done. The same seed gives the same, to the letter. */
export const simulate = async ({
  seed,
  steps,
  without = new Set(),
}: SimulationOptions): Promise<SimulationResult> => {
  const world = new World(seed, without);
  const { timeline, trace, verdict, hosts, faults, checks } = world;

  const onStray = (reason: unknown): void => {
    if (!(reason instanceof Gone))
      verdict.breaks("a box office never breaks by itself", `unhandled: ${String(reason)}`);
  };
  process.on("unhandledRejection", onStray);

  const settle = async (): Promise<void> => {
    await turn();
    for (const host of hosts) {
      if (host.endStep()) checks.afterCommit(host);
      checks.afterStep(host);
    }
  };
  const step = async (end?: number): Promise<boolean> => {
    mishaps(world);
    const due = timeline.next(end);
    if (!due) return false;
    trace.step += 1;
    trace.note(due.what);
    due.run();
    await settle();
    return true;
  };

  const people = new People(world, seed);
  while (trace.step < steps && !verdict.broken && (await step()));
  faults.stop();
  people.goHome();
  if (!verdict.broken) trace.note("!! faults stop");
  world.line.outageUntil = 0;
  const most = trace.step + mostStepsToRest;
  const until = async (end: number): Promise<void> => {
    while (!verdict.broken && trace.step < most && (await step(end)));
    timeline.now = Math.max(timeline.now, end);
  };
  const everywhere = (check: (host: OfficeHost) => void): void => {
    for (const host of hosts) if (!verdict.broken) check(host);
  };
  const quietSince = timeline.now;
  // Whatever alarm was lost is rung; after a day in which nobody comes by, someone does.
  for (const host of hosts) host.serve({ method: "alarm", args: [], answer: () => {} });
  await until(quietSince + tenMinutesMs);
  everywhere((host) => checks.someMinutesLater(host));
  await until(quietSince + dayMs);
  everywhere((host) => checks.aDayLater(host));
  for (let day = 2; day <= restDays && !verdict.broken; day++) {
    people.seeTo();
    await until(quietSince + day * dayMs);
  }
  if (trace.step >= most)
    verdict.breaks("all comes to rest", `there is still work after ${mostStepsToRest} steps`);
  everywhere((host) => checks.atRest(host));
  const atRest = hosts.map(({ record }) => record);
  people.sweep();
  await until(timeline.now + dayMs);
  everywhere((host) => {
    if (!atRest.includes(host.record))
      verdict.breaks("a sweep that comes again changes nothing", `it has changed ${host.eventId}`, [
        host.eventId,
      ]);
  });
  world.close();
  process.off("unhandledRejection", onStray);

  return {
    seed,
    steps: trace.step,
    hash: trace.hash,
    faults: faults.counts,
    tally: tallyOf(world, people.count),
    broken: verdict.broken,
    trace: verdict.broken ? trace.lines(verdict.broken.subjects, traceLines) : [],
  };
};

const tallyOf = ({ hosts, witness, provider }: World, fans: number): Record<string, number> => {
  const tally: Record<string, number> = {
    fans,
    holds: witness.claims.size,
    payments: [...provider.books.intents.values()].filter(({ status }) => status === "succeeded").length,
    refunds: provider.books.refunds.size,
  };
  for (const { record } of hosts)
    for (const { status } of record.orders.values()) tally[status] = (tally[status] ?? 0) + 1;
  return tally;
};
