/** What a search engine is told of: coming events, and the venues and performers of coming events. */
export const sitemapKinds = ["events", "venues", "performers"] as const;
export type SitemapKind = (typeof sitemapKinds)[number];

export interface SitemapPage {
  readonly kind: SitemapKind;
  /** From 1. */
  readonly number: number;
  /** Of the newest entry; epoch milliseconds. */
  readonly changedAt: number;
}

export interface SitemapEntry {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

export interface SitemapStore {
  /** Entries in the order of ids, cut into pages of `perPage`. */
  pages(perPage: number, now: number): Promise<readonly SitemapPage[]>;
  entries(
    kind: SitemapKind,
    page: { readonly offset: number; readonly limit: number },
    now: number,
  ): Promise<readonly SitemapEntry[]>;
}

export interface Sitemap {
  pages(): Promise<readonly SitemapPage[]>;
  /** Empty: there is no such page. */
  entries(kind: SitemapKind, number: number): Promise<readonly SitemapEntry[]>;
}

/** The protocol allows 50,000 (sitemaps.org); fewer keep a page at a megabyte, which a Worker makes in some milliseconds. */
const entriesPerPage = 10_000;

export const createSitemap = ({
  store,
  now,
  perPage = entriesPerPage,
}: {
  readonly store: SitemapStore;
  readonly now: () => number;
  readonly perPage?: number;
}): Sitemap => ({
  pages: () => store.pages(perPage, now()),
  entries: (kind, number) => store.entries(kind, { offset: (number - 1) * perPage, limit: perPage }, now()),
});
