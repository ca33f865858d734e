import { beforeEach, describe, expect, test } from "vitest";
import { encodeCursor } from "../../src/search/cursor.ts";
import type { SearchParameters } from "../../src/search/parameters.ts";
import { documentOf, idOf, TestIndex, tuesday } from "../support/search-index.ts";

const dayMs = 24 * 3600_000;

describe("words", () => {
  test("a beginning finds, a middle does not; every word has to be there", async () => {
    const event = documentOf({ summary: { name: "Winterreise tonight" } });
    const index = await TestIndex.with("weur", [event]);
    expect(await index.ids({ term: "winterr" })).toEqual([idOf(event)]);
    expect(await index.ids({ term: "reise" })).toEqual([]);
    expect(await index.ids({ term: "tonight summer" })).toEqual([]);
    expect(await index.ids({ term: "winterreise ton" })).toEqual([idOf(event)]);
  });

  test("accents, case and letters with strokes matter on neither side", async () => {
    const event = documentOf({ summary: { name: "BEYONCÉ i Łódź, Straße Ørsted" } });
    const index = await TestIndex.with("weur", [event]);
    for (const term of ["beyonce", "Beyoncé", "lodz", "łódź", "strasse", "straße", "orsted"])
      expect(await index.ids({ term }), term).toEqual([idOf(event)]);
  });

  test("Greek, Cyrillic, Korean, Japanese and Thai are found", async () => {
    const names = [
      "Μουσική Βραδιά στην Αθήνα",
      "Лебединое озеро",
      "방탄소년단 콘서트",
      "東京ドームコンサート",
      "คอนเสิร์ตใหญ่",
    ];
    const events = names.map((name) => documentOf({ summary: { name } }));
    const index = await TestIndex.with("weur", events);
    const asked = ["μουσικη", "ΒΡΑΔΙΑ", "лебед", "ОЗЕРО", "방탄", "콘서트", "ドーム", "東京", "京", "เสิร์ต"];
    const at = [0, 0, 1, 1, 2, 2, 3, 3, 3, 4];
    for (const [i, term] of asked.entries())
      expect(await index.ids({ term }), term).toEqual([idOf(events[at[i] ?? 0] ?? documentOf())]);
    expect(await index.ids({ term: "東ドーム" })).toEqual([]);
  });

  test("a phrase stands side by side", async () => {
    const together = documentOf({ summary: { name: "The Night Train" } });
    const apart = documentOf({ summary: { name: "Train of the Night" } });
    const index = await TestIndex.with("weur", [together, apart]);
    expect(await index.ids({ term: '"night train"' })).toEqual([idOf(together)]);
    expect((await index.ids({ term: "night train" })).length).toBe(2);
    expect(await index.ids({ term: '"night tra"' })).toEqual([]);
  });

  test("a name says more than a performer, a performer more than the place, the place more than the description", async () => {
    const described = documentOf({ description: "About jazz", summary: { startsAt: tuesday + dayMs } });
    const placed = documentOf({ summary: { venue: { city: "Jazz" }, startsAt: tuesday + 2 * dayMs } });
    const performed = documentOf({ summary: { performers: ["Jazz"], startsAt: tuesday + 3 * dayMs } });
    const named = documentOf({ summary: { name: "Jazz", startsAt: tuesday + 4 * dayMs } });
    const index = await TestIndex.with("weur", [described, placed, performed, named]);
    expect(await index.ids({ term: "jazz" })).toEqual([named, performed, placed, described].map(idOf));
  });

  test("a misspelt word finds what is meant, and says so; one that is known is not corrected", async () => {
    const meant = documentOf({ summary: { performers: ["Ondine Kessler"] } });
    const other = documentOf({ summary: { name: "Kesslar" } });
    const index = await TestIndex.with("weur", [meant]);
    for (const term of ["ondine kesler", "kessller", "keslser", "Undine Kesler", "kessler ondien"])
      expect(await index.ids({ term }), term).toEqual([idOf(meant)]);
    expect((await index.found({ term: "kesler" })).corrections).toEqual([{ from: "kesler", to: "kessler" }]);
    index.log.put(other);
    await index.settle();
    expect(await index.ids({ term: '"kesslar"' })).toEqual([idOf(other)]);
    const found = await index.found({ term: "kesslar" });
    expect(found.hits.map(({ event }) => event.id)).toEqual([idOf(other)]);
    expect(found.corrections).toEqual([]);
    // When no event has it any more, it is a misspelt one again.
    index.log.remove(idOf(other));
    await index.settle();
    expect(await index.ids({ term: "kesslar" })).toEqual([idOf(meant)]);
  });

  test("no text is syntax", async () => {
    const index = await TestIndex.with("weur", [documentOf({ summary: { name: "Quiet" } })]);
    for (const term of ["' OR 1=1", "a\0b", "\ud800x", "=org_test", "% _ *", "x".repeat(10_000)])
      expect(await index.ids({ term: `${term} quiet zzzzzzzz` })).toEqual([]);
  });
});

