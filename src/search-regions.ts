import type { SearchIndexContract } from "../durable-objects/search-index/contract.ts";
import type { Env } from "./env.ts";
import { type SearchRegion, searchRegions } from "./search/region.ts";
import type { SearchIndexes } from "./search/search-indexes.ts";

const middleEast = new Set("AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE".split(" "));
const easternEurope = new Set(
  "AL AM AZ BA BG BY CY CZ EE FI GE GR HR HU KZ LT LV MD ME MK PL RO RS RU SI SK UA XK".split(" "),
);

/** Degrees east: between them the mountains, and few fans. */
const middleOfNorthAmerica = -100;

/** What Cloudflare knows of where a request comes from; all of it may be missing. */
export interface RequestPlace {
  readonly continent?: unknown;
  readonly country?: unknown;
  readonly longitude?: unknown;
}

/** The index that is nearest to who asks. */
export const searchRegionOf = ({ continent, country, longitude }: RequestPlace): SearchRegion => {
  if (typeof country === "string" && middleEast.has(country)) return "me";
  switch (continent) {
    case "NA":
      return Number(longitude ?? 0) < middleOfNorthAmerica ? "wnam" : "enam";
    case "SA":
      return "sam";
    case "AF":
      return "afr";
    case "AS":
      return "apac";
    case "OC":
      return "oc";
    default:
      return typeof country === "string" && easternEurope.has(country) ? "eeur" : "weur";
  }
};

/** The one place that names a region's index; the first who names it has it made near that region. */
export const searchIndexOf = (env: Env, region: SearchRegion): SearchIndexContract =>
  // RPC answers with the same values, behind promises; its types wrap each in a disposable stub that plain data does not need.
  env.SEARCH_INDEX.getByName(region, { locationHint: region }) as unknown as SearchIndexContract;

/** Something that search finds has changed. An index that does not hear of it looks by itself before long. */
export const nudgeSearchIndexes = async (env: Env): Promise<void> => {
  await Promise.allSettled(searchRegions.map((region) => searchIndexOf(env, region).nudge()));
};

export const searchIndexesOf = (env: Env): SearchIndexes => ({
  status: () =>
    Promise.all(
      searchRegions.map(async (region) => ({
        region,
        status: await searchIndexOf(env, region)
          .status()
          .catch(() => null),
      })),
    ),
  rebuild: (region) => searchIndexOf(env, region).rebuild(),
});
