/**
 * Of all that a query finds, whatever the page: how many there are of each value, the most frequent first, then by value, at most
 * `mostFacetValues`.
 */
export interface Facets {
  readonly type: readonly FacetCount[];
  /** `Berlin, DE`, which can be asked for as a location. */
  readonly city: readonly FacetCount[];
  /** ISO 3166-1 alpha-2. */
  readonly country: readonly FacetCount[];
  /** Of the venue's day: `2027-03`. */
  readonly month: readonly FacetCount[];
  /** `priceBandOf` of the lowest price; an event without prices is in none. */
  readonly price: readonly FacetCount[];
  /** One of which nothing is known is in none. */
  readonly availability: readonly FacetCount[];
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

export const mostFacetValues = 20;

/** Where bands begin, in minor units of any currency: with 1, 2 and 5 in turn there are a few of them wherever prices lie. */
export const priceBandStarts = [
  0, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
] as const;

/** `eur:2000..4999`, the ends within; the dearest has none: `eur:1000000..`. */
export const priceBandOf = (lowestMinor: number, currency: string): string => {
  const band = priceBandStarts.findLastIndex((start) => start <= lowestMinor);
  const [from = 0, next] = priceBandStarts.slice(Math.max(band, 0));
  return `${currency}:${from}..${next === undefined ? "" : next - 1}`;
};
