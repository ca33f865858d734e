import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventTypes } from "../../src/domain/event.ts";
import { encodeCursor, searchSources } from "../../src/search/cursor.ts";
import type { SearchParameters } from "../../src/search/parameters.ts";
import { searchQueryOf, searchUrlOf } from "../../src/search/query.ts";
import { searchSorts } from "../../src/search/sort.ts";
import { faultsOf, parametersIn, queryOf } from "../support/search-queries.ts";

const urlOf = (parameters: SearchParameters): string => searchUrlOf(queryOf(parameters));

const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const price = fc.nat({ max: 1_000_000 });
const words = [
  "Jazz",
  "l'été",
  "near",
  "today",
  "this weekend",
  "Berlin",
  '"',
  "  ",
  "!",
  "me",
  "東京",
  "ß",
  "Ø,",
];

const parameters: fc.Arbitrary<SearchParameters> = fc.record(
  {
    term: fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((all) => all.join(" ")),
    ),
    location: fc.oneof(
      fc.constantFrom("Berlin", "Wien, Österreich", "CA", "UK"),
      fc
        .tuple(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }))
        .map((point) => point.map((degrees) => degrees.toFixed(6)).join(", ")),
    ),
    radiusKm: fc.integer({ min: 1, max: 500 }),
    type: fc.array(fc.constantFrom(...eventTypes), { maxLength: 3 }),
    date: fc.oneof(
      fc.constantFrom("today", " Weekend"),
      day,
      fc.tuple(day, day).map((days) => days.toSorted().join("..")),
      day.map((first) => `${first}..`),
    ),
    priceMin: price,
    priceMax: price,
    currency: fc.constantFrom("eur", "jpy"),
    available: fc.boolean(),
    organizer: fc.constant("org_a" as const),
    venue: fc.constant("ven_0000000000000000" as const),
    performer: fc.constant("prf_0000000000000000" as const),
    sort: fc.constantFrom(...searchSorts),
    facets: fc.boolean(),
    cursor: fc
      .record({
        sort: fc.constantFrom(...searchSorts),
        source: fc.constantFrom(...searchSources),
        sortKey: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        startsAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
        eventId: fc.constant("evt_000000000000" as const),
      })
      .map(encodeCursor),
    limit: fc.integer({ min: 1, max: 100 }),
  },
  { requiredKeys: [] },
);

describe("the normal URL of a query", () => {
  test("is read as the same query, and is its own normal URL", () => {
    let read = 0;
    fc.assert(
      fc.property(parameters, (asked) => {
        const first = searchQueryOf(asked);
        if ("faults" in first) return;
        read += 1;
        const url = searchUrlOf(first.query);
        const again = queryOf(parametersIn(url));
        expect(again).toEqual(first.query);
        expect(searchUrlOf(again)).toBe(url);
      }),
      { numRuns: 6000 },
    );
    expect(read).toBeGreaterThan(200);
  });

  test("does not tell apart case, white space, accents and what is the default", () => {
    for (const same of [
      [{}, { term: " " }, { limit: 20, available: false, facets: false, sort: "date" }],
      [
        { term: "Beyoncé  live" },
        { term: " beyonce LIVE ", sort: "relevance" },
        { term: "beyonce, live!", location: " " },
      ],
      [{ term: '"Big  Band" jazz' }, { term: "„big band“ Jazz" }],
      [{ location: "Berlin,Germany" }, { location: " berlin , GERMANY" }],
      [{ location: "52.52,13.40" }, { location: "52.49, 13.42", radiusKm: 50 }],
      [{ date: "2027-03-01" }, { date: "2027-03-01..2027-03-01" }],
      [{ date: "weekend" }, { date: "WEEKEND " }],
      [{ priceMax: 100 }, { priceMin: 0, priceMax: 100 }],
    ] as const satisfies readonly (readonly SearchParameters[])[])
      expect(new Set(same.map(urlOf)).size).toBe(1);
  });

  test("tells apart what is different", () => {
    const different: readonly SearchParameters[] = [
      {},
      { term: "a" },
      { term: '"a"' },
      { term: "a b" },
      { term: '"a b"' },
      { term: '"a" b' },
      { term: "!" },
      { term: "a", sort: "date" },
      { date: "today" },
      { date: "weekend" },
      { priceMin: 0 },
      { priceMax: 0 },
      { priceMax: 0, currency: "eur" },
      { available: true },
      { facets: true },
      { organizer: "org_a" },
      { venue: "ven_0000000000000000" },
      { performer: "prf_0000000000000000" },
      { sort: "popularity" },
      { location: "1,1" },
      { location: "1,1", sort: "distance" },
      { location: "1,1", radiusKm: 10 },
    ];
    expect(new Set(different.map(urlOf)).size).toBe(different.length);
  });
});

