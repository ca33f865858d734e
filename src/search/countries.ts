import { foldText } from "./folding.ts";

/** In which a country's name is understood, besides English. */
const languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja"];

const byHabit = {
  usa: "us",
  america: "us",
  uk: "gb",
  "great britain": "gb",
  britain: "gb",
  england: "gb",
  scotland: "gb",
  wales: "gb",
  holland: "nl",
} as const;

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

const namedCountries = (): ReadonlyMap<string, string> => {
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    // A code of the past stands for its successor (DD for DE) and would bear the same name.
    .filter((code) => new Intl.Locale(`und-${code}`).region === code);
  const named = new Map<string, string>(Object.entries(byHabit));
  for (const language of languages) {
    const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    for (const code of codes) {
      const name = names.of(code);
      if (name && !named.has(foldText(name))) named.set(foldText(name), code.toLowerCase());
    }
  }
  return named;
};

let countries: ReadonlyMap<string, string> | undefined;

/** ISO 3166-1 alpha-2 in lower case of a folded code or name ("de", "germany", "deutschland"); undefined when it is none. */
export const countryCodeOf = (folded: string): string | undefined => {
  if (/^[a-z]{2}$/.test(folded) && folded !== "uk") return folded;
  countries ??= namedCountries();
  return countries.get(folded);
};
