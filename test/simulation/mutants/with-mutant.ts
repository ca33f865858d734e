import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { mutants } from "./mutants.ts";
import { type Mutant, mutated, projectFolder } from "./mutant.ts";

/** Runs seeds with a bug in the code, or with none, until one of them finds it, and tells its parent. In a process of its own. */
const { values } = parseArgs({
  options: { mutant: { type: "string" }, seeds: { type: "string" }, steps: { type: "string" } },
});
let isIn = false;

const putIn = (mutant: Mutant): void => {
  const address = pathToFileURL(join(projectFolder, mutant.file)).href;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== address) return loaded;
      isIn = true;
      return { ...loaded, source: mutated(mutant, String(loaded.source)) };
    },
  });
};

const mutant = mutants.find(({ name }) => name === values.mutant);
if (values.mutant && !mutant) throw new Error(`there is no mutant '${values.mutant}'`);
if (mutant) putIn(mutant);

const { runSeeds } = await import("../run.ts");
const run = await runSeeds({
  from: 1,
  seeds: Number(values.seeds),
  steps: Number(values.steps),
  mostFailures: 1,
});
const [failure] = run.failures;
process.send?.({
  isIn,
  seeds: run.seeds,
  seed: failure?.seed ?? null,
  rule: failure?.broken?.rule ?? null,
  detail: failure?.broken?.detail ?? null,
});