describe("a term", () => {
  const partsOf = (term: string) => queryOf({ term }).term?.parts;
  const word = (text: string, isPrefix = false) => ({ kind: "word", text, isPrefix });
  const phrase = (...all: string[]) => ({ kind: "phrase", words: all });

  test("is words of which the last may be a beginning, and phrases that are meant as they stand", () => {
    expect(partsOf("Die schöne Müll")).toEqual([word("die"), word("schone"), word("mull", true)]);
    expect(partsOf('live "Big Band" jazz')).toEqual([
      word("live"),
      phrase("big", "band"),
      word("jazz", true),
    ]);
    expect(partsOf('jazz "live"')).toEqual([word("jazz"), phrase("live")]);
  });

  test("a quote that nothing closes is not there, and quotes around nothing are not either", () => {
    expect(partsOf('jazz "big ba')).toEqual([word("jazz"), word("big"), word("ba", true)]);
    expect(partsOf('"a b" "c')).toEqual([phrase("a", "b"), word("c", true)]);
    expect(partsOf('a "" " "')).toEqual([word("a", true)]);
  });

  test("of symbols alone is one without a word", () => {
    expect(partsOf("!!!")).toEqual([]);
  });

  test("of too many words is refused, also within quotes", () => {
    expect(faultsOf({ term: "a ".repeat(12) })).toEqual([]);
    expect(faultsOf({ term: "a ".repeat(13) })).toEqual(["term"]);
    expect(faultsOf({ term: `"${"a ".repeat(13)}"` })).toEqual(["term"]);
  });
});

describe("what a term says of place and time", () => {
  const berlin = urlOf({ location: "52.52,13.405", term: "jazz", date: "weekend" });

  test("is meant as the parameters would say it", () => {
    for (const term of [
      "jazz near Berlin this weekend",
      "Jazz this weekend near BERLÍN",
      "jazz in der Nähe von Berlin dieses Wochenende",
    ])
      expect(urlOf({ term })).toBe(berlin);
    expect(urlOf({ term: "tonight" })).toBe(urlOf({ date: "today" }));
    expect(urlOf({ term: "jazz near Kleinkleckersdorf" })).toBe(
      urlOf({ term: "jazz", location: "Kleinkleckersdorf" }),
    );
    expect(urlOf({ term: "near enough near Berlin", date: "weekend" })).toBe(
      urlOf({ term: "near enough", location: "52.52,13.405", date: "weekend" }),
    );
  });

  test("is not looked for in quotes, in the middle, or where a parameter says it", () => {
    for (const asked of [
      { term: 'jazz "today"' },
      { term: "today we jazz" },
      { term: "jazz near me" },
      { term: "jazz today", date: "2027-03-01" },
      { term: "jazz near berlin", location: "Hamburg" },
    ] as const)
      expect([asked.term, new URL(urlOf(asked), "https://x").searchParams.get("term")]).toEqual([
        asked.term,
        asked.term,
      ]);
  });
});

describe("a named place", () => {
  const partOf = (location: string) => {
    const { place } = queryOf({ location });
    return place?.kind === "named" ? place.parts[0] : undefined;
  };

  test("is a country by its name in whatever language", () => {
    for (const name of ["Germany", "Deutschland", "Saksa", "ドイツ", "Германия", "德國", "Alemanha", "DE"])
      expect([name, partOf(name)?.country]).toEqual([name, "de"]);
    expect(partOf("England")?.country).toBe("gb");
    expect(partOf("Hamburg")?.country).toBeNull();
  });

  test("is a city or a region by its names in other languages", () => {
    for (const name of ["Vienna", "Vienne", "ウィーン", "Bécs"])
      expect([name, partOf(name)?.otherNames]).toEqual([name, expect.arrayContaining(["wien"])]);
    expect(partOf("Wien")?.otherNames).toEqual(expect.arrayContaining(["vienna"]));
    expect(partOf("California")?.otherNames).toContain("ca");
    expect(partOf("Bavaria")?.otherNames).toContain("bayern");
    expect(partOf("Nowhere")?.otherNames).toEqual([]);
  });
});

test("what contradicts another parameter is refused, and the fault is where it is", () => {
  for (const [asked, at] of [
    [{ priceMin: 2, priceMax: 1 }, "priceMin"],
    [{ currency: "eur" }, "currency"],
    [{ sort: "relevance" }, "sort"],
    [{ sort: "distance" }, "sort"],
    [{ sort: "distance", location: "Berlin" }, "sort"],
    [{ radiusKm: 5 }, "radiusKm"],
    [{ radiusKm: 5, term: "near berlin" }, "radiusKm"],
    [{ radiusKm: 5, location: "Berlin" }, "radiusKm"],
    [{ location: "91,0" }, "location"],
    [{ location: "a,b,c,d,e" }, "location"],
    [{ date: "yesterday" }, "date"],
    [{ date: "2027-03-02..2027-03-01" }, "date"],
    [{ cursor: "x" }, "cursor"],
  ] as const satisfies readonly (readonly [SearchParameters, string])[])
    expect([asked, faultsOf(asked)]).toEqual([asked, [at]]);
});

test("a cursor goes on only in the order of the page that gave it", () => {
  const cursor = encodeCursor({
    sort: "date",
    source: "index",
    sortKey: 1,
    startsAt: 1,
    eventId: "evt_000000000000",
  });
  expect(faultsOf({ cursor })).toEqual([]);
  expect(faultsOf({ cursor, term: "a", sort: "date" })).toEqual([]);
  expect(faultsOf({ cursor, term: "a" })).toEqual(["cursor"]);
  expect(faultsOf({ cursor, sort: "popularity" })).toEqual(["cursor"]);
});
