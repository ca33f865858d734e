import { describe, expect, test } from "vitest";
import { type DemoEvent, programme } from "../../scripts/demo-catalogue/programme.ts";
import { localDayOf } from "../../src/search/day-range.ts";
import type { SearchDocument } from "../../src/search/document.ts";
import { documentOf, idOf, TestIndex, tuesday } from "../support/search-index.ts";

const dayMs = 24 * 3600_000;

const documentOfDemo = ({ act, venue, startsAt, endsAt }: DemoEvent): SearchDocument =>
  documentOf({
    description: act.description,
    region: venue.region,
    day: localDayOf(startsAt.getTime(), venue.timeZone),
    endsAt: endsAt.getTime(),
    summary: {
      name: act.title,
      type: act.type,
      startsAt: startsAt.getTime(),
      timeZone: venue.timeZone,
      performers: act.performers,
      venue: {
        name: venue.name,
        city: venue.city,
        country: venue.country,
        latitude: venue.latitude,
        longitude: venue.longitude,
      },
    },
  });

const isJazzInBerlin = ({ description, summary }: SearchDocument): boolean =>
  description.startsWith("Jazz") && summary.venue.city === "Berlin";

/** A programme, and what jazz there is in Berlin on Saturdays, the first one first. */
const withJazzOnSaturdays = () => {
  const documents = programme(new Date(tuesday)).map(documentOfDemo);
  const jazz = documents
    .filter((document) => isJazzInBerlin(document) && new Date(document.day).getUTCDay() === 6)
    .toSorted((one, other) => one.day.localeCompare(other.day));
  return { documents, jazz };
};

describe("the demo catalogue", () => {
  test("is found as a person expects", async () => {
    const { documents, jazz } = withJazzOnSaturdays();
    const index = await TestIndex.with("apac", documents);
    index.now = tuesday;
    const namesOf = async (asked: Parameters<TestIndex["found"]>[0]): Promise<readonly string[]> => [
      ...new Set((await index.found(asked, 100)).hits.map(({ event }) => event.name)),
    ];
    const citiesOf = async (location: string): Promise<readonly string[]> => [
      ...new Set((await index.found({ location }, 100)).hits.map(({ event }) => event.venue.city)),
    ];

    // A performer misspelt by one letter, in each of four ways.
    for (const term of [
      "Ondine Kesler",
      "Ondine Kesslr",
      "Ondine Kessller",
      "Ondine Kesselr",
      "Odnine Kessler",
    ])
      expect(await namesOf({ term }), term).toEqual(["Ondine Kessler: Nightswimming Lessons"]);
    for (const term of ["Graciela Montoia", "graciella montoya"])
      expect(await namesOf({ term }), term).toEqual(["Graciela Montoya: Late Bloomer"]);

    // Jazz near Berlin, this weekend: asked on the Thursday before, and every week anew.
    expect(jazz.length).toBeGreaterThan(5);
    for (const saturday of jazz.slice(0, 2)) {
      index.now = Date.parse(saturday.day) - 2 * dayMs + 12 * 3600_000;
      const asked = [
        { term: "jazz", location: "Berlin", date: "weekend" },
        { term: "jazz", location: "52.5,13.4", date: "weekend" },
        { term: "jazz near Berlin this weekend" },
      ];
      for (const each of asked) expect(await index.ids(each), JSON.stringify(each)).toEqual([idOf(saturday)]);
    }
    index.now += 365 * dayMs;
    expect(await index.ids({ term: "jazz", location: "Berlin", date: "weekend" })).toEqual([]);

    // A city in its own language and in others, an accent left out.
    index.now = tuesday;
    for (const location of ["Wien", "Vienna", "Vienne", "wien, österreich"])
      expect(await citiesOf(location), location).toEqual(["Wien"]);
    for (const location of ["København", "Kobenhavn", "Copenhagen", "Kopenhagen"])
      expect(await citiesOf(location), location).toEqual(["København"]);
    for (const location of ["München", "Munchen", "Munich", "Monaco di Baviera"])
      expect(await citiesOf(location), location).toEqual(["München"]);
    for (const location of ["東京", "Tokyo", "Tokio"])
      expect(await citiesOf(location), location).toEqual(["Tokyo"]);
    expect((await index.found({ term: "musica palau" })).hits[0]?.event.venue.name).toBe(
      "Palau de la Música Catalana",
    );
  });
});
