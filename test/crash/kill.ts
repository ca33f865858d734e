import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { runScript, Trouble } from "../../scripts/local/trouble.ts";
import { killUnderLoad } from "./rounds.ts";

const usage = `npm run test:kill                 20 rounds from a random seed
  -- --rounds 4 --seed 7          fewer or more of them, and from this seed`;

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
  const seed = wholeNumber(options.seed);
  console.log(`seed ${seed}`);
  await killUnderLoad({
    directory: ".local/kill",
    rounds: wholeNumber(options.rounds),
    seed,
    onLine: (line) => console.log(line),
  });
});