describe("places and days", () => {
  const at = (
    latitude: number,
    longitude: number,
    city: string,
    country = "DE",
    timeZone = "Europe/Berlin",
  ) => documentOf({ summary: { timeZone, venue: { latitude, longitude, city, country } } });

  test("a city in any language, a region, a country, and parts of them", async () => {
    const munich = documentOf({ region: "Bayern", summary: { venue: { city: "München", country: "DE" } } });
    const index = await TestIndex.with("weur", [munich, documentOf()]);
    for (const location of [
      "München",
      "munchen",
      "Munich",
      "Bayern",
      "munich, germany",
      "münch, DE",
      "bayern, allemagne",
    ])
      expect(await index.ids({ location }), location).toEqual([idOf(munich)]);
    expect((await index.ids({ location: "Germany" })).length).toBe(2);
    expect(await index.ids({ location: "munich, france" })).toEqual([]);
  });

  test("around a point: those within the radius with their distance, near ones first when asked", async () => {
    const potsdam = at(52.4, 13.06, "Potsdam");
    const berlin = at(52.52, 13.4, "Berlin");
    const index = await TestIndex.with("weur", [potsdam, berlin, at(53.55, 9.99, "Hamburg")]);
    const { hits } = await index.found({ location: "52.5,13.4", sort: "distance" });
    expect(hits.map(({ event }) => event.id)).toEqual([idOf(berlin), idOf(potsdam)]);
    expect(hits[1]?.distanceKm).toBeCloseTo(25.6, 0);
    expect(await index.ids({ location: "52.5,13.4", radiusKm: 10 })).toEqual([idOf(berlin)]);
  });

  test("a circle goes on across the antimeridian", async () => {
    const fiji = at(-18, 179.9, "Suva", "FJ", "Pacific/Fiji");
    const index = await TestIndex.with("weur", [fiji]);
    expect(await index.ids({ location: "-18,-179.9" })).toEqual([idOf(fiji)]);
  });

  test("a place in which few events are is the same with words", async () => {
    const here = documentOf({
      summary: { name: "Jazz in the park", venue: { city: "Potsdam", latitude: 52.4, longitude: 13.06 } },
    });
    const others = Array.from({ length: 40 }, () =>
      documentOf({ summary: { name: "Jazz", venue: { latitude: 40, longitude: -70 } } }),
    );
    const silent = documentOf({
      summary: { name: "Talk", venue: { city: "Potsdam", latitude: 52.4, longitude: 13.06 } },
    });
    const index = await TestIndex.with("weur", [here, silent, ...others]);
    expect(await index.ids({ term: "jazz", location: "Potsdam" })).toEqual([idOf(here)]);
    expect(await index.ids({ term: "jazz park", location: "52.4,13.1", radiusKm: 5 })).toEqual([idOf(here)]);
  });

  test("the weekend and today are those of the venue", async () => {
    // Saturday, 04:00 in Berlin, is still Friday in New York.
    const saturday = Date.UTC(2027, 2, 6, 3);
    const berlin = documentOf({ day: "2027-03-06", summary: { startsAt: saturday } });
    const newYork = documentOf({
      day: "2027-03-05",
      summary: {
        startsAt: saturday,
        timeZone: "America/New_York",
        venue: { city: "New York", country: "US" },
      },
    });
    const sunday = documentOf({ day: "2027-03-07", summary: { startsAt: saturday + dayMs } });
    const index = await TestIndex.with("weur", [berlin, newYork, sunday]);
    expect((await index.ids({ date: "weekend" })).toSorted()).toEqual([berlin, sunday].map(idOf).toSorted());
    index.now = saturday - 3600_000;
    expect((await index.ids({ date: "today" })).toSorted()).toEqual([berlin, newYork].map(idOf).toSorted());
    expect(await index.ids({ date: "2027-03-05" })).toEqual([idOf(newYork)]);
    expect((await index.ids({ date: "2027-03-06.." })).toSorted()).toEqual(
      [berlin, sunday].map(idOf).toSorted(),
    );
  });

  test("what is over is not found, without any change", async () => {
    const event = documentOf();
    const index = await TestIndex.with("weur", [event]);
    index.now = event.endsAt - 1;
    expect(await index.ids({})).toEqual([idOf(event)]);
    index.now = event.endsAt;
    expect(await index.ids({})).toEqual([]);
    expect(await index.ids({ term: "evening" })).toEqual([]);
    index.now = event.endsAt + 2 * dayMs;
    await index.settle();
    expect((await index.status()).documents).toBe(0);
  });
});

