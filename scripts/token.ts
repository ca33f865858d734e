import { parseArgs } from "node:util";
import { idPatterns } from "../src/domain/ids.ts";
import { signToken } from "../src/http/tokens.ts";
import { tokenSecret } from "./local/settings.ts";
import { runScript, Trouble } from "./local/trouble.ts";

const usage = `npm run token -- --organization org_demo    an organizer's token
npm run token -- --fan fan_somebody         a fan's
  --days 30                                 how long it is good for
It is signed with TOKEN_SECRET, or without one with the secret of the local stack.`;

const daySeconds = 24 * 3600;
/** What HMAC with SHA-256 needs to be as strong as its digest (RFC 7518, 3.2). */
const leastSecretBytes = 32;

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

const checkedSecret = (environment: NodeJS.ProcessEnv): string => {
  const secret = tokenSecret(environment);
  if (!/^[A-Za-z0-9_-]+=*$/.test(secret) || Buffer.from(secret, "base64url").length < leastSecretBytes)
    throw new Trouble(
      `TOKEN_SECRET must be ${leastSecretBytes} bytes or more in base64url: openssl rand -base64 32 | tr '+/' '-_' | tr -d '='`,
    );
  if (!environment.TOKEN_SECRET)
    console.error(
      "Signed with the local stack's secret: a deployed Worker has another and refuses this token. Set TOKEN_SECRET to sign for it.",
    );
  return secret;
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
