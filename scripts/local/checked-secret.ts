import { tokenSecret } from "./settings.ts";
import { Trouble } from "./trouble.ts";

/** What HMAC with SHA-256 needs to be as strong as its digest (RFC 7518, 3.2). */
const leastSecretBytes = 32;

/** The secret to sign with; one that no Worker could use is said here and not by a token that is refused. */
export const checkedSecret = (environment: NodeJS.ProcessEnv): string => {
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