describe("conditions and facets", () => {
  const events = () => [
    documentOf({
      organizationId: "org_one",
      summary: { type: "sport", performers: ["Foxes"], availability: "few" },
    }),
    documentOf({
      organizationId: "org_two",
      summary: { prices: { lowestMinor: 9000, highestMinor: 12_000, currency: "usd" } },
    }),
    documentOf({
      organizationId: "org_two",
      summary: { availability: "sold_out", prices: null, venue: { city: "Wien", country: "AT" } },
    }),
  ];

  test("type, organizer, venue, performer, price and availability each leave what fits", async () => {
    const [one, two, three] = events() as [
      ReturnType<typeof documentOf>,
      ReturnType<typeof documentOf>,
      ReturnType<typeof documentOf>,
    ];
    const index = await TestIndex.with("weur", [one, two, three]);
    const expected: [SearchParameters, readonly (typeof one)[]][] = [
      [{ type: ["sport"] }, [one]],
      [{ organizer: "org_two" }, [two, three]],
      [{ organizer: "org_none" }, []],
      [{ venue: two.summary.venue.id }, [two]],
      [{ performer: one.performerIds[0] ?? "prf_x" }, [one]],
      [{ priceMax: 3000 }, [one]],
      [{ priceMin: 6000, currency: "usd" }, [two]],
      [{ priceMin: 0, currency: "jpy" }, []],
      [{ available: true }, [one, two]],
    ];
    for (const [parameters, documents] of expected)
      expect((await index.ids(parameters)).toSorted(), JSON.stringify(parameters)).toEqual(
        documents.map(idOf).toSorted(),
      );
  });

  test("facets count all that is found, whatever the page", async () => {
    const index = await TestIndex.with("weur", events());
    const { facets, total } = await index.found({ facets: true, term: "evening" }, 1);
    expect(total).toEqual({ count: 3, isExact: true });
    expect(facets?.type).toEqual([
      { value: "concert", count: 2 },
      { value: "sport", count: 1 },
    ]);
    expect(facets?.city).toEqual([
      { value: "Berlin, DE", count: 2 },
      { value: "Wien, AT", count: 1 },
    ]);
    expect(facets?.country).toEqual([
      { value: "DE", count: 2 },
      { value: "AT", count: 1 },
    ]);
    expect(facets?.month).toEqual([{ value: "2027-03", count: 3 }]);
    expect(facets?.price).toEqual([
      { value: "eur:2000..4999", count: 1 },
      { value: "usd:5000..9999", count: 1 },
    ]);
    expect(facets?.availability).toEqual([
      { value: "few", count: 1 },
      { value: "sold_out", count: 1 },
    ]);
  });

  test("what is shown is what the document says", async () => {
    const [event] = events() as [ReturnType<typeof documentOf>];
    const index = await TestIndex.with("weur", [event]);
    expect((await index.found({})).hits[0]?.event).toEqual(event.summary);
  });
});

