import type { SearchParameters } from "../../../src/search/parameters.ts";
import { type SearchQuery, searchQueryOf } from "../../../src/search/query.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { pick, type Random, randomOf } from "./catalogue/random.ts";
import { typoOf } from "./catalogue/typos.ts";
import { commonInNames, commonInTexts } from "./catalogue/vocabulary.ts";

export const queryKinds = [
  "rare word",
  "common word",
  "two words",
  "prefix",
  "misspelt",
  "near, in a month",
  "facets",
] as const;
export type QueryKind = (typeof queryKinds)[number];

/** What is asked, for whoever answers. */
export interface BenchQuery {
  readonly kind: QueryKind;
  readonly parameters: SearchParameters;
  readonly query: SearchQuery;
}

const queryOf = (parameters: SearchParameters): SearchQuery => {
  const read = searchQueryOf(parameters);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.query;
};

/** From the words that most events have to those that one has. */
const common = [...commonInNames.slice(0, 12), ...commonInTexts.slice(0, 12)];

const wordOf = (random: Random, text: string): string =>
  pick(
    random,
    text.split(" ").filter((word) => word.length > 2),
  );

/** `count` of each kind, the kinds in turn; terms rotate from common to rare. */
export const benchQueries = (catalogue: Catalogue, count: number, now: number): BenchQuery[] => {
  const random = randomOf(2027);
  const anEvent = () => catalogue.document(Math.floor(random() * catalogue.size));
  // What performers are named by is rare, but for the few whom everybody knows.
  const rare = (): string =>
    wordOf(random, catalogue.performer(Math.floor(random() * catalogue.performerCount)));
  const month = new Date(now + 30 * 24 * 3600_000).toISOString().slice(0, 10);
  const later = new Date(now + 60 * 24 * 3600_000).toISOString().slice(0, 10);
  const of = (kind: QueryKind, i: number): SearchParameters => {
    const often = common[i % common.length] ?? "live";
    switch (kind) {
      case "rare word":
        return { term: `"${rare()}"` };
      case "common word":
        return { term: `"${often}"` };
      case "two words":
        return {
          term: `"${often}" "${i % 2 === 0 ? rare() : (common[(i * 7 + 3) % common.length] ?? "night")}"`,
        };
      case "prefix":
        return { term: (i % 3 === 0 ? often : wordOf(random, anEvent().summary.name)).slice(0, 2 + (i % 4)) };
      case "misspelt":
        return { term: typoOf(random, wordOf(random, anEvent().summary.performers[0] ?? "evening")) };
      case "near, in a month": {
        const { latitude, longitude } = anEvent().summary.venue;
        const location = `${latitude.toFixed(3)},${longitude.toFixed(3)}`;
        return { location, radiusKm: [10, 25, 50, 100][i % 4] ?? 50, date: `${month}..${later}` };
      }
      case "facets":
        return {
          term: i % 2 === 0 ? `"${often}"` : `"${wordOf(random, anEvent().summary.name)}"`,
          facets: true,
        };
    }
  };
  return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    queryKinds.map((kind): BenchQuery => {
      const parameters = of(kind, i);
      return { kind, parameters, query: queryOf(parameters) };
    }),
  );
};
