import { DurableObject } from "cloudflare:workers";
import type { SearchQuery } from "../../src/search/query.ts";
import { type SearchRegion, searchRegions } from "../../src/search/region.ts";
import type { SearchFound, Suggestion } from "../../src/search/search-index.ts";
import type { IndexStatus, SearchIndexContract } from "./contract.ts";
import { Keeper } from "./keeper.ts";
import type { IndexWorld } from "./world.ts";

/** The shell of a region's index: RPC and the alarm of a Durable Object. What it does is the keeper's. */
export class SearchIndexObject<Env = unknown> extends DurableObject<Env> implements SearchIndexContract {
  world: IndexWorld;
  readonly #keeper: Keeper;

  constructor(ctx: DurableObjectState, env: Env, world: IndexWorld) {
    super(ctx, env);
    this.world = world;
    this.#keeper = new Keeper(
      { storage: ctx.storage, waitUntil: (work) => ctx.waitUntil(work) },
      regionNamed(ctx.id.name),
      () => this.world,
    );
  }

  find(query: SearchQuery, limit: number, now: number): Promise<SearchFound | null> {
    return this.#keeper.find(query, limit, now);
  }

  suggest(prefix: string, limit: number, now: number): Promise<readonly Suggestion[] | null> {
    return this.#keeper.suggest(prefix, limit, now);
  }

  nudge(): Promise<void> {
    return this.#keeper.nudge();
  }

  status(): Promise<IndexStatus> {
    return this.#keeper.status();
  }

  rebuild(): Promise<void> {
    return this.#keeper.rebuild();
  }

  /** Awaited, so that the runtime gives long work its time; nothing else needs this alarm. */
  override alarm(): Promise<void> {
    return this.#keeper.work();
  }
}

/** Null: the runtime does not say, as when an alarm wakes it. */
const regionNamed = (name: string | undefined): SearchRegion | null => {
  const region = searchRegions.find((known) => known === name);
  if (name !== undefined && !region) throw new Error(`an index stands in a region, not in '${name}'`);
  return region ?? null;
};
