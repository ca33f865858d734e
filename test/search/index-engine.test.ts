import { describe, expect, test } from "vitest";
import { impactsOf, rarityOf } from "../../durable-objects/search-index/engine/impact.ts";
import {
  firstOfLevel,
  levelOf,
  levelOfNumber,
  levels,
} from "../../durable-objects/search-index/engine/numbering.ts";
import { BlockWriter, readBlock } from "../../durable-objects/search-index/engine/postings.ts";
import {
  deletionsOf,
  deletionsOfMisspelt,
  editsBetween,
  mostEdits,
} from "../../durable-objects/search-index/engine/spelling.ts";
import { wordsOf } from "../../durable-objects/search-index/engine/tokens.ts";
import { hasPhrase, packWords, unpackWords } from "../../durable-objects/search-index/engine/word-list.ts";
import { mostPopular } from "../../src/search/document.ts";
import { searchRegionOf } from "../../src/search-regions.ts";

describe("words of a text", () => {
  test("are the same for what is written and what is typed", () => {
    for (const [written, typed] of [
      ["Motörhead!", "motorhead"],
      ["AC/DC — Live", "ac dc live"],
      ["Æther & Œuvre", "aether oeuvre"],
      ["ΑΘΗΝΑΣ", "αθηνας"],
      ["Ёлка", "елка"],
      ["ドーム", "ドーム"],
    ] as const)
      expect(wordsOf(written), written).toEqual(wordsOf(typed));
  });

  test("of a script without spaces are pairs of letters; a single one stands for itself", () => {
    expect(wordsOf("東京ドーム")).toEqual(["東京", "京ド", "ドー", "ーム"]);
    expect(wordsOf("東")).toEqual(["東"]);
    expect(wordsOf("Perfume東京live")).toEqual(["perfume", "東京", "live"]);
  });

  test("the short way of plain texts comes to the same as the long one", () => {
    const text = "Tuesday's Astronauts: 3-2-1, (live) @ O2_arena #1 a+b=c";
    // One accent more makes it take the long way.
    expect(wordsOf(`${text} é`)).toEqual([...wordsOf(text), "e"]);
  });
});

describe("impacts", () => {
  const impactIn = (field: number, length = 1): number => {
    const fields = [0, 1, 2, 3, 4].map((i) =>
      i === field ? [7, ...new Array<number>(length - 1).fill(8)] : [],
    );
    return impactsOf(fields).get(7) ?? 0;
  };

  test("fall from the name over performers and places to the description", () => {
    const [name = 0, performers = 0, venue = 0, city = 0, description = 0] = [0, 1, 2, 3, 4].map((field) =>
      impactIn(field),
    );
    expect(name).toBeGreaterThan(performers);
    expect(performers).toBeGreaterThan(city);
    expect(venue).toBeGreaterThan(description);
    expect(description).toBeGreaterThan(0);
  });

  test("are less in a longer field, and more when a word is in two of them", () => {
    expect(impactIn(0, 10)).toBeLessThan(impactIn(0, 2));
    expect(impactsOf([[7], [7], [], [], []]).get(7)).toBeGreaterThan(impactIn(0));
  });

  test("a rare word counts more, and a few events more or less change nothing", () => {
    expect(rarityOf(1000, 2)).toBeGreaterThan(rarityOf(1000, 200));
    expect(rarityOf(1000, 1000)).toBeGreaterThan(0);
    expect(rarityOf(1001, 33)).toBe(rarityOf(1000, 32));
  });
});

describe("numbers of documents", () => {
  test("the popular have the lower ones, and every popularity has a level", () => {
    const popularities = [0, 1, 10, 500, 20_000, 999_999, mostPopular];
    const ofThese = popularities.map(levelOf);
    expect(ofThese.toSorted((a, b) => b - a)).toEqual(ofThese);
    expect([ofThese[0], ofThese.at(-1)]).toEqual([levels - 1, 0]);
    for (let level = 0; level < levels; level++) expect(levelOfNumber(firstOfLevel(level))).toBe(level);
  });
});

