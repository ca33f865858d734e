import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { figure } from "../bench/harness/figures.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { mutants } from "./mutants/mutants.ts";

const { values: options } = parseArgs({
  options: {
    seeds: { type: "string", default: "500" },
    steps: { type: "string", default: "2500" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
  },
});

interface Answer {
  readonly isIn: boolean;
  readonly seed: number | null;
  readonly rule: string | null;
  readonly detail: string | null;
}

interface Trial extends Answer {
  readonly mutant: Mutant;
  readonly seconds: number;
}

const atOnce = 2;
/** For a run of under a minute. */
const quickMutants = 8;
/** The code as it is has to pass, else nothing is shown by what fails. */
const seedsOfUnchanged = 25;
const script = fileURLToPath(new URL("mutants/with-mutant.ts", import.meta.url));

const ask = async (...more: readonly string[]): Promise<Answer> => {
  const child = fork(script, ["--steps", options.steps, ...more]);
  const ended = once(child, "exit");
  const silent: Answer = { isIn: false, seed: null, rule: null, detail: "it ended without a word" };
  const [answer] = await Promise.race([once(child, "message"), ended.then(() => [silent])]);
  await ended;
  // What the child sends is an answer.
  return answer as Answer;
};

const attempt = async (mutant: Mutant): Promise<Trial> => {
  const began = performance.now();
  const answer = await ask("--mutant", mutant.name, "--seeds", options.seeds);
  return { ...answer, mutant, seconds: (performance.now() - began) / 1000 };
};

const row = ({ mutant, isIn, seed, rule, seconds }: Trial): string => {
  const found = !isIn ? "NOT LOADED" : seed === null ? "SURVIVED" : `seed ${seed}`;
  return `${mutant.name.padEnd(46)} ${found.padEnd(10)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${rule ?? mutant.why}`;
};

const unchanged = await ask("--seeds", String(seedsOfUnchanged));
if (unchanged.seed !== null)
  throw new Error(
    `the code as it is breaks a rule: seed ${unchanged.seed}, ${unchanged.rule}, ${unchanged.detail}`,
  );

const chosen = mutants.filter(({ name }) => !options.only || name.includes(options.only));
const queue = (options.quick ? chosen.slice(0, quickMutants) : chosen).values();
const trials: Trial[] = [];
const work = async (): Promise<void> => {
  for (const mutant of queue) {
    const trial = await attempt(mutant);
    trials.push(trial);
    if (!options.json) console.log(row(trial));
  }
};
await Promise.all(Array.from({ length: atOnce }, work));

const caught = trials.filter(({ isIn, seed }) => isIn && seed !== null);
const figures = [
  figure("seeded bugs", trials.length, "count"),
  figure("of them caught", caught.length, "count", { atLeast: trials.length }),
  ...trials.map(({ mutant, seed }) =>
    figure(`seed that caught: ${mutant.name}`, seed ?? Number.NaN, "count"),
  ),
];
if (options.json) console.log(JSON.stringify({ name: "simulate:mutants", figures }));
else
  console.log(
    `\n${caught.length} of ${trials.length} seeded bugs were caught within ${options.seeds} seeds.`,
  );
process.exitCode = caught.length === trials.length ? 0 : 1;
