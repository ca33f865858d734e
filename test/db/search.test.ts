import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withTransaction } from "../../src/db/client.ts";
import { events } from "../../src/db/schema.ts";
import { createPostgresSearchIndex } from "../../src/db/search.ts";
import type { EventId } from "../../src/domain/ids.ts";
import type { SearchParameters } from "../../src/search/parameters.ts";
import { searchQueryOf } from "../../src/search/query.ts";
import { createSearch, type SearchPage } from "../../src/search/search.ts";
import {
  addEvent,
  addPerformer,
  addToEvent,
  addVenue,
  db,
  editEvent,
  editPerformer,
  editVenue,
  inDays,
  rareWord,
} from "../support/catalogue.ts";

const { search } = createSearch({ index: null, fallback: createPostgresSearchIndex(db), now: Date.now });

const page = (parameters: SearchParameters): Promise<SearchPage> => {
  const read = searchQueryOf(parameters);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return search(read.query);
};

const found = async (parameters: SearchParameters): Promise<EventId[]> =>
  (await page({ limit: 100, ...parameters })).hits.map(({ event }) => event.id);

describe("words", () => {
  test("a beginning of a word finds it, its middle does not", async () => {
    const word = rareWord();
    const id = await addEvent({ event: { name: `The ${word} night` } });
    expect(await found({ term: word.slice(0, 8) })).toEqual([id]);
    expect(await found({ term: word.slice(3) })).toEqual([]);
  });

  test("every word must be found", async () => {
    const word = rareWord();
    const id = await addEvent({ event: { name: `${word} winter` } });
    expect(await found({ term: `winter ${word}` })).toEqual([id]);
    expect(await found({ term: `summer ${word}` })).toEqual([]);
  });

  test("accents and case matter on neither side", async () => {
    const word = rareWord();
    const plain = await addEvent({ event: { name: `${word} Beyonce`, startsAt: inDays(1) } });
    const accented = await addEvent({
      event: { name: `${word.toUpperCase()} BEYONCÉ`, startsAt: inDays(2) },
    });
    expect(await found({ term: `${word} beyoncé` })).toEqual([plain, accented]);
    expect(await found({ term: `${word} beyonce` })).toEqual([plain, accented]);
    const written = await addEvent({ event: { name: `${word} Ørsted Straße` } });
    expect(await found({ term: `${word} orsted strasse` })).toEqual([written]);
    expect(await found({ term: `${word} ørsted straße` })).toEqual([written]);
  });

  test("a name says more than a performer, a performer more than the place, the place more than the description", async () => {
    const word = rareWord();
    const described = await addEvent({ event: { description: `About ${word}`, startsAt: inDays(1) } });
    const placed = await addEvent({
      venueId: await addVenue({ city: word }),
      event: { startsAt: inDays(2) },
    });
    const performed = await addEvent({
      performers: [await addPerformer(word)],
      event: { startsAt: inDays(3) },
    });
    const named = await addEvent({ event: { name: word, startsAt: inDays(4) } });
    expect(await found({ term: word })).toEqual([named, performed, placed, described]);
  });

  test("of the same relevance the earlier event comes first", async () => {
    const word = rareWord();
    const later = await addEvent({ event: { name: word, startsAt: inDays(20) } });
    const sooner = await addEvent({ event: { name: word, startsAt: inDays(10) } });
    expect(await found({ term: word })).toEqual([sooner, later]);
  });

  test("no text is syntax", async () => {
    const word = rareWord();
    await addEvent({ event: { name: word } });
    const unknown = rareWord();
    const hostile = [
      "' OR 1=1",
      ":*&|!",
      "a:*b&|!c<->d",
      `${word}' | 'x`,
      `${word} & !zzz`,
      `${word}:A | ${word}`,
      "a\0b",
      "\ud800x",
      "l'été\\",
      "☆ ½ №",
      "\u200b",
      "हिन्दी",
      "x".repeat(10_000),
    ];
    for (const term of hostile) expect(await found({ term: `${term} ${unknown}` })).toEqual([]);
  });
});

describe("places", () => {
  test("a city, a region, a country by code or by name, and several of them", async () => {
    const city = rareWord();
    const venueId = await addVenue({ city: `Saint ${city}`, region: "Île-de-France", country: "FR" });
    const id = await addEvent({ venueId });
    for (const location of [
      `saint ${city}`,
      `Saint-${city}`,
      `Saint ${city.slice(0, 5)}`,
      `saint ${city}, FR`,
      `Saint ${city}, France`,
      `saint ${city},Frankreich`,
      `saint ${city}, ile de france, fr`,
    ])
      expect(await found({ location })).toEqual([id]);
    expect(await found({ location: `saint ${city}, Germany` })).toEqual([]);
    expect(await found({ location: city })).toEqual([]);
  });

  test("a code of two letters is no beginning of a city", async () => {
    const word = rareWord();
    const id = await addEvent({
      event: { name: word },
      venueId: await addVenue({ city: "Detroit", country: "US" }),
    });
    expect(await found({ term: word, location: "DE" })).toEqual([]);
    expect(await found({ term: word, location: "us" })).toEqual([id]);
  });

  test("around a point: who is within the radius, with the distance, and nobody beyond", async () => {
    const word = rareWord();
    const berlin = await addEvent({
      event: { name: word },
      venueId: await addVenue({ latitude: 52.52, longitude: 13.4 }),
    });
    await addEvent({ event: { name: word }, venueId: await addVenue({ latitude: 53.55, longitude: 9.99 }) });
    const { hits } = await page({ term: word, location: "52.4,13.1" });
    expect(hits.map(({ event }) => event.id)).toEqual([berlin]);
    // 24.2 km on a sphere.
    expect(hits[0]?.distanceKm).toBeCloseTo(24.2, 0);
    expect(await found({ term: word, location: "52.4,13.1", radiusKm: 20 })).toEqual([]);
    expect(await found({ term: word, location: "52.4,13.1", radiusKm: 300 })).toHaveLength(2);
  });

  test("a circle goes on across the antimeridian and over a pole", async () => {
    const word = rareWord();
    const fiji = await addEvent({
      event: { name: word, startsAt: inDays(1) },
      venueId: await addVenue({ latitude: -18, longitude: 179.9 }),
    });
    const pole = await addEvent({
      event: { name: word, startsAt: inDays(2) },
      venueId: await addVenue({ latitude: 89.9, longitude: 10 }),
    });
    expect(await found({ term: word, location: "-18,-179.9" })).toEqual([fiji]);
    expect(await found({ term: word, location: "89.9,-170" })).toEqual([pole]);
  });
});

