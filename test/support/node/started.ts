import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "../../../scripts/local/ports.ts";
import { descendantsOf } from "../../../scripts/local/processes.ts";

/** What `npm start` runs, as a process of its own. */
export interface Started {
  readonly origin: string;
  readonly databaseUrl: string;
  /** All that it has printed. */
  output(): string;
  /** Its processes, and theirs. */
  processes(): readonly number[];
  /** As Ctrl-C does. Resolves with the exit status. */
  interrupt(): Promise<number | null>;
}

const script = fileURLToPath(new URL("../../../scripts/start.ts", import.meta.url));

export const startWith = (environment: Readonly<Record<string, string>>) =>
  spawn(process.execPath, [script], {
    env: { ...process.env, npm_lifecycle_event: undefined, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });

export const freePorts = async () => ({
  FRONTROW_WORKER_PORT: String(await freePort()),
  FRONTROW_POSTGRES_PORT: String(await freePort()),
  FRONTROW_NEON_PORT: String(await freePort()),
  FRONTROW_STRIPE_PORT: String(await freePort()),
});

/** Resolves when it says that it is up. */
export const start = async (environment: Readonly<Record<string, string>>): Promise<Started> => {
  const child = startWith(environment);
  let output = "";
  const { promise: up, resolve: onUp, reject: onFailure } = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
      if (output.includes("Ctrl-C stops everything")) onUp();
    });
  const exited = once(child, "exit");
  exited.then(([status]) => onFailure(new Error(`it ended with ${status}:\n${output}`)));
  await up;
  const { FRONTROW_WORKER_PORT: worker, FRONTROW_POSTGRES_PORT: postgres } = environment;
  return {
    origin: `http://127.0.0.1:${worker}`,
    databaseUrl: `postgresql://frontrow:frontrow@127.0.0.1:${postgres}/frontrow`,
    output: () => output,
    processes: () => descendantsOf(child.pid ?? 0),
    async interrupt() {
      child.kill("SIGINT");
      const [status] = await exited;
      return status;
    },
  };
};
