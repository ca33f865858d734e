import { createServer } from "node:net";
import { Trouble } from "./trouble.ts";

/** A part of the local stack that listens, always on the loopback address. */
export interface PortSetting {
  readonly what: string;
  readonly setting: string;
  readonly usual: number;
}

export const portSettings = {
  worker: { what: "the Worker (wrangler dev)", setting: "FRONTROW_WORKER_PORT", usual: 8787 },
  postgres: { what: "PostgreSQL", setting: "FRONTROW_POSTGRES_PORT", usual: 54321 },
  neon: { what: "the Neon proxy", setting: "FRONTROW_NEON_PORT", usual: 4444 },
  stripe: { what: "the Stripe stand-in", setting: "FRONTROW_STRIPE_PORT", usual: 12111 },
} as const satisfies Record<string, PortSetting>;

export type Ports = Readonly<Record<keyof typeof portSettings, number>>;

/** Port 0 gives one that is free. Rejects with the error of `listen`. */
const listenOnce = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : port));
    });
  });

const chosenPort = ({ setting, usual }: PortSetting, environment: NodeJS.ProcessEnv): number => {
  const text = environment[setting] ?? String(usual);
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new Trouble(`${setting} must be a port from 1 to 65535, not '${text}'.`);
};

const requireFree = async (port: number, { what, setting }: PortSetting): Promise<number> => {
  try {
    return await listenOnce(port);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE")
      throw new Trouble(`Port ${port} is taken, and ${what} needs it: choose another with ${setting}.`);
    if (code === "EACCES")
      throw new Trouble(
        `Port ${port} may not be used, and ${what} needs it: choose another with ${setting}.`,
      );
    throw error;
  }
};

/** The ports of `npm start`, each known to be free. */
export const choosePorts = async (environment: NodeJS.ProcessEnv): Promise<Ports> => {
  const free = (port: PortSetting): Promise<number> => requireFree(chosenPort(port, environment), port);
  const { worker, postgres, neon, stripe } = portSettings;
  return {
    worker: await free(worker),
    postgres: await free(postgres),
    neon: await free(neon),
    stripe: await free(stripe),
  };
};

export const freePort = (): Promise<number> => listenOnce(0);
