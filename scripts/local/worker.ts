import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "./child.ts";
import { projectFolder } from "./settings.ts";
import { Trouble } from "./trouble.ts";

export interface LocalWorker {
  readonly origin: string;
  /** Resolves when it has ended, with the reason. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface WorkerSettings {
  readonly port: number;
  /** Where it keeps the storage of its Durable Objects, and its environment file. */
  readonly folder: string;
  /** Secrets and addresses, beside the variables of wrangler.toml. */
  readonly variables: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  /** Aborted when nobody waits for it any more. */
  readonly abandoned: AbortSignal;
}

const patienceSeconds = 120;

export const wranglerProgram = (): string =>
  join(dirname(createRequire(import.meta.url).resolve("wrangler/package.json")), "bin", "wrangler.js");

/** It asks nobody, tells nobody, and keeps to this project's folder. */
export const quiet = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  CI: "1",
  NO_COLOR: "1",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_WRITE_LOGS: "false",
  WRANGLER_REGISTRY_PATH: join(folder, "wrangler-registry"),
});

const answers = (origin: string): Promise<boolean> =>
  fetch(origin, { signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  );

/** The Worker under `wrangler dev`, ready to answer. */
export const startWorker = async (settings: WorkerSettings): Promise<LocalWorker> => {
  const { port, folder, variables } = settings;
  const environmentFile = join(folder, "worker.env");
  const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"\n`);
  writeFileSync(environmentFile, lines.join(""), { mode: 0o600 });
  const child = startChild(
    process.execPath,
    [
      wranglerProgram(),
      "dev",
      ...["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
      ...["--persist-to", join(folder, "worker"), "--env-file", environmentFile],
      ...["--log-level", "warn", "--show-interactive-dev-session=false"],
    ],
    { cwd: projectFolder, env: quiet(folder) },
    settings.onLine,
  );
  const origin = `http://127.0.0.1:${port}`;
  const stop = (): Promise<void> => child.stop("SIGTERM", 10);
  let over: string | undefined;
  child.ended.then((reason) => {
    over = reason;
  });
  const patience = Date.now() + patienceSeconds * 1000;
  while (!(await answers(origin))) {
    if (over === undefined && Date.now() < patience && !settings.abandoned.aborted) {
      await sleep(200);
      continue;
    }
    await stop();
    if (settings.abandoned.aborted) throw new Trouble("Stopped before it was up.");
    const reason = over ?? `no answer in ${patienceSeconds} seconds`;
    throw new Trouble(`The Worker did not start (${reason}):\n${child.lastLines()}`);
  }
  return { origin, ended: child.ended, stop };
};
