import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IndexStatus } from "../../../durable-objects/search-index/contract.ts";
import type { SearchFound } from "../../../src/search/search-index.ts";
import type { SearchQuery } from "../../../src/search/query.ts";
import { buildBundle } from "../../support/node/workerd/bundle.ts";
import { Workerd } from "../../support/node/workerd/workerd.ts";
import { compatibilityDate } from "../../support/node/workerd/workerd-config.ts";
import { Inspector } from "../system/inspector.ts";

export interface IndexSettings {
  readonly directory: string;
  readonly port: number;
  readonly inspectorPort: number;
  readonly events: number;
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** One index in a workerd of its own, its SQLite on the disk. */
export class IndexSystem {
  readonly #settings: IndexSettings;
  readonly #origin: string;
  #workerd: Workerd | null = null;

  constructor(settings: IndexSettings) {
    this.#settings = settings;
    this.#origin = `http://127.0.0.1:${settings.port}`;
  }

  async bundle(): Promise<void> {
    const { directory } = this.#settings;
    mkdirSync(directory, { recursive: true });
    const bare = join(directory, "search.json");
    const flags = { compatibility_date: compatibilityDate, compatibility_flags: ["nodejs_compat"] };
    writeFileSync(bare, JSON.stringify({ name: "search", ...flags }));
    await buildBundle({
      directory,
      name: "search",
      script: "test/bench/worker/search-worker.ts",
      config: bare,
    });
  }

  /** With the inspector only where memory is looked at: it slows what it watches. */
  async start(isWatched = false): Promise<void> {
    const { directory, port, inspectorPort, events, seed, now } = this.#settings;
    const objects = "objects";
    this.#workerd = new Workerd({
      directory,
      objects,
      ...(isWatched ? { inspectorPort } : {}),
      services: [
        {
          name: "search",
          script: "search.js",
          port,
          bindings: [
            { name: "INDEX", className: "GeneratedIndex" },
            { name: "EVENTS", text: String(events) },
            { name: "SEED", text: String(seed) },
            { name: "NOW", text: String(now) },
          ],
          classes: ["GeneratedIndex"],
        },
      ],
    });
    await this.#workerd.start();
  }

  async stop(): Promise<void> {
    await this.#workerd?.stop();
    this.#workerd = null;
  }

  async #ask<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${this.#origin}${path}`, {
      method: body ? "POST" : "GET",
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    // What the worker beside this answers.
    return (text === "" ? null : JSON.parse(text)) as Answer;
  }

  build = (): Promise<null> => this.#ask("/build");
  status = (): Promise<IndexStatus> => this.#ask("/status");
  empty = (): Promise<null> => this.#ask("/empty");
  rename = (i: number, name: string): Promise<string> =>
    this.#ask(`/rename?i=${i}&name=${encodeURIComponent(name)}`);
  find = (query: SearchQuery, limit = 20): Promise<SearchFound | null> =>
    this.#ask("/find", { query, limit, now: this.#settings.now });
  time = (queries: readonly SearchQuery[], limit = 20): Promise<number[]> =>
    this.#ask("/time", { queries, limit, now: this.#settings.now });

  /** Of the isolate: V8's heap and what hangs on it; megabytes. */
  get pid(): number {
    return this.#workerd?.pid ?? 0;
  }

  async memory(): Promise<number> {
    const inspector = await Inspector.open(this.#settings.inspectorPort, "search");
    try {
      // A snapshot begins with a whole collection.
      await inspector.ask("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
      const usage = await inspector.ask<{ usedSize: number; backingStorageSize?: number }>(
        "Runtime.getHeapUsage",
      );
      return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1e6;
    } finally {
      inspector.close();
    }
  }
}