describe("pages", () => {
  let index: TestIndex;
  const documents = Array.from({ length: 30 }, (_, i) =>
    documentOf({
      popularity: (i % 5) * 1000,
      description: "winter",
      summary: { name: i % 3 === 0 ? "Winter" : "Summer", startsAt: tuesday + dayMs * (1 + (i % 4)) },
    }),
  );

  beforeEach(async () => {
    index = await TestIndex.with("weur", documents);
  });

  const walk = async (
    parameters: SearchParameters,
    limit: number,
    between: (page: number) => Promise<void>,
  ) => {
    const seen: string[] = [];
    for (let cursor: string | undefined, page = 0; ; page++) {
      const { hits } = await index.found({ ...parameters, ...(cursor ? { cursor } : {}) }, limit);
      seen.push(...hits.map(({ event }) => event.id));
      const last = hits.at(-1);
      if (!last || hits.length < limit) return seen;
      const { sortKey, event } = last;
      const sort = parameters.sort ?? (parameters.term ? "relevance" : "date");
      cursor = encodeCursor({ sort, source: "index", sortKey, startsAt: event.startsAt, eventId: event.id });
      await between(page);
    }
  };

  test.each([
    { term: "winter" },
    { term: "winter", sort: "date" },
    { sort: "date" },
    { sort: "popularity" },
    { sort: "distance", location: "52.5,13.4" },
  ] satisfies SearchParameters[])("have no gaps and no repeats: %o", async (parameters) => {
    for (const limit of [1, 7, 30, 100]) {
      const seen = await walk(parameters, limit, async () => {});
      expect(seen.length).toBe(30);
      expect(new Set(seen).size).toBe(30);
    }
  });

  test("neither repeat nor skip what was there all along while others come and go", async () => {
    for (const parameters of [
      { term: "winter" },
      { sort: "date" },
      { sort: "popularity" },
    ] satisfies SearchParameters[]) {
      const gone = documentOf({ description: "winter" });
      index.log.put(gone);
      await index.settle();
      const seen = await walk(parameters, 4, async (page) => {
        index.log.put(
          documentOf({
            description: "winter",
            popularity: page * 700,
            summary: { startsAt: tuesday + dayMs * (1 + page) },
          }),
        );
        if (page === 1) index.log.remove(idOf(gone));
        await index.settle();
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(
        documents.map(idOf).filter((id) => !seen.includes(id)),
        JSON.stringify(parameters),
      ).toEqual([]);
    }
  });

  test("a cursor of Postgres leads on behind its event", async () => {
    const all = await index.ids({ term: "winter" });
    const at = documents.find((document) => idOf(document) === all[9]);
    if (!at) throw new Error("there are ten");
    const cursor = encodeCursor({
      sort: "relevance",
      source: "postgres",
      sortKey: -99,
      startsAt: at.summary.startsAt,
      eventId: idOf(at),
    });
    expect(await index.ids({ term: "winter", cursor })).toEqual(all.slice(10));
  });
});

describe("suggestions", () => {
  test("names that begin so, of popular events first, each once", async () => {
    const index = await TestIndex.with("weur", [
      documentOf({ popularity: 10, summary: { name: "Berlin Nights", performers: ["Bernadette"] } }),
      documentOf({ popularity: 90_000, summary: { name: "Berlin Days", venue: { name: "Berghain" } } }),
    ]);
    const found = await index.suggestions("ber");
    expect(found.map(({ kind, text }) => `${kind}: ${text}`).toSorted()).toEqual(
      [
        "city: Berlin",
        "event: Berlin Days",
        "event: Berlin Nights",
        "performer: Bernadette",
        "venue: Berghain",
      ].toSorted(),
    );
    const names = found.filter(({ kind }) => kind === "event").map(({ text }) => text);
    expect(names).toEqual(["Berlin Days", "Berlin Nights"]);
    expect((await index.suggestions("berlin n")).map(({ text }) => text)).toEqual(["Berlin Nights"]);
    // A misspelt one is understood.
    expect((await index.suggestions("bernadtte")).map(({ text }) => text)).toEqual(["Bernadette"]);
  });
});
