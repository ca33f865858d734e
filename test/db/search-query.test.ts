import { describe, expect, test } from "vitest";
import { recordDemand } from "../../src/db/event-demand.ts";
import { createPostgresSearchIndex } from "../../src/db/search.ts";
import type { EventId } from "../../src/domain/ids.ts";
import type { SearchParameters } from "../../src/search/parameters.ts";
import { createSearch, type SearchPage } from "../../src/search/search.ts";
import { searchSorts } from "../../src/search/sort.ts";
import {
  addEvent,
  addGeometry,
  addPerformer,
  addVenue,
  db,
  editEvent,
  inDays,
  rareWord,
} from "../support/catalogue.ts";
import { queryOf } from "../support/search-queries.ts";

const index = createPostgresSearchIndex(db);

const page = (parameters: SearchParameters, now = Date.now()): Promise<SearchPage> =>
  createSearch({ index: null, fallback: index, now: () => now }).search(queryOf(parameters));

const found = async (parameters: SearchParameters, now?: number): Promise<EventId[]> =>
  (await page({ limit: 100, ...parameters }, now)).hits.map(({ event }) => event.id);

describe("a term", () => {
  test("only its last word may be a beginning", async () => {
    const [first, second] = [rareWord(), rareWord()];
    const id = await addEvent({ event: { name: `${first} ${second}` } });
    expect(await found({ term: `${first} ${second.slice(0, 8)}` })).toEqual([id]);
    expect(await found({ term: `${first.slice(0, 8)} ${second}x` })).toEqual([]);
    expect(await found({ term: `"${first.slice(0, 8)}"` })).toEqual([]);
  });

  test("a phrase is words side by side, in one field", async () => {
    const word = rareWord();
    const id = await addEvent({
      event: { name: `${word} Big Band` },
      performers: [await addPerformer("Swing")],
    });
    await addEvent({ event: { name: `${word} Band, Big` } });
    expect(await found({ term: `"big band" ${word}` })).toEqual([id]);
    expect(await found({ term: `"${word} big band"` })).toEqual([id]);
    expect(await found({ term: `${word} "band swing"` })).toEqual([]);
  });

  test("finds a city by its name in another language", async () => {
    const word = rareWord();
    const id = await addEvent({
      event: { name: word },
      venueId: await addVenue({ city: "Wien", country: "AT" }),
    });
    for (const city of ["Vienna", "ウィーン", "wien"]) {
      expect(await found({ term: `${word} ${city}` })).toEqual([id]);
      expect(await found({ term: word, location: city })).toEqual([id]);
      expect(await found({ term: word, location: `${city}, Autriche` })).toEqual([id]);
    }
    expect(await found({ term: word, location: "Prague" })).toEqual([]);
  });

  test("finds a region by its code and by its name", async () => {
    const word = rareWord();
    const venueId = await addVenue({ city: "Fresno", region: "CA", country: "US" });
    const id = await addEvent({ event: { name: word }, venueId });
    for (const location of ["California", "Kalifornien, USA", "Fresno, CA", "ca"])
      expect(await found({ term: word, location })).toEqual([id]);
  });
});

describe("a misspelt word", () => {
  test("of which nothing is found gives way to the nearest one, and the answer says so", async () => {
    const word = rareWord();
    const id = await addEvent({ performers: [await addPerformer(`The ${word} Quartet`)] });
    const swapped = word.slice(0, 5) + word.slice(6, 7) + word.slice(5, 6) + word.slice(7);
    for (const term of [
      `${word.slice(0, 4)}${word.slice(5)}`,
      `${word.slice(0, 6)}x${word.slice(6)}`,
      swapped,
    ]) {
      const { hits, corrections, total } = await page({ term: `quartet ${term}` });
      expect([term, hits.map(({ event }) => event.id)]).toEqual([term, [id]]);
      if (term !== word) expect(corrections).toEqual([{ from: term, to: word }]);
      expect(total).toEqual({ count: 1, isExact: true });
    }
  });

  test("that something has is left as it is, and so is a phrase, and one that nothing is near to", async () => {
    const word = rareWord();
    await addEvent({ event: { name: `${word} evening` } });
    const wrong = `${word.slice(0, 6)}${word.slice(7)}`;
    await addEvent({ event: { name: wrong } });
    expect(await page({ term: `evening ${wrong}` })).toMatchObject({ hits: [], corrections: [] });
    const other = rareWord();
    await addEvent({ event: { name: other } });
    expect(await page({ term: `"${other.slice(1)}"` })).toMatchObject({ hits: [], corrections: [] });
    expect(await page({ term: other.slice(4) })).toMatchObject({ hits: [], corrections: [] });
  });
});

