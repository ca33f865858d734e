import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDatabase } from "../../../scripts/local/database.ts";
import { freePort } from "../../../scripts/local/ports.ts";
import { startPostgres } from "../../../scripts/local/postgres.ts";
import { startStripeStandIn } from "../../../scripts/stripe-stand-in/stripe-stand-in.ts";
import { startControl } from "./control.ts";

/** What the Worker under test is bound to, beside what wrangler.toml says. */
export type TestBindings = Readonly<Record<string, string>>;

export interface TestStack {
  readonly bindings: TestBindings;
  stop(): Promise<void>;
}

/** A fresh database, a Stripe that answers it, and what controls them. */
export const startTestStack = async (): Promise<TestStack> => {
  const folder = await mkdtemp(join(tmpdir(), "frontrow-test-"));
  const settings = { port: await freePort(), directory: join(folder, "postgres"), durable: false };
  const database = await startDatabase({ ...settings, proxyPort: await freePort() });
  let postgres = database.postgres;
  let away = false;
  const control = await startControl(await freePort(), {
    async stopPostgres() {
      away = true;
      await postgres.stop();
    },
    async startPostgres() {
      if (away) postgres = await startPostgres(settings);
      away = false;
    },
  });
  const secrets = { secretKey: "sk_test_frontrow", webhookSecret: "whsec_frontrow" };
  const stripe = await startStripeStandIn({
    ...secrets,
    port: 0,
    webhookUrl: `${control.origin}/deliveries`,
  });
  return {
    bindings: {
      DATABASE_URL: postgres.url,
      NEON_PROXY: database.proxy.address,
      STRIPE_SECRET_KEY: secrets.secretKey,
      STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
      STRIPE_API_BASE: stripe.origin,
      TOKEN_SECRET: randomBytes(32).toString("base64url"),
      JWKS_URL: `${control.origin}/issuer/keys`,
      JWT_ISSUER: "https://id.example.org",
      JWT_AUDIENCE: "https://frontrow.test",
      TEST_CONTROL: control.origin,
    },
    async stop() {
      await stripe.stop();
      await control.stop();
      await database.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
