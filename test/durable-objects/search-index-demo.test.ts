import { describe, expect, test } from "vitest";
import { type DemoEvent, programme } from "../../scripts/demo-catalogue/programme.ts";
import { localDayOf } from "../../src/search/day-range.ts";
import type { SearchDocument } from "../../src/search/document.ts";
import { documentOf, idOf, TestIndex } from "../support/search-index.ts";

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

/** The programme of the first day on which there is jazz in Berlin on a Saturday. */
const withJazzOnSaturday = (): {
  readonly documents: readonly SearchDocument[];
  readonly jazz: SearchDocument;
} => {
  for (let day = 0; day < 7; day++) {
    const documents = programme(new Date(Date.UTC(2027, 0, 1 + day))).map(documentOfDemo);
    const jazz = documents.find(
      (document) => isJazzInBerlin(document) && new Date(document.day).getUTCDay() === 6,
    );
    if (jazz) return { documents, jazz };
  }
  throw new Error("there is no jazz in Berlin");
};

describe("the demo catalogue", () => {
  test("is found as a person expects", async () => {
    const { documents, jazz } = withJazzOnSaturday();
    const index = await TestIndex.with("apac", documents);
    index.now = Date.UTC(2027, 0, 1);
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

    // Jazz near Berlin, this weekend: asked on the Thursday before.
    index.now = Date.parse(jazz.day) - 2 * dayMs + 12 * 3600_000;
    for (const location of ["Berlin", "52.5,13.4"])
      expect(await index.ids({ term: "jazz", location, date: "weekend" }), location).toEqual([idOf(jazz)]);
    index.now += 7 * dayMs;
    expect(await index.ids({ term: "jazz", location: "Berlin", date: "weekend" })).toEqual([]);

    // A city in its own language and in others, an accent left out.
    index.now = Date.UTC(2027, 0, 1);
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
