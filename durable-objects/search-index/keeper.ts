import type { SearchQuery } from "../../src/search/query.ts";
import type { SearchRegion } from "../../src/search/region.ts";
import type { SearchFound, Suggestion } from "../../src/search/search-index.ts";
import { buildSome, startBuilding } from "./build.ts";
import type { IndexStatus, SearchIndexContract } from "./contract.ts";
import { givenOf } from "./engine/counts.ts";
import { findEvents } from "./engine/find.ts";
import { longOver } from "./engine/long-over.ts";
import { Shelf } from "./engine/shelf.ts";
import { suggestNames } from "./engine/suggest.ts";
import { writeDocuments } from "./engine/writer.ts";
import { changesAtOnce, type FollowedPage, readPage } from "./follow.ts";
import { isMigrated, migrate } from "./migrations.ts";
import { otherShelf, type Progress, readProgress, writeProgress } from "./progress.ts";
import type { IndexStorage } from "./storage.ts";
import { Turns } from "./turns.ts";
import type { IndexWorld } from "./world.ts";

/** What it stands on. */
export interface IndexGround {
  readonly storage: IndexStorage;
  /** The runtime keeps the object until this is done. */
  readonly waitUntil: (work: Promise<unknown>) => void;
}

/** Numbers of documents that are gone are not given again; when most are, the index is built anew. */
const mostHoles = 10_000;
const sweepMs = 3600_000;

/**
 * Keeps a region's index: answers out of it, follows the change log, and builds it anew when it has to. One thing at a time is done to
 * it; what was read before an await is read again behind it. It knows nothing of the runtime that it lives in.
 */
export class Keeper implements SearchIndexContract {
  readonly #ground: IndexGround;
  readonly #world: () => IndexWorld;
  readonly #turns: Turns;
  #progress: Progress;
  #answering: Shelf | null = null;
  #wantsRebuild = false;
  #lagMs = 0;
  #lookedAt: number | null = null;
  #sweptAt = 0;

