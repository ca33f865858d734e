import { expect, test } from "vitest";
import type { EventId } from "../../src/domain/ids.ts";
import type { SearchDocument } from "../../src/search/document.ts";
import { documentOf, idOf, TestIndex } from "../support/search-index.ts";

const words = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima".split(" ");
const cities = ["Berlin", "Potsdam", "Hamburg"] as const;

/** Numbers that a seed gives again, so that a failure can be seen again. */
const randomOf = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

test("whatever is written, changed and taken away, what is found is what a look through all of it finds", async () => {
  const random = randomOf(2027);
  const index = await TestIndex.with("enam");
  const there = new Map<EventId, SearchDocument>();
  const someWords = (most: number): string =>
    // The first words are in nearly every document, the last ones in few.
    Array.from({ length: 1 + random(most) }, () => words[Math.min(random(12), random(12))]).join(" ");
  const written = (summary: Partial<SearchDocument["summary"]> = {}): SearchDocument =>
    documentOf({
      popularity: 10 ** random(7),
      description: someWords(12),
      summary: { ...summary, name: someWords(3), venue: { city: cities[random(3)] ?? "Berlin" } },
    });

  for (let round = 0; round < 6; round++) {
    for (let i = 0; i < 220; i++) {
      const known = [...there.keys()];
      const old = known[random(known.length * 3)];
      if (old && random(3) === 0) {
        there.delete(old);
        index.log.remove(old);
        continue;
      }
      const document = written(old ? { id: old } : {});
      there.set(idOf(document), document);
      index.log.put(document);
    }
    await index.settle();
    if (round === 3) await index.rebuild();
    if (round % 2 === 1) await index.sleepAndWake();

    expect((await index.status()).documents).toBe(there.size);
    const has = ({ summary, description }: SearchDocument, word: string): boolean =>
      `${summary.name} ${description}`.split(" ").includes(word);
    for (const asked of [
      [],
      ...words.map((word) => [word]),
      ["alpha", "bravo"],
      ["alpha", "lima"],
      ["kilo", "bravo", "echo"],
    ])
      for (const city of [undefined, "Potsdam"]) {
        const expected = [...there.values()].filter(
          (document) =>
            asked.every((word) => has(document, word)) && (!city || document.summary.venue.city === city),
        );
        const term = asked.map((word) => `"${word}"`).join(" ") || undefined;
        const found = await index.found(
          { ...(term ? { term } : {}), sort: "date", ...(city ? { location: city } : {}) },
          2000,
        );
        const ids = found.hits.map(({ event }) => event.id);
        expect(ids.toSorted(), `round ${round}: ${term} ${city}`).toEqual(expected.map(idOf).toSorted());
        expect(found.total).toEqual({ count: expected.length, isExact: true });
      }
  }
}, 60_000);
