import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Child, startChild } from "../../../../scripts/local/child.ts";
import { portOpens } from "./port-opens.ts";
import { type WorkerdService, workerdConfig } from "./workerd-config.ts";

export interface WorkerdSettings {
  /** Where the bundles are, and where what is written goes. */
  readonly directory: string;
  readonly services: readonly WorkerdService[];
  /** Folder of the Durable Objects' SQLite in `directory`. */
  readonly objects: string;
  readonly inspectorPort?: number;
  readonly onLine?: (line: string) => void;
}

/** The runtime by itself, without what `wrangler dev` puts around it, its Durable Objects on the disk. */
export class Workerd {
  readonly #settings: WorkerdSettings;
  #child: Child | null = null;

  constructor(settings: WorkerdSettings) {
    this.#settings = settings;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const { directory, services, objects: folder, inspectorPort, onLine } = this.#settings;
    const objects = resolve(directory, folder);
    mkdirSync(objects, { recursive: true });
    copyFileSync(join(import.meta.dirname, "rate-limit.mjs"), join(directory, "rate-limit.mjs"));
    const config = join(directory, `${folder}.capnp`);
    writeFileSync(config, workerdConfig(services, objects));
    const inspector = inspectorPort ? ["--inspector-addr", `127.0.0.1:${inspectorPort}`] : [];
    const child = startChild("node_modules/workerd/bin/workerd", ["serve", ...inspector, config], {}, onLine);
    this.#child = child;
    const ended = child.ended.then((reason) => {
      throw new Error(`workerd ended (${reason}):\n${child.lastLines()}`);
    });
    // Its end is news only until it is up.
    ended.catch(() => {});
    await Promise.race([ended, Promise.all(services.map(({ port }) => portOpens(port)))]);
  }

  /** Resolves when nothing of it is left. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = null;
    await child?.stop(signal, 3);
  }
}