describe("types and days", () => {
  test("any of the types", async () => {
    const word = rareWord();
    const concert = await addEvent({ event: { name: word, type: "concert", startsAt: inDays(1) } });
    const sport = await addEvent({ event: { name: word, type: "sport", startsAt: inDays(2) } });
    await addEvent({ event: { name: word, type: "talk" } });
    expect(await found({ term: word, type: ["sport"] })).toEqual([sport]);
    expect(await found({ term: word, type: ["sport", "concert"] })).toEqual([concert, sport]);
  });

  test("a day is the venue's own", async () => {
    const word = rareWord();
    const venueId = await addVenue({ timeZone: "America/New_York" });
    const id = await addEvent({ event: { name: word, startsAt: new Date("2091-03-02T01:00:00Z") }, venueId });
    expect(await found({ term: word, date: "2091-03-01" })).toEqual([id]);
    expect(await found({ term: word, date: "2091-03-02" })).toEqual([]);
    for (const date of ["2091-02-01..2091-03-01", "2091-03-01..", "..2091-03-01"])
      expect(await found({ term: word, date })).toEqual([id]);
    for (const date of ["2091-03-02..", "..2091-02-28"])
      expect(await found({ term: word, date })).toEqual([]);
  });

  test("what is over is not found, what goes on is", async () => {
    const word = rareWord();
    await addEvent({ event: { name: word, startsAt: inDays(-1) } });
    const festival = await addEvent({ event: { name: word, startsAt: inDays(-1), endsAt: inDays(1) } });
    expect(await found({ term: word })).toEqual([festival]);
  });
});

describe("the documents", () => {
  test("only published events are found", async () => {
    const word = rareWord();
    const id = await addEvent({ event: { name: word, status: "draft" } });
    expect(await found({ term: word })).toEqual([]);
    await editEvent(id, { status: "published" });
    expect(await found({ term: word })).toEqual([id]);
    await editEvent(id, { status: "canceled" });
    expect(await found({ term: word })).toEqual([]);
  });

  test("a change of the event, its venue or a performer is found at once", async () => {
    const [before, after] = [rareWord(), rareWord()];
    const performer = await addPerformer(before);
    const venueId = await addVenue({ name: before });
    const id = await addEvent({ event: { name: before }, performers: [performer], venueId });
    await editEvent(id, { name: after });
    await editPerformer(performer, after);
    await editVenue(venueId, { name: after, city: after });
    expect(await found({ term: before })).toEqual([]);
    expect(await found({ term: after, location: after })).toEqual([id]);
  });

  /** Resolves when some session waits for another one's lock. */
  const someoneWaits = async (): Promise<void> => {
    while ((await db.execute(sql`select 1 from pg_locks where not granted limit 1`)).rows.length === 0);
  };

  test("what changes while the event is being changed is found with it", async () => {
    const [name, guest] = [rareWord(), rareWord()];
    const performer = await addPerformer(guest);
    const id = await addEvent();
    const added = await withTransaction(env, async (transaction) => {
      await transaction.update(events).set({ name }).where(eq(events.id, id));
      const adding = addToEvent(id, performer, 0).execute();
      await Promise.race([adding, someoneWaits()]);
      return { adding };
    });
    await added.adding;
    expect(await found({ term: `${name} ${guest}` })).toEqual([id]);
  });

  test("a venue that changes while an event moves to it is found as it is", async () => {
    const [name, city] = [rareWord(), rareWord()];
    const venueId = await addVenue();
    const id = await addEvent({ event: { name } });
    const moved = await withTransaction(env, async (transaction) => {
      await transaction.update(events).set({ venueId }).where(eq(events.id, id));
      const renaming = editVenue(venueId, { city }).execute();
      await Promise.race([renaming, someoneWaits()]);
      return { renaming };
    });
    await moved.renaming;
    expect(await found({ term: name, location: city })).toEqual([id]);
  });
});

describe("pages", () => {
  test("have no gaps and no repeats, whatever their size", async () => {
    const word = rareWord();
    const venueId = await addVenue();
    const startsAt = inDays(3);
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        addEvent({
          venueId,
          event:
            i % 3 === 0 ? { name: word, startsAt } : { description: word, startsAt: inDays(1 + (i % 2)) },
        }),
      ),
    );
    for (const limit of [1, 5, 12, 100]) {
      const seen: EventId[] = [];
      let cursor: string | null | undefined;
      do {
        const { hits, nextCursor } = await page({ term: word, limit, ...(cursor ? { cursor } : {}) });
        expect(hits.length).toBeLessThanOrEqual(limit);
        seen.push(...hits.map(({ event }) => event.id));
        cursor = nextCursor;
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.toSorted()).toEqual(ids.toSorted());
    }
  });
});
