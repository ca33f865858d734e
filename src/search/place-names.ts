import { cities } from "./cities.ts";
import { foldText } from "./folding.ts";
import { regions } from "./regions.ts";

type Names = ReadonlyMap<string, readonly string[]>;

/** By each name, folded, all of whatever bears it. */
const namesIn = (lines: readonly string[]): Names => {
  const all = new Map<string, readonly string[]>();
  for (const line of lines) {
    const names = line.split("|").map(foldText);
    for (const name of names) all.set(name, [...new Set([...(all.get(name) ?? []), ...names])]);
  }
  return all;
};

// Made when they are first asked for: most questions name no place.
let ofCities: Names | undefined;
let ofRegions: Names | undefined;

/** Names that a city has in several languages, folded, the one that was asked among them. */
export const cityNamesOf = (folded: string): readonly string[] => {
  ofCities ??= namesIn(cities.map(([, , names]) => names));
  return ofCities.get(folded) ?? [folded];
};

/** Names and codes of a region, folded, the one that was asked among them. */
export const regionNamesOf = (folded: string): readonly string[] => {
  ofRegions ??= namesIn(regions);
  return ofRegions.get(folded) ?? [folded];
};

/** Where a city is; undefined when it is not among those that are known. */
export const middleOfCity = (folded: string): { latitude: number; longitude: number } | undefined => {
  const city = cities.find(([, , names]) => names.split("|").some((name) => foldText(name) === folded));
  return city && { latitude: city[0], longitude: city[1] };
};