describe("blocks of postings", () => {
  test("are read as they were written", () => {
    const documents = [5, 6, 130, 131, 20_000, 3_000_000, 60_000_000];
    const impacts = [1, 255, 7, 128, 127, 200, 3];
    const writer = new BlockWriter();
    for (const [i, document] of documents.entries()) writer.add(document, impacts[i] ?? 0);
    expect(writer.first).toBe(5);
    const postings = readBlock(5, writer.take());
    expect([...postings.documents]).toEqual(documents);
    expect([...postings.impacts]).toEqual(impacts);
    writer.add(9, 4);
    expect([...readBlock(9, writer.take()).documents]).toEqual([9]);
  });
});

describe("lists of words", () => {
  test("are read as they were written, and know which stand side by side", () => {
    const lists = [[1, 300, 20_000], [], [5], [2_000_000], [1, 1, 5], [9]];
    expect(unpackWords(packWords(lists))).toEqual(lists);
    expect(hasPhrase(lists, [300, 20_000])).toBe(true);
    expect(hasPhrase(lists, [1, 20_000])).toBe(false);
    expect(hasPhrase(lists, [20_000, 5])).toBe(false);
    // The last list is for filters alone.
    expect(hasPhrase(lists, [9])).toBe(false);
  });
});

describe("spelling", () => {
  test("counts letters that are wrong, missing, too many, or changed with their neighbour", () => {
    for (const [from, to, edits] of [
      ["kessler", "kessler", 0],
      ["kesler", "kessler", 1],
      ["kesssler", "kessler", 1],
      ["kesslar", "kessler", 1],
      ["keslser", "kessler", 1],
      ["eksslar", "kessler", 2],
      ["abcdef", "ghijkl", 3],
      ["ab", "abcdef", 3],
    ] as const)
      expect(editsBetween(from, to, 2), `${from} ${to}`).toBe(edits);
  });

  test("two words that are as many edits apart as may be have a leftover in common", () => {
    const letters = "abcdefghijklmnopqrstuvwxyz";
    const words = ["imani", "okoro", "philharmonic", "velvet", "cartography", "drift"];
    const editsOf = (word: string): string[] =>
      [...word].flatMap((letter, i) => [
        word.slice(0, i) + word.slice(i + 1),
        word.slice(0, i) + letters.charAt((i * 7) % 26) + word.slice(i),
        word.slice(0, i) + letters.charAt((i * 5) % 26) + word.slice(i + 1),
        word.slice(0, i) + word.charAt(i + 1) + letter + word.slice(i + 2),
      ]);
    for (const word of words) {
      const known = new Set(deletionsOf(word));
      const once = editsOf(word);
      const typos = word.length < 7 ? once : [...once, ...once.flatMap(editsOf)];
      for (const typo of typos) {
        const edits = editsBetween(typo, word, 2);
        if (edits > mostEdits(typo.length)) continue;
        expect(
          deletionsOfMisspelt(typo).some((hash) => known.has(hash)),
          `${typo} ${word}`,
        ).toBe(true);
      }
    }
  });
});

describe("the region of who asks", () => {
  test("is the nearest, and some region when nothing is known", () => {
    expect(searchRegionOf({})).toBe("weur");
    expect(searchRegionOf({ continent: "EU", country: "DE" })).toBe("weur");
    expect(searchRegionOf({ continent: "EU", country: "PL" })).toBe("eeur");
    expect(searchRegionOf({ continent: "NA", country: "US", longitude: "-118.2" })).toBe("wnam");
    expect(searchRegionOf({ continent: "NA", country: "US", longitude: "-74.0" })).toBe("enam");
    expect(searchRegionOf({ continent: "AS", country: "AE" })).toBe("me");
    expect(searchRegionOf({ continent: "AS", country: "JP" })).toBe("apac");
    expect(searchRegionOf({ continent: "OC", country: "NZ" })).toBe("oc");
    expect(searchRegionOf({ continent: "AF", country: "KE" })).toBe("afr");
    expect(searchRegionOf({ continent: "SA", country: "BR" })).toBe("sam");
  });
});
