import type { Refusal } from "../domain/outcome.ts";

/** What an organizer's use-case answers. */
export type CatalogResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: CatalogRefusal };

export type CatalogRefusal =
  /** Or it is another organization's: which of the two is not told. */
  | { readonly kind: "not_found"; readonly what: "venue" | "performer" | "seat map" | "event" }
  | { readonly kind: "invalid"; readonly faults: readonly Fault[] }
  | { readonly kind: "seat_map_invalid"; readonly faults: readonly Fault[] }
  | { readonly kind: "conflict"; readonly detail: string }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** `at` is a JSON pointer into what the organizer sent. */
export interface Fault {
  readonly at: string;
  readonly detail: string;
}

export const found = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

type Refused = { readonly ok: false; readonly refusal: CatalogRefusal };

export const notFound = (what: Extract<CatalogRefusal, { kind: "not_found" }>["what"]): Refused => ({
  ok: false,
  refusal: { kind: "not_found", what },
});
export const invalid = (faults: readonly Fault[]): Refused => ({
  ok: false,
  refusal: { kind: "invalid", faults },
});
export const seatMapInvalid = (faults: readonly Fault[]): Refused => ({
  ok: false,
  refusal: { kind: "seat_map_invalid", faults },
});
export const conflict = (detail: string): Refused => ({ ok: false, refusal: { kind: "conflict", detail } });
export const refused = (refusal: Refusal): Refused => ({ ok: false, refusal: { kind: "refused", refusal } });

/** A page of a list in the order of ids: those after `after`. */
export interface PageRequest<Id extends string> {
  readonly after: Id | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Of the next page; null at the end. */
  readonly next: string | null;
}

/** `items` holds one more than the limit when there is a next page. */
export const pageOf = <Item extends { readonly id: string }>(
  items: readonly Item[],
  limit: number,
): Page<Item> => {
  const shown = items.slice(0, limit);
  return { items: shown, next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
};

/** Says that what is shown to everyone has changed. Never rejects: a view that stays stale for its time is no fault of the change. */
export type Purge = (tags: readonly string[]) => Promise<void>;