describe("a filter", () => {
  test("by price finds what can be had for that, in that currency", async () => {
    const term = rareWord();
    const dear = await addEvent({ event: { name: term, startsAt: inDays(1) } });
    const yen = await addEvent({ event: { name: term, startsAt: inDays(2), currency: "jpy" } });
    const dearOnly = { eventId: dear, availability: "few", lowestMinor: 9000, popularity: 1 } as const;
    expect(await found({ term, priceMax: 4500 })).toEqual([dear, yen]);
    expect(await found({ term, priceMax: 4499 })).toEqual([]);
    expect(await found({ term, priceMin: 9000 })).toEqual([dear, yen]);
    expect(await found({ term, priceMin: 9001 })).toEqual([]);
    expect(await found({ term, priceMin: 5000, priceMax: 6000, currency: "jpy" })).toEqual([yen]);
    await recordDemand(db, [dearOnly]);
    expect(await found({ term, priceMax: 4500 })).toEqual([yen]);
  });

  test("by availability leaves out what is known to be sold out", async () => {
    const term = rareWord();
    const [free, few, gone] = [
      await addEvent({ event: { name: term, startsAt: inDays(1) } }),
      await addEvent({ event: { name: term, startsAt: inDays(2) } }),
      await addEvent({ event: { name: term, startsAt: inDays(3) } }),
    ];
    await recordDemand(db, [
      { eventId: few, availability: "few", lowestMinor: 4500, popularity: 9 },
      { eventId: gone, availability: "sold_out", lowestMinor: null, popularity: 9 },
    ]);
    expect(await found({ term, available: true })).toEqual([free, few]);
    const { hits } = await page({ term });
    expect(hits.map(({ event }) => event.availability)).toEqual([null, "few", "sold_out"]);
  });

  test("by organizer, venue and performer finds theirs", async () => {
    const term = rareWord();
    const [venue, performer] = [await addVenue(), await addPerformer("Someone")];
    const organizer = `org_${term}` as const;
    const theirs = await addEvent({
      event: { name: term, organizationId: organizer },
      venueId: venue,
      performers: [await addPerformer("Headliner"), performer],
    });
    const other = await addEvent({ event: { name: term, startsAt: inDays(40) } });
    expect(await found({ term })).toEqual([theirs, other]);
    for (const filter of [{ organizer }, { venue }, { performer }])
      expect(await found({ term, ...filter })).toEqual([theirs]);
    expect(await found({ term, organizer, venue: await addVenue() })).toEqual([]);
  });

  // A Monday at five in the morning in London: still Sunday evening in Honolulu.
  const monday = Date.parse("2091-03-05T05:00:00Z");

  test("by today and this weekend goes by the calendar of each venue", async () => {
    const term = rareWord();
    const [honolulu, berlin] = [
      await addVenue({ timeZone: "Pacific/Honolulu" }),
      await addVenue({ timeZone: "Europe/Berlin" }),
    ];
    const at = (venueId: typeof berlin, startsAt: string) =>
      addEvent({ event: { name: term, startsAt: new Date(startsAt) }, venueId });
    const sundayThere = await at(honolulu, "2091-03-05T06:00:00Z");
    const mondayHere = await at(berlin, "2091-03-05T19:00:00Z");
    const mondayThere = await at(honolulu, "2091-03-06T06:00:00Z");
    const saturdayHere = await at(berlin, "2091-03-10T19:00:00Z");
    const sundayHere = await at(berlin, "2091-03-11T22:30:00Z");
    // Friday and Monday.
    await at(berlin, "2091-03-09T19:00:00Z");
    await at(berlin, "2091-03-11T23:30:00Z");
    await at(honolulu, "2091-03-11T06:00:00Z");
    expect(await found({ term, date: "today" }, monday)).toEqual([sundayThere, mondayHere]);
    expect(await found({ term, date: "weekend" }, monday)).toEqual([sundayThere, saturdayHere, sundayHere]);
    expect(await found({ term, date: "today" }, monday + 24 * 3600 * 1000)).toEqual([mondayThere]);
  });
});

