import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { IndexStatus, SearchIndexContract } from "../../durable-objects/search-index/contract.ts";
import type { IndexWorld } from "../../durable-objects/search-index/world.ts";
import { type EventId, newEventId, newVenueId } from "../../src/domain/ids.ts";
import type { ChangeLog, LogCursor } from "../../src/search/change-log.ts";
import type { EventSummary, SearchDocument } from "../../src/search/document.ts";
import type { SearchParameters } from "../../src/search/parameters.ts";
import { searchQueryOf } from "../../src/search/query.ts";
import type { SearchRegion } from "../../src/search/region.ts";
import type { SearchFound, Suggestion } from "../../src/search/search-index.ts";
import { searchIndexOf } from "../../src/search-regions.ts";

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const dayMs = 24 * 3600_000;

/** Noon of a Tuesday, everywhere in Europe. */
export const tuesday = Date.UTC(2027, 2, 2, 11);

export type DocumentParts = Omit<Partial<SearchDocument>, "summary"> & {
  readonly summary?: Partial<Omit<EventSummary, "venue">> & {
    readonly venue?: Partial<EventSummary["venue"]>;
  };
};

/** A concert in Berlin in a week, unless it is said otherwise. */
export const documentOf = ({ summary = {}, ...rest }: DocumentParts = {}): SearchDocument => {
  const startsAt = summary.startsAt ?? tuesday + 7 * dayMs;
  const { venue, ...shown } = summary;
  return {
    description: "",
    organizationId: "org_test",
    performerIds: (summary.performers ?? []).map((_, i): `prf_${string}` => `prf_${"0".repeat(15)}${i}`),
    region: null,
    day: new Date(startsAt).toISOString().slice(0, 10),
    endsAt: startsAt + 3 * 3600_000,
    popularity: 0,
    ...rest,
    summary: {
      id: newEventId(random),
      name: "Evening",
      type: "concert",
      startsAt,
      timeZone: "Europe/Berlin",
      imageUrl: null,
      performers: [],
      prices: { lowestMinor: 2000, highestMinor: 5000, currency: "eur" },
      availability: null,
      ...shown,
      venue: {
        id: newVenueId(random),
        name: "Hall",
        city: "Berlin",
        country: "DE",
        latitude: 52.52,
        longitude: 13.4,
        ...venue,
      },
    },
  };
};

/** A catalogue with its log, in the place of Postgres. */
export class TestLog implements ChangeLog {
  readonly published = new Map<EventId, SearchDocument>();
  readonly reports: string[] = [];
  readonly #changes: EventId[] = [];
  #trimmed = 0;
  /** Postgres does not answer. */
  isAway = false;
  /** Pages of a rebuild wait while it is closed. */
  isGateOpen = true;
  pagesAsked = 0;

  put(...documents: readonly SearchDocument[]): void {
    for (const document of documents) {
      this.published.set(document.summary.id, document);
      this.#changes.push(document.summary.id);
    }
  }

  remove(id: EventId): void {
    this.published.delete(id);
    this.#changes.push(id);
  }

  trimAll(): void {
    this.#trimmed = this.#changes.length;
  }

  async end(): Promise<LogCursor> {
    this.#answer();
    return { xid: "1", id: String(this.#changes.length) };
  }

  async read({ id }: LogCursor, limit: number) {
    this.#answer();
    const from = Number(id);
    if (from < this.#trimmed) return null;
    const some = this.#changes.slice(from, from + limit);
    const isBehind = from + some.length < this.#changes.length;
    return {
      changes: [...new Set(some)].map((eventId) => ({ eventId, at: 0 })),
      cursor: { xid: "1", id: String(from + some.length) },
      isBehind,
      lagMs: isBehind ? 1000 : 0,
    };
  }

  async documents(ids: readonly EventId[]) {
    this.#answer();
    return ids.flatMap((id) => this.published.get(id) ?? []);
  }

  async all(after: EventId | null, limit: number) {
    this.pagesAsked++;
    // An object may not wait for what another request resolves, so it looks.
    while (!this.isGateOpen) await new Promise((resolve) => setTimeout(resolve, 5));
    this.#answer();
    return [...this.published.values()]
      .filter(({ summary }) => summary.id > (after ?? ""))
      .sort((a, b) => (a.summary.id < b.summary.id ? -1 : 1))
      .slice(0, limit);
  }

  async report(_region: SearchRegion, { id }: LogCursor) {
    this.#answer();
    this.reports.push(id);
  }

  async trim() {}

  #answer(): void {
    if (this.isAway) throw new Error("Postgres is away");
  }
}

/** A real index of a region, with a catalogue and a clock that the test sets. */
export class TestIndex {
  readonly log = new TestLog();
  readonly index: SearchIndexContract;
  readonly #region: SearchRegion;
  now = tuesday;

  constructor(region: SearchRegion) {
    this.#region = region;
    this.index = searchIndexOf(env, region);
  }

  /** With these documents, built. */
  static async with(region: SearchRegion, documents: readonly SearchDocument[] = []): Promise<TestIndex> {
    const test = new TestIndex(region);
    test.log.put(...documents);
    await test.instruct();
    await test.rebuild();
    return test;
  }

  get stub() {
    return env.SEARCH_INDEX.getByName(this.#region);
  }

  async instruct(world: Partial<IndexWorld> = {}): Promise<void> {
    await runInDurableObject(this.stub, (instance) => {
      instance.world = {
        ...instance.world,
        changeLog: this.log,
        now: () => this.now,
        log: () => {},
        ...world,
      };
    });
  }

  async rebuild(): Promise<void> {
    await this.index.rebuild();
    await this.settle();
  }

  /** Lets it do all that there is to do. */
  async settle(): Promise<void> {
    do await runInDurableObject(this.stub, (instance) => instance.alarm());
    while ((await this.index.status()).isBuilding && !this.log.isAway);
  }

  async sleepAndWake(): Promise<void> {
    await evictDurableObject(this.stub);
    await this.instruct();
  }

  async ringAlarm(): Promise<boolean> {
    return await runDurableObjectAlarm(this.stub);
  }

  status(): Promise<IndexStatus> {
    return this.index.status();
  }

  async found(parameters: SearchParameters, limit = 21): Promise<SearchFound> {
    const read = searchQueryOf(parameters);
    if ("faults" in read) throw new Error(JSON.stringify(read.faults));
    const found = await this.index.find(read.query, limit, this.now);
    if (!found) throw new Error("no index is built");
    return found;
  }

  async ids(parameters: SearchParameters, limit = 100): Promise<EventId[]> {
    return (await this.found(parameters, limit)).hits.map(({ event }) => event.id);
  }

  async suggestions(text: string, limit = 8): Promise<readonly Suggestion[]> {
    return (await this.index.suggest(text, limit, this.now)) ?? [];
  }
}

export const idOf = ({ summary }: SearchDocument): EventId => summary.id;
