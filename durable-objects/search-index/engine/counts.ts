import { levels } from "./numbering.ts";

/** What an index counts of itself; it is stored with what it counts. */
export interface Counts {
  documents: number;
  /** Numbers given in each level, also those that are free again. */
  given: number[];
  lastWord: number;
  lastVenue: number;
  /** By their number from 1; more than there are on earth fit. */
  currencies: string[];
}

export const noCounts = (): Counts => ({
  documents: 0,
  given: new Array<number>(levels).fill(0),
  lastWord: 0,
  lastVenue: 0,
  currencies: [],
});

export const givenOf = ({ given }: Counts): number => given.reduce((sum, count) => sum + count, 0);

/** From 1; a currency that is new is added. */
export const currencyNumber = (counts: Counts, currency: string): number => {
  const known = counts.currencies.indexOf(currency);
  return known < 0 ? counts.currencies.push(currency) : known + 1;
};
