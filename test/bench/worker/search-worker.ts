import type { IndexStatus } from "../../../durable-objects/search-index/contract.ts";
import { SearchIndexObject } from "../../../durable-objects/search-index/search-index.ts";
import { realTime } from "../../../durable-objects/search-index/world.ts";
import type { EventId } from "../../../src/domain/ids.ts";
import type { ChangeLog, LogCursor } from "../../../src/search/change-log.ts";
import type { SearchDocument } from "../../../src/search/document.ts";
import type { SearchQuery } from "../../../src/search/query.ts";
import { Catalogue, eventIdAt, numberOfEvent } from "../search/catalogue/catalogue.ts";

export interface SearchBenchEnv {
  readonly INDEX: DurableObjectNamespace<GeneratedIndex>;
  readonly EVENTS: string;
  readonly SEED: string;
  readonly NOW: string;
}

/** The generated catalogue in the place of Postgres, so that an index builds itself of it as it would of that. */
class CatalogueLog implements ChangeLog {
  readonly #catalogue: Catalogue;
  readonly #changed: SearchDocument[] = [];

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  change(document: SearchDocument): void {
    this.#changed.push(document);
  }

  async end(): Promise<LogCursor> {
    return { xid: "1", id: String(this.#changed.length) };
  }

  async read({ id }: LogCursor, limit: number) {
    const some = this.#changed.slice(Number(id), Number(id) + limit);
    return {
      changes: some.map(({ summary }) => ({ eventId: summary.id, at: 0 })),
      cursor: { xid: "1", id: String(Number(id) + some.length) },
      isBehind: false,
      lagMs: 0,
    };
  }

  async documents(ids: readonly EventId[]) {
    return ids.flatMap((id) => this.#changed.findLast(({ summary }) => summary.id === id) ?? []);
  }

  async all(after: EventId | null, limit: number) {
    const from = after === null ? 0 : numberOfEvent(after) + 1;
    const count = Math.max(0, Math.min(limit, this.#catalogue.size - from));
    return Array.from({ length: count }, (_, i) => this.#catalogue.document(from + i));
  }

  async report() {}

  async trim() {}
}

/** A query is repeated until the runtime's clock, which counts milliseconds, can tell how long it takes. */
const leastMs = 6;
const mostRepeats = 24;

export class GeneratedIndex extends SearchIndexObject<SearchBenchEnv> {
  readonly #log: CatalogueLog;
  readonly #catalogue: Catalogue;

  constructor(ctx: DurableObjectState, env: SearchBenchEnv) {
    const catalogue = new Catalogue(Number(env.EVENTS), Number(env.SEED), Number(env.NOW));
    const log = new CatalogueLog(catalogue);
    super(ctx, env, { ...realTime, changeLog: log, log: console.error });
    this.#log = log;
    this.#catalogue = catalogue;
  }

  /** How long each takes within the object; milliseconds. */
  async time(queries: readonly SearchQuery[], limit: number, now: number): Promise<number[]> {
    const times: number[] = [];
    for (const query of queries) {
      const begun = performance.now();
      let repeats = 0;
      let passed = 0;
      while (passed < leastMs && repeats < mostRepeats) {
        await this.find(query, limit, now);
        repeats++;
        passed = performance.now() - begun;
      }
      times.push(passed / repeats);
    }
    return times;
  }

  /** Changes an event's name, as an organizer would, and says so. */
  async rename(i: number, name: string): Promise<EventId> {
    const document = this.#catalogue.document(i);
    this.#log.change({ ...document, summary: { ...document.summary, name } });
    await this.nudge();
    return eventIdAt(i);
  }
}

interface Asked {
  readonly query: SearchQuery;
  readonly limit: number;
  readonly now: number;
}

export default {
  async fetch(request: Request, { INDEX }: SearchBenchEnv): Promise<Response> {
    const index = INDEX.getByName("weur");
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case "/empty":
        return new Response("");
      case "/find": {
        const { query, limit, now } = await request.json<Asked>();
        return Response.json(await index.find(query, limit, now));
      }
      case "/time": {
        const { queries, limit, now } = await request.json<
          Omit<Asked, "query"> & { queries: SearchQuery[] }
        >();
        return Response.json(await index.time(queries, limit, now));
      }
      case "/build":
        await index.rebuild();
        return new Response("");
      case "/rename":
        return Response.json(
          await index.rename(Number(searchParams.get("i")), searchParams.get("name") ?? ""),
        );
      case "/status": {
        const status: IndexStatus = await index.status();
        return Response.json(status);
      }
      default:
        return new Response("", { status: 404 });
    }
  },
};
