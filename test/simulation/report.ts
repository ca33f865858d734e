import { figure, type Figure } from "../bench/harness/figures.ts";
import { faultNames } from "./faults.ts";
import type { Run } from "./run.ts";
import type { Shrunk } from "./shrink.ts";

const columns = (entries: readonly (readonly [string, number])[]): string[] => {
  const cells = entries.map(([name, count]) => `${name.padEnd(26)}${String(count).padStart(9)}`);
  const rows = Math.ceil(cells.length / 3);
  return Array.from({ length: rows }, (_, i) =>
    [i, i + rows, i + 2 * rows]
      .map((at) => cells[at] ?? "")
      .join("   ")
      .trimEnd(),
  );
};

const whole = (count: number): string => count.toLocaleString("en-US");

export const printRun = ({ seeds, steps, seconds, faults, tally, failures, missed }: Run): string =>
  [
    `${whole(seeds)} seeds, ${whole(steps)} steps in ${seconds.toFixed(1)} s`,
    "",
    ...columns(Object.entries(tally)),
    "",
    "Faults, and how often they struck",
    ...columns(faultNames.map((name) => [name, faults[name] ?? 0] as const)),
    "",
    ...missed.map((name) => `FAILED: the fault ${name} never struck`),
    failures.length === 0 ? "No rule was broken." : `FAILED: ${failures.length} seeds broke a rule.`,
  ].join("\n");

/** A failing seed: which rule, a short trace, and how to run it alone. */
export const printFailure = ({ result, without, steps }: Shrunk): string => {
  const { seed, broken, trace, steps: failedAt } = result;
  const command = [
    "npm run simulate -- --seeds 1",
    `--from ${seed}`,
    `--steps ${steps}`,
    ...(without.length > 0 ? [`--without ${without.join(",")}`] : []),
  ];
  return [
    `seed ${seed}, step ${failedAt}: ${broken?.rule}`,
    `  ${broken?.detail}`,
    ...trace.map((line) => `  ${line}`),
    `  again: ${command.join(" ")}`,
  ].join("\n");
};

export const figuresOf = ({ seeds, steps, seconds, tally, failures, missed }: Run): Figure[] => [
  figure("seeds", seeds, "count"),
  figure("steps", steps, "count"),
  figure("fans", tally.fans ?? 0, "count"),
  figure("holds", tally.holds ?? 0, "count"),
  figure("payments", tally.payments ?? 0, "count"),
  figure("seeds a second", seeds / seconds, "/s"),
  figure("faults that never struck", missed.length, "count", { atMost: 0 }),
  figure("seeds that broke a rule", failures.length, "count", { atMost: 0 }),
];
