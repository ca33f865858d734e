import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startDatabase } from "../../scripts/local/database.ts";
import { freePort } from "../../scripts/local/ports.ts";
import { buildBundle } from "../support/node/workerd/bundle.ts";
import { Workerd } from "../support/node/workerd/workerd.ts";
import { rateLimits } from "../support/node/workerd/workerd-config.ts";
import { type Nginx, startNginx } from "./nginx.ts";

/** Far above what is asked: a refusal is not what is measured. */
const neverRefused = 1_000_000_000;

export interface EdgeStack {
  /** Of the gateway, where fans ask. */
  readonly origin: string;
  readonly tokenSecret: string;
  readonly nginx: Nginx;
  readonly worker: Workerd;
  /** Tags that were purged so far. */
  readonly purged: readonly string[];
  stop(): Promise<void>;
}

/** Takes purges as the cached entry gives them, and answers when nothing of them is kept any more. */
const startPurges = async (purge: (tags: readonly string[]) => Promise<void>) => {
  const server = createServer(async (request, response) => {
    const tags: readonly string[] = JSON.parse(await text(request));
    await purge(tags);
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** The Worker in its runtime, a Postgres with its proxy, and nginx between the gateway and the views. */
export const startEdgeStack = async (): Promise<EdgeStack> => {
  const directory = await mkdtemp(join(tmpdir(), "frontrow-edge-"));
  const ports = { worker: await freePort(), nginx: await freePort(), postgres: await freePort() };
  const [database] = await Promise.all([
    startDatabase({
      port: ports.postgres,
      proxyPort: await freePort(),
      directory: join(directory, "postgres"),
      durable: false,
    }),
    buildBundle({ directory, name: "edge", script: "test/edge/worker/edge-worker.ts" }),
  ]);
  const nginx = await startNginx({
    directory: join(directory, "nginx"),
    port: ports.nginx,
    workerPort: ports.worker,
  });
  const purged: string[] = [];
  const purges = await startPurges(async (tags) => {
    purged.push(...tags);
    await nginx.purge(tags);
  });
  const tokenSecret = randomBytes(32).toString("base64url");
  const texts: Readonly<Record<string, string>> = {
    CACHE: nginx.origin,
    PURGES: purges.origin,
    DATABASE_URL: database.postgres.url,
    NEON_PROXY: database.proxy.address,
    STRIPE_SECRET_KEY: "sk_test_edge",
    STRIPE_WEBHOOK_SECRET: "whsec_edge",
    TOKEN_SECRET: tokenSecret,
    JWKS_URL: "",
    JWT_ISSUER: "",
    JWT_AUDIENCE: "",
  };
  const bindings = [
    { name: "BOX_OFFICE", className: "BoxOffice" },
    { name: "SEARCH_INDEX", className: "SearchIndex" },
    ...rateLimits.map((name) => ({ name, rateLimit: neverRefused })),
    ...Object.entries(texts).map(([name, value]) => ({ name, text: value })),
  ];
  const service = {
    name: "edge",
    script: "edge.js",
    port: ports.worker,
    bindings,
    classes: ["BoxOffice", "SearchIndex"],
  };
  const worker = new Workerd({ directory, services: [service], objects: "objects" });
  await worker.start();
  return {
    origin: `http://127.0.0.1:${ports.worker}`,
    tokenSecret,
    nginx,
    worker,
    purged,
    async stop() {
      await worker.stop();
      await nginx.stop();
      await purges.stop();
      await database.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
