import type { ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { portOpens, startProcess, stopProcess } from "../harness/processes.ts";
import { type Binding, rateLimits, workerdConfig, type WorkerdService } from "./workerd-config.ts";

export interface Ports {
  /** The Worker as it is deployed. */
  readonly frontrow: number;
  /** The same Worker with empty box offices behind it. */
  readonly gateway: number;
  readonly limits: number;
  readonly metered: number;
}

export interface Settings {
  readonly directory: string;
  readonly ports: Ports;
  readonly secrets: Readonly<Record<string, string>>;
  readonly inspectorPort?: number;
  /** Folder of the Durable Objects' SQLite in `directory`; `objects` unless said. */
  readonly objects?: string;
}

// Far above what the load asks for: a refusal is not what is measured.
const neverRefused = 1_000_000_000;

const services = ({ ports, secrets }: Settings): readonly WorkerdService[] => {
  const common: readonly Binding[] = [
    ...rateLimits.map((name) => ({ name, rateLimit: neverRefused })),
    ...Object.entries(secrets).map(([name, text]) => ({ name, text })),
  ];
  const boxOffice = { name: "BOX_OFFICE", className: "BoxOffice" };
  const worker = { bindings: [boxOffice, ...common], classes: ["BoxOffice"] };
  return [
    { name: "frontrow", script: "frontrow.js", port: ports.frontrow, ...worker },
    { name: "metered", script: "metered.js", port: ports.metered, ...worker },
    {
      name: "gateway",
      script: "frontrow.js",
      port: ports.gateway,
      bindings: [{ name: "BOX_OFFICE", className: "EmptyBoxOffice", service: "limits" }, ...common],
      classes: [],
    },
    {
      name: "limits",
      script: "limits.js",
      port: ports.limits,
      bindings: [
        { name: "EMPTY", className: "EmptyBoxOffice" },
        { ...boxOffice, service: "frontrow" },
        { name: "METERED", className: "BoxOffice", service: "metered" },
        ...common,
      ],
      classes: ["EmptyBoxOffice"],
    },
  ];
};

/** One workerd with all of it, its Durable Objects' SQLite in `directory`. */
export class Workerd {
  readonly #settings: Settings;
  #child: ChildProcess | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const { directory, ports, inspectorPort, objects: folder = "objects" } = this.#settings;
    const objects = resolve(directory, folder);
    mkdirSync(objects, { recursive: true });
    const config = join(directory, `${folder}.capnp`);
    writeFileSync(config, workerdConfig(services(this.#settings), objects));
    const inspector = inspectorPort ? ["--inspector-addr", `127.0.0.1:${inspectorPort}`] : [];
    this.#child = startProcess("node_modules/workerd/bin/workerd", ["serve", ...inspector, config]);
    await Promise.all(Object.values(ports).map((port) => portOpens(port)));
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.#child) await stopProcess(this.#child, signal);
    this.#child = null;
  }
}
