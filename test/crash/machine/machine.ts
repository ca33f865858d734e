import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LocalDatabase, startDatabase } from "../../../scripts/local/database.ts";
import { freePort } from "../../../scripts/local/ports.ts";
import { startPostgres } from "../../../scripts/local/postgres.ts";
import { startStripeStandIn, type StripeStandIn } from "../../../scripts/stripe-stand-in/stripe-stand-in.ts";
import { signToken } from "../../../src/http/tokens.ts";
import { buildBundle } from "../../support/node/workerd/bundle.ts";
import { Workerd } from "../../support/node/workerd/workerd.ts";
import { rateLimits } from "../../support/node/workerd/workerd-config.ts";

/** Everything that sells tickets, on this machine's disk, and the switches that cut its power. */
export interface Machine {
  readonly origin: string;
  readonly databaseUrl: string;
  readonly stripe: string;
  readonly stripeSecretKey: string;
  readonly tokenSecret: string;
  /** Of whoever has made the events. */
  readonly organizerToken: string;
  killWorker(): Promise<void>;
  /** On the same disk, at the same port. */
  startWorker(): Promise<void>;
  killPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  stop(): Promise<void>;
}

// Far above what the load asks for.
const neverRefused = 1_000_000_000;

const services = (port: number, secrets: Readonly<Record<string, string>>) => [
  {
    name: "frontrow",
    script: "frontrow.js",
    port,
    bindings: [
      { name: "BOX_OFFICE", className: "BoxOffice" },
      { name: "SEARCH_INDEX", className: "SearchIndex" },
      ...rateLimits.map((name) => ({ name, rateLimit: neverRefused })),
      ...Object.entries(secrets).map(([name, text]) => ({ name, text })),
    ],
    classes: ["BoxOffice", "SearchIndex"],
  },
];

/** What a killed server leaves behind may be in the way of the next one for a moment. */
const startAgain = async (start: () => Promise<LocalDatabase["postgres"]>) => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(200);
    }
  }
};

/** `onLine`: what the Worker writes. */
export const startMachine = async (directory: string, onLine: (line: string) => void): Promise<Machine> => {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const port = await freePort();
  const postgresSettings = {
    port: await freePort(),
    directory: resolve(directory, "postgres"),
    durable: true,
  };
  const stripeSecretKey = "sk_test_frontrow";
  const webhookSecret = `whsec_${randomBytes(24).toString("base64url")}`;
  const tokenSecret = randomBytes(32).toString("base64url");
  const parts: { stop(): Promise<unknown> }[] = [];
  let over = false;
  let starting: Promise<unknown> = Promise.resolve();
  /** What is on its way up when all is stopped is waited for, and nothing begins after that. */
  const startPart = async (start: () => Promise<unknown>): Promise<void> => {
    if (over) throw new Error("the machine is stopped");
    starting = start();
    await starting;
  };
  const stop = async (): Promise<void> => {
    over = true;
    await starting.catch(() => {});
    for (const part of parts.splice(0).reverse()) await part.stop().catch(console.error);
  };
  try {
    const bundled = buildBundle({ directory, name: "frontrow", script: "src/index.ts" });
    const database = await startDatabase({ ...postgresSettings, proxyPort: await freePort() });
    let { postgres } = database;
    parts.push({ stop: () => postgres.stop() }, database.proxy);
    const stripe: StripeStandIn = await startStripeStandIn({
      port: 0,
      secretKey: stripeSecretKey,
      webhookSecret,
      webhookUrl: `http://127.0.0.1:${port}/webhooks/stripe`,
    });
    parts.push(stripe);
    await bundled;
    const secrets = {
      TOKEN_SECRET: tokenSecret,
      DATABASE_URL: postgres.url,
      NEON_PROXY: database.proxy.address,
      STRIPE_SECRET_KEY: stripeSecretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: stripe.origin,
      JWKS_URL: "",
      JWT_ISSUER: "",
      JWT_AUDIENCE: "",
    };
    const workerd = new Workerd({
      directory,
      services: services(port, secrets),
      objects: "objects",
      onLine,
    });
    parts.push(workerd);
    await workerd.start();
    return {
      origin: `http://127.0.0.1:${port}`,
      databaseUrl: postgres.url,
      stripe: stripe.origin,
      stripeSecretKey,
      tokenSecret,
      organizerToken: await signToken(
        tokenSecret,
        "organizer",
        { sub: "fan_organizer", org: "org_kill" },
        7200,
      ),
      killWorker: () => workerd.stop("SIGKILL"),
      startWorker: () => startPart(() => workerd.start()),
      killPostgres: () => postgres.kill(),
      startPostgres: () =>
        startPart(async () => {
          postgres = await startAgain(() => startPostgres(postgresSettings));
        }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
