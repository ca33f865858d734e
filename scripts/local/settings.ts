import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Trouble } from "./trouble.ts";

export const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** Everything that the local stack keeps: throw it away to begin anew. */
export const localFolder = (environment: NodeJS.ProcessEnv): string =>
  resolve(projectFolder, environment.FRONTROW_LOCAL_DIR || ".local");

/** They let the local parts trust each other and open nothing outside of this machine. */
export interface LocalSecrets {
  readonly tokenSecret: string;
  readonly stripeSecretKey: string;
  readonly stripeWebhookSecret: string;
}

const tokenSecretFile = (folder: string): string => join(folder, "token-secret");

/** Made once, so that a token of yesterday is good today. */
export const localSecrets = (folder: string): LocalSecrets => {
  mkdirSync(folder, { recursive: true });
  const file = tokenSecretFile(folder);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return {
    tokenSecret: readFileSync(file, "utf8").trim(),
    stripeSecretKey: "sk_test_frontrow",
    stripeWebhookSecret: "whsec_frontrow",
  };
};

/** The one that the Worker verifies with: of the environment, or of the local stack. */
export const tokenSecret = (environment: NodeJS.ProcessEnv): string => {
  if (environment.TOKEN_SECRET) return environment.TOKEN_SECRET;
  const file = tokenSecretFile(localFolder(environment));
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  throw new Trouble("There is no secret to sign with: set TOKEN_SECRET, or run npm start once.");
};
