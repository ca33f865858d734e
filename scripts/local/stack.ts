import { join } from "node:path";
import { startStripeStandIn } from "../stripe-stand-in/stripe-stand-in.ts";
import { startDatabase } from "./database.ts";
import type { Ports } from "./ports.ts";
import type { LocalSecrets } from "./settings.ts";
import { type LocalWorker, startWorker } from "./worker.ts";

/** Everything that Frontrow needs, on this machine. */
export interface Stack {
  readonly databaseUrl: string;
  readonly neonProxy: string;
  readonly stripe: string;
  readonly worker: string;
  /** Resolves when a part has ended that should not have, with what to tell. */
  readonly broken: Promise<string>;
  stop(): Promise<void>;
}

export interface StackSettings {
  readonly ports: Ports;
  readonly folder: string;
  readonly secrets: LocalSecrets;
  readonly onProgress: (what: string) => void;
  readonly onWorkerLine: (line: string) => void;
  /** Aborted when it should stop before it is up. */
  readonly abandoned: AbortSignal;
}

interface Part {
  stop(): Promise<void>;
}

/** Up in the order in which they need each other, down in the reverse. When one does not start, the others are stopped. */
export const startStack = async (settings: StackSettings): Promise<Stack> => {
  const { ports, folder, secrets, onProgress } = settings;
  const parts: Part[] = [];
  const started = <P extends Part>(part: P): P => {
    parts.unshift(part);
    return part;
  };
  const stop = async (): Promise<void> => {
    for (const part of parts.splice(0)) await part.stop();
  };
  try {
    onProgress("PostgreSQL and the Neon proxy");
    const { postgres, proxy } = started(
      await startDatabase({
        port: ports.postgres,
        proxyPort: ports.neon,
        directory: join(folder, "postgres"),
        durable: true,
      }),
    );
    onProgress("the Stripe stand-in");
    const stripe = started(
      await startStripeStandIn({
        port: ports.stripe,
        secretKey: secrets.stripeSecretKey,
        webhookSecret: secrets.stripeWebhookSecret,
        webhookUrl: `http://127.0.0.1:${ports.worker}/webhooks/stripe`,
        dataFile: join(folder, "stripe.json"),
      }),
    );
    onProgress("the Worker");
    const worker: LocalWorker = started(
      await startWorker({
        port: ports.worker,
        folder,
        variables: {
          DATABASE_URL: postgres.url,
          NEON_PROXY: proxy.address,
          STRIPE_SECRET_KEY: secrets.stripeSecretKey,
          STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
          STRIPE_API_BASE: stripe.origin,
          TOKEN_SECRET: secrets.tokenSecret,
        },
        onLine: settings.onWorkerLine,
        abandoned: settings.abandoned,
      }),
    );
    return {
      databaseUrl: postgres.url,
      neonProxy: proxy.address,
      stripe: stripe.origin,
      worker: worker.origin,
      broken: Promise.race([
        postgres.ended.then((reason) => `PostgreSQL ended (${reason}); without it nothing is kept.`),
        worker.ended.then((reason) => `The Worker ended (${reason}).`),
      ]),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
