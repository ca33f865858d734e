import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { portOpens } from "../../support/node/workerd/port-opens.ts";
import { forkScript, startProcess } from "../harness/processes.ts";

export interface PeerPorts {
  readonly redis: number;
  readonly redisPeer: number;
  readonly postgresPeer: number;
}

export const hasRedis = (): boolean => {
  try {
    execFileSync("redis-server", ["--version"]);
    return true;
  } catch {
    return false;
  }
};

/** Redis writes each command to its disk before it answers, as a box office does. */
const startRedis = async (port: number, directory: string): Promise<void> => {
  mkdirSync(directory, { recursive: true });
  const settings = ["--port", port, "--bind", "127.0.0.1", "--dir", resolve(directory), "--save", ""].map(
    String,
  );
  startProcess("redis-server", [...settings, "--appendonly", "yes", "--appendfsync", "always"], {
    quiet: true,
  });
  await portOpens(port);
};

const startPeer = async (
  peer: "redis" | "postgres",
  port: number,
  store: string,
  secret: string,
): Promise<void> => {
  const settings = { PEER: peer, PORT: String(port), STORE: store, SECRET: secret };
  forkScript(`${import.meta.dirname}/peer-process.ts`, settings);
  await portOpens(port);
};

export const startPeers = async (
  ports: PeerPorts,
  directory: string,
  databaseUrl: string,
  secret: string,
): Promise<void> => {
  if (hasRedis()) {
    await startRedis(ports.redis, `${directory}/redis`);
    await startPeer("redis", ports.redisPeer, String(ports.redis), secret);
  }
  await startPeer("postgres", ports.postgresPeer, databaseUrl, secret);
};

export const openAtPeer = async (port: number, eventId: string, seatCount: number): Promise<void> => {
  const answer = await fetch(`http://127.0.0.1:${port}/events/${eventId}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ seatCount }),
  });
  if (!answer.ok) throw new Error(`the peer on port ${port} answered ${answer.status}`);
};