describe("hits are sorted", () => {
  test("by date, popularity and distance", async () => {
    const term = rareWord();
    const near = await addVenue({ latitude: 52.52, longitude: 13.4 });
    const far = await addVenue({ latitude: 52.4, longitude: 13.1 });
    const add = (venueId: typeof near, days: number, name = term) =>
      addEvent({ event: { name, startsAt: inDays(days) }, venueId });
    const [a, b, c] = [await add(far, 1), await add(near, 2), await add(near, 3, `${term} ${term}`)];
    await recordDemand(db, [
      { eventId: b, availability: "available", lowestMinor: 1, popularity: 5 },
      { eventId: c, availability: "available", lowestMinor: 1, popularity: 50 },
    ]);
    expect(await found({ term, sort: "date" })).toEqual([a, b, c]);
    expect(await found({ term, sort: "popularity" })).toEqual([c, b, a]);
    expect(await found({ term, sort: "distance", location: "52.5,13.4" })).toEqual([b, c, a]);
    expect(await found({ term })).toEqual([c, a, b]);
  });

  test("and come in pages without gaps or repeats while events come and go, in every order", async () => {
    const term = rareWord();
    const venues = [
      await addVenue(),
      await addVenue({ latitude: 52.45 }),
      await addVenue({ latitude: 52.6 }),
    ];
    const startsAt = inDays(3);
    const ids = await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        addEvent({
          event: i % 2 ? { name: term, startsAt } : { description: term, startsAt: inDays(4) },
          ...(venues[i % 3] ? { venueId: venues[i % 3] } : {}),
        }),
      ),
    );
    await recordDemand(
      db,
      ids.map((eventId, i) => ({ eventId, availability: "few", lowestMinor: 1, popularity: i % 4 })),
    );
    for (const sort of searchSorts) {
      const seen: EventId[] = [];
      const came: EventId[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const asked = { term, sort, limit: 2, location: "52.5,13.4" } as const;
        const { hits, nextCursor }: SearchPage = await page(cursor ? { ...asked, cursor } : asked);
        seen.push(...hits.map(({ event }) => event.id));
        cursor = nextCursor;
        // One that was shown goes, and one comes that stands before it.
        const [gone] = hits;
        if (gone) await editEvent(gone.event.id, { status: "closed" });
        came.push(await addEvent({ event: { name: term, startsAt: inDays(2) } }));
      }
      expect([sort, seen.filter((id) => ids.includes(id)).toSorted()]).toEqual([sort, ids.toSorted()]);
      expect(new Set(seen).size).toBe(seen.length);
      for (const id of ids) await editEvent(id, { status: "published" });
      for (const id of came) await editEvent(id, { status: "closed" });
    }
  });

  test("by relevance go on from an index's page where its last event stands here", async () => {
    const term = rareWord();
    const ids = [
      await addEvent({ event: { name: term, startsAt: inDays(1) } }),
      await addEvent({ event: { name: term, startsAt: inDays(2) } }),
      await addEvent({ event: { name: `Of ${term}`, description: "x", startsAt: inDays(3) } }),
    ];
    const { hits } = await page({ term });
    const second = hits[1]?.event;
    if (!second) throw new Error("three were added");
    const query = queryOf({ term });
    const cursor = {
      sort: "relevance",
      source: "index",
      sortKey: -123_456_789,
      startsAt: second.startsAt,
      eventId: second.id,
    } as const;
    const rest = await index.find({ ...query, cursor }, 10, Date.now());
    expect(rest?.hits.map(({ event }) => event.id)).toEqual(ids.slice(2));
  });
});