  constructor(ground: IndexGround, region: SearchRegion | null, world: () => IndexWorld) {
    this.#ground = ground;
    this.#world = world;
    this.#turns = new Turns(
      world,
      (at) => void ground.storage.setAlarm(at),
      (until) => this.#workOnce(until),
    );
    if (isMigrated(ground.storage.sql)) migrate(ground.storage);
    const progress = readProgress(ground.storage.sql);
    this.#progress = { ...progress, region: progress.region ?? region };
  }

  async find(query: SearchQuery, limit: number, now: number): Promise<SearchFound | null> {
    const shelf = this.#shelf();
    return shelf && findEvents(shelf, query, limit, now);
  }

  async suggest(prefix: string, limit: number, now: number): Promise<readonly Suggestion[] | null> {
    const shelf = this.#shelf();
    return shelf && suggestNames(shelf, prefix, limit, now);
  }

  /** Where nobody has searched yet there is none, and none is made. */
  async nudge(): Promise<void> {
    if (!this.#progress.answering && !this.#progress.building) return;
    this.#ground.waitUntil(this.work());
  }

  async rebuild(): Promise<void> {
    this.#wantsRebuild = true;
    this.#ground.waitUntil(this.work());
  }

  async status(): Promise<IndexStatus> {
    const { answering, building } = this.#progress;
    return {
      documents: answering ? (this.#shelf()?.counts.documents ?? 0) : 0,
      cursor: answering?.cursor ?? null,
      lagMs: this.#lagMs,
      lookedAt: this.#lookedAt,
      isBuilding: building !== null || this.#wantsRebuild,
      bytes: this.#ground.storage.sql.databaseSize,
    };
  }

  get #region(): SearchRegion {
    const { region } = this.#progress;
    if (!region) throw new Error("an index stands in a region");
    return region;
  }

  /** Does what there is to do, for some seconds at most, and sets the alarm for the rest. */
  work(): Promise<void> {
    return this.#turns.work();
  }

  /** The index that answers; null: none is built, and then one is begun. */
  #shelf(): Shelf | null {
    const { answering } = this.#progress;
    if (!answering) {
      this.#ground.waitUntil(this.work());
      return null;
    }
    this.#answering ??= new Shelf(this.#ground.storage.sql, answering.shelf, true);
    return this.#answering;
  }

  /** Answers whether there is more to do. */
  async #workOnce(until: number): Promise<boolean> {
    if (this.#wantsRebuild || (!this.#progress.answering && !this.#progress.building))
      await this.#startBuilding();
    const isBehind = await this.#follow();
    if (this.#progress.building) return await this.#build(until);
    if (!isBehind) this.#sweep();
    return isBehind || this.#wantsRebuild;
  }

  async #startBuilding(): Promise<void> {
    const { changeLog } = this.#world();
    const cursor = await changeLog.end();
    // From here on the log is kept for it.
    await changeLog.report(this.#region, cursor);
    migrate(this.#ground.storage);
    const shelf = otherShelf(this.#progress.answering?.shelf);
    await startBuilding(this.#ground.storage.sql, shelf, this.#world());
    this.#wantsRebuild = false;
    this.#write({ ...this.#progress, building: { shelf, cursor, after: null, isHalfWritten: false } });
  }

  async #build(until: number): Promise<boolean> {
    const { building } = this.#progress;
    if (!building) return false;
    if (building.isHalfWritten) {
      this.#wantsRebuild = true;
      return true;
    }
    const { storage } = this.#ground;
    const isWritten = await buildSome(storage.sql, building, until, this.#world(), (next) =>
      this.#write({ ...this.#progress, building: next }),
    );
    if (!isWritten || this.#wantsRebuild) return true;
    // What changed while it was written, before it takes the place of the one that knows of it.
    const shelf = new Shelf(storage.sql, building.shelf, false);
    let { cursor } = building;
    for (let isBehind = true; isBehind; ) {
      const page = await readPage(this.#world().changeLog, cursor);
      if (!page) {
        this.#wantsRebuild = true;
        return true;
      }
      this.#apply(shelf, page, () => {});
      ({ cursor, isBehind } = page);
    }
    const before = this.#progress.answering?.shelf;
    this.#write({ ...this.#progress, answering: { shelf: building.shelf, cursor }, building: null });
    // Two in memory would be too much: the new one is read when it is next asked.
    this.#answering = null;
    if (before) await startBuilding(storage.sql, before, this.#world());
    return true;
  }

  /** One page of the log; answers whether there is more. */
  async #follow(): Promise<boolean> {
    const { answering } = this.#progress;
    if (!answering) return false;
    const { changeLog, now } = this.#world();
    const page = await readPage(changeLog, answering.cursor);
    if (!page) {
      // The log does not reach back to where this index is.
      this.#wantsRebuild = this.#progress.building === null;
      return true;
    }
    this.#lookedAt = now();
    this.#lagMs = page.lagMs;
    const shelf = this.#shelf();
    if (!shelf || page.ids.length === 0) return page.isBehind;
    this.#apply(shelf, page, () =>
      writeProgress(this.#ground.storage.sql, {
        ...this.#progress,
        answering: { ...answering, cursor: page.cursor },
      }),
    );
    this.#progress = { ...this.#progress, answering: { ...answering, cursor: page.cursor } };
    // While another is built, the log is kept for that one, which is farther behind.
    if (!page.isBehind && !this.#progress.building) await changeLog.report(this.#region, page.cursor);
    return page.isBehind;
  }

  /** In one transaction with what `also` writes. */
  #apply(
    shelf: Shelf,
    { documents, gone }: Pick<FollowedPage, "documents" | "gone">,
    also: () => void,
  ): void {
    try {
      this.#ground.storage.transactionSync(() => {
        for (const _ of writeDocuments(shelf, documents, gone));
        also();
      });
    } catch (error) {
      // Memory may be ahead of what was written: it is read again.
      if (shelf === this.#answering) this.#answering = null;
      throw error;
    }
  }

  /** Takes out what is long over, and begins anew when there are more holes than documents. */
  #sweep(): void {
    const now = this.#world().now();
    const shelf = this.#shelf();
    if (!shelf || now - this.#sweptAt < sweepMs) return;
    const over = longOver(shelf, now, changesAtOnce);
    if (over.length < changesAtOnce) this.#sweptAt = now;
    if (over.length > 0) this.#apply(shelf, { documents: [], gone: over }, () => {});
    const holes = givenOf(shelf.counts) - shelf.counts.documents;
    if (holes > mostHoles && holes > shelf.counts.documents) this.#wantsRebuild = true;
  }

  #write(progress: Progress): void {
    writeProgress(this.#ground.storage.sql, progress);
    this.#progress = progress;
  }
}
