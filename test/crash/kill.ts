import { randomInt } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { farewell } from "../../scripts/local/farewell.ts";
import { localFolder } from "../../scripts/local/settings.ts";
import { runScript, Trouble } from "../../scripts/local/trouble.ts";
import { killUnderLoad } from "./rounds.ts";

const usage = `npm run test:kill                    20 rounds from a random seed
npm run test:kill -- --rounds 4      fewer or more
npm run test:kill -- --seed 7        from this seed`;

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new Trouble(usage);
  return Number(text);
};

const optionsOf = () => {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: "string", default: "20" },
        seed: { type: "string", default: String(randomInt(1_000_000)) },
      },
    });
    return values;
  } catch {
    throw new Trouble(usage);
  }
};

await runScript(async () => {
  const options = optionsOf();
  const [rounds, seed] = [wholeNumber(options.rounds), wholeNumber(options.seed)];
  console.log(`seed ${seed}`);
  await killUnderLoad({
    directory: join(localFolder(process.env), "kill"),
    rounds,
    seed,
    onLine: (line) => console.log(line),
    abandoned: farewell().then((reason) => {
      throw new Trouble(`Stopped: ${reason}.`);
    }),
  });
});
// What was left behind by the end still waits for answers.
process.exit();
