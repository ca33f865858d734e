import { parseArgs } from "node:util";
import { idPatterns } from "../src/domain/ids.ts";
import { signToken } from "../src/http/tokens.ts";
import { checkedSecret } from "./local/checked-secret.ts";
import { runScript, Trouble } from "./local/trouble.ts";

const usage = `npm run token -- --organization org_demo    an organizer's token
npm run token -- --fan fan_somebody         a fan's
  --days 30                                 how long it is good for
It is signed with TOKEN_SECRET, or without one with the secret of the local stack.`;

const daySeconds = 24 * 3600;

const argumentsOf = () => {
  try {
    const { values } = parseArgs({
      options: {
        organization: { type: "string" },
        fan: { type: "string" },
        days: { type: "string", default: "30" },
      },
    });
    return values;
  } catch {
    throw new Trouble(usage);
  }
};

await runScript(async () => {
  const { organization, fan, days } = argumentsOf();
  if ((organization === undefined) === (fan === undefined) || !(Number(days) > 0)) throw new Trouble(usage);
  if (organization !== undefined && !idPatterns.organization.test(organization))
    throw new Trouble("An organization is named like org_demo: 'org_', then small letters and digits.");
  const secret = checkedSecret(process.env);
  const seconds = Math.round(Number(days) * daySeconds);
  console.log(
    organization === undefined
      ? await signToken(secret, "fan", { sub: fan ?? "" }, seconds)
      : await signToken(secret, "organizer", { sub: `fan_of_${organization}`, org: organization }, seconds),
  );
});
