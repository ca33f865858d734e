import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { type LocalDatabase, startDatabase } from "../../../scripts/local/database.ts";
import type { Workerd } from "../../support/node/workerd/workerd.ts";
import { atEnd } from "../harness/processes.ts";
import { Loader } from "../load/loader.ts";
import { ViewersProcess } from "../load/viewers.ts";
import { hasRedis, type PeerPorts, startPeers } from "../peers/peers.ts";
import { buildBundles } from "./bundles.ts";
import { startPaymentStandIn } from "./payment-stand-in.ts";
import { createWorkerd, type Ports, type Settings } from "./workerd.ts";

export interface Stack {
  readonly ports: Ports;
  readonly peers: { readonly redis: number | null; readonly postgres: number };
  readonly settings: Settings;
  readonly workerd: Workerd;
  readonly database: LocalDatabase;
  readonly loader: Loader;
  readonly viewers: ViewersProcess;
}

/** Ports in a row from BENCH_PORT on, all on the loopback address. */
const firstPort = Number(process.env.BENCH_PORT ?? 4500);
const port = (offset: number): number => firstPort + offset;

export const ceilingPort = port(16);
export const inspectorPort = port(20);
export const secondPorts: Ports = {
  frontrow: port(21),
  gateway: port(22),
  limits: port(23),
  metered: port(24),
};

/** All that the benchmark runs, each part in a process of its own, with its data on the disk under `directory`. */
export const startStack = async (directory: string): Promise<Stack> => {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const ports: Ports = { frontrow: port(0), gateway: port(1), limits: port(2), metered: port(3) };
  const secret = randomBytes(32).toString("base64url");
  const loader = new Loader();
  const [database] = await Promise.all([
    startDatabase({
      port: port(10),
      proxyPort: port(11),
      directory: resolve(directory, "postgres"),
      durable: true,
    }),
    buildBundles(directory),
    loader.signTokens(secret),
  ]);
  atEnd(() => database.stop());
  const secrets = {
    TOKEN_SECRET: secret,
    DATABASE_URL: database.postgres.url,
    NEON_PROXY: database.proxy.address,
    STRIPE_SECRET_KEY: "sk_test_benchmark",
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64url")}`,
    STRIPE_API_BASE: await startPaymentStandIn(port(12)),
    JWKS_URL: "",
    JWT_ISSUER: "",
    JWT_AUDIENCE: "",
  };
  const settings: Settings = { directory, ports, secrets };
  const workerd = createWorkerd(settings);
  await workerd.start();
  const peerPorts: PeerPorts = { redis: port(13), redisPeer: port(14), postgresPeer: port(15) };
  await startPeers(peerPorts, directory, database.postgres.url, secret);
  return {
    ports,
    peers: { redis: hasRedis() ? peerPorts.redisPeer : null, postgres: peerPorts.postgresPeer },
    settings,
    workerd,
    database,
    loader,
    viewers: new ViewersProcess(),
  };
};