describe("facets", () => {
  test("count all that is found, whatever the page", async () => {
    const term = rareWord();
    const berlin = await addVenue({ city: "Berlin", country: "DE" });
    const wien = await addVenue({ city: "Wien", country: "AT", timeZone: "Europe/Vienna" });
    const add = (venueId: typeof berlin, event: Parameters<typeof addEvent>[0]) =>
      addEvent({ ...event, venueId, event: { ...event?.event, name: term } });
    await add(berlin, { event: { startsAt: new Date("2091-03-31T21:00:00Z") } });
    await add(berlin, { event: { startsAt: new Date("2091-03-31T22:30:00Z"), type: "talk" } });
    const gone = await add(wien, { event: { startsAt: new Date("2091-04-02T18:00:00Z"), currency: "chf" } });
    await recordDemand(db, [{ eventId: gone, availability: "sold_out", lowestMinor: null, popularity: 4 }]);
    const { facets, hits, total } = await page({ term, facets: true, limit: 1 });
    expect([hits.length, total]).toEqual([1, { count: 3, isExact: true }]);
    expect(facets).toEqual({
      type: [
        { value: "concert", count: 2 },
        { value: "talk", count: 1 },
      ],
      city: [
        { value: "Berlin, DE", count: 2 },
        { value: "Wien, AT", count: 1 },
      ],
      country: [
        { value: "DE", count: 2 },
        { value: "AT", count: 1 },
      ],
      month: [
        { value: "2091-04", count: 2 },
        { value: "2091-03", count: 1 },
      ],
      price: [
        { value: "eur:2000..4999", count: 2 },
        { value: "chf:2000..4999", count: 1 },
      ],
      availability: [{ value: "sold_out", count: 1 }],
    });
    expect((await page({ term })).facets).toBeNull();
  });

  test("name the most frequent values, and not more than twenty", async () => {
    const term = rareWord();
    const cities = [..."abcdefghijklmnopqrstuvwxyz"].slice(0, 21);
    const hash = await addGeometry();
    for (const city of [...cities, "z", "z"])
      await addEvent({ event: { name: term }, hash, venueId: await addVenue({ city }) });
    const { facets } = await page({ term, facets: true, limit: 1 });
    expect(facets?.city.map(({ value, count }) => [value, count])).toEqual([
      ["z, DE", 2],
      ...cities.slice(0, 19).map((city) => [`${city}, DE`, 1]),
    ]);
  });
});

describe("suggestions", () => {
  const suggest = (term: string, limit = 10) =>
    createSearch({ index: null, fallback: index, now: Date.now }).suggest(term, limit);

  test("complete names of events, performers, venues and cities in which a word begins so", async () => {
    const word = rareWord();
    const performer = await addPerformer(`Ensemble ${word}`);
    const venueId = await addVenue({ name: `${word} Hall`, city: `Bad ${word}` });
    const later = await addEvent({
      event: { name: `${word} Night`, startsAt: inDays(9) },
      performers: [performer],
      venueId,
    });
    const sooner = await addEvent({ event: { name: `${word} Night`, startsAt: inDays(5) }, venueId });
    await addEvent({ event: { name: `${word} over`, startsAt: inDays(-1) } });
    await addEvent({ event: { description: word } });
    const { suggestions } = await suggest(word.slice(0, 9));
    expect(suggestions).toHaveLength(4);
    expect(suggestions.slice(0, 2)).toEqual(
      expect.arrayContaining([
        { kind: "event", text: `${word} Night`, id: sooner },
        { kind: "venue", text: `${word} Hall`, id: venueId },
      ]),
    );
    expect(suggestions.slice(2)).toEqual(
      expect.arrayContaining([
        { kind: "performer", text: `Ensemble ${word}`, id: performer },
        { kind: "city", text: `Bad ${word}`, id: null },
      ]),
    );
    expect(later).not.toBe(sooner);
    expect((await suggest(`ensemble ${word.slice(0, 4)}`)).suggestions).toMatchObject([{ id: performer }]);
    expect((await suggest(word, 1)).suggestions).toHaveLength(1);
  });

  test("no text is syntax", async () => {
    for (const term of ["%", "_", "\\", "' or 1=1", ":*", "☆"])
      expect((await suggest(`${rareWord()}${term}`)).suggestions).toEqual([]);
  });
});
