import { foldText } from "./folding.ts";

/** Looked through first, in this order: where two languages give one name to two countries, the first one is meant. */
const common = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja"];

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

const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

/** Every language that the runtime knows, and those that are written in a second script or have a code of three letters. */
const languages = (): readonly string[] => [
  ...common,
  ...["zh-Hant", "sr-Latn", "uz-Cyrl", "fil", "yue"],
  ...pairs.filter((code) => Intl.DisplayNames.supportedLocalesOf(code).length > 0),
];

const namesIn = (language: string) => new Intl.DisplayNames(language, { type: "region", fallback: "none" });

const namedCountries = (): ReadonlyMap<string, string> => {
  const english = namesIn("en");
  const codes = pairs
    .map((pair) => pair.toUpperCase())
    // A code of the past stands for its successor (DD for DE) and would bear the same name.
    .filter((code) => new Intl.Locale(`und-${code}`).region === code && english.of(code));
  const named = new Map<string, string>(Object.entries(byHabit));
  for (const language of languages()) {
    const names = namesIn(language);
    for (const code of codes) {
      const name = foldText(names.of(code) ?? "");
      if (name && !named.has(name)) named.set(name, code.toLowerCase());
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
