import { placeInChunk } from "./chunk.ts";
import type { Columns } from "./columns.ts";

/** By what hits ascend: see `SearchSort`. */
export interface SortKeys {
  readonly sortKey: number;
  readonly startsAt: number;
  readonly idHigh: number;
  readonly idLow: number;
}

export interface PageHit extends SortKeys {
  readonly n: number;
  readonly relevance: number;
}

export const comparePlaces = (a: SortKeys, b: SortKeys): number =>
  a.sortKey - b.sortKey || a.startsAt - b.startsAt || a.idHigh - b.idHigh || a.idLow - b.idLow;

/** Keeps the first `limit` hits behind a place, of as many as one likes. */
export class Page {
  readonly hits: PageHit[] = [];
  readonly #limit: number;
  readonly #after: SortKeys | null;
  readonly #columns: Columns;

  constructor(limit: number, after: SortKeys | null, columns: Columns) {
    this.#limit = limit;
    this.#after = after;
    this.#columns = columns;
  }

  offer(n: number, sortKey: number, relevance: number): void {
    const { hits } = this;
    const last = hits.length === this.#limit ? (hits[hits.length - 1] as PageHit) : null;
    // Most of a million fail here.
    if (last !== null && sortKey > last.sortKey) return;
    if (this.#after !== null && sortKey < this.#after.sortKey) return;
    const chunk = this.#columns.at(n);
    const i = placeInChunk(n);
    const startsAt = chunk.startsAt[i] as number;
    if (last !== null && sortKey === last.sortKey && startsAt > last.startsAt) return;
    const hit = {
      n,
      sortKey,
      relevance,
      startsAt,
      idHigh: chunk.idHigh[i] as number,
      idLow: chunk.idLow[i] as number,
    };
    if (this.#after !== null && comparePlaces(hit, this.#after) <= 0) return;
    let at = hits.length;
    while (at > 0 && comparePlaces(hits[at - 1] as PageHit, hit) > 0) at--;
    if (at === this.#limit) return;
    if (last !== null) hits.pop();
    hits.splice(at, 0, hit);
  }
}
