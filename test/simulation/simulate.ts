import { parseArgs } from "node:util";
import { faultNames } from "./faults.ts";
import { figuresOf, printFailure, printRun } from "./report.ts";
import { runSeeds } from "./run.ts";
import { shrink } from "./shrink.ts";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string" },
    from: { type: "string", default: "1" },
    steps: { type: "string", default: "2500" },
    without: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
  },
});

const numberOf = (text: string, name: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new RangeError(`--${name} is a whole number, not '${text}'`);
};

/** A trace is long, and one of a kind tells most. */
const mostFailures = 3;

const seeds = numberOf(options.seeds ?? (options.quick ? "100" : "500"), "seeds");
const steps = numberOf(options.steps, "steps");
const without = new Set(options.without.split(",").filter((name) => name !== ""));
for (const name of without)
  if (!faultNames.some((known) => known === name)) throw new RangeError(`there is no fault '${name}'`);

const run = await runSeeds({ from: numberOf(options.from, "from"), seeds, steps, without, mostFailures });
if (options.json) console.log(JSON.stringify({ name: "simulate", figures: figuresOf(run) }));
const say = options.json ? console.error : console.log;
if (!options.json) say(printRun(run));
for (const failure of run.failures) {
  const isWhole = without.size === 0 && seeds > 1;
  say(
    `\n${printFailure(isWhole ? await shrink(failure, steps) : { result: failure, without: [...without] as never[], steps })}`,
  );
}
process.exitCode = run.failures.length + run.missed.length > 0 ? 1 : 0;
