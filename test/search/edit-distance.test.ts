import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, mostWrongLetters } from "../../src/search/edit-distance.ts";

test("counts letters that were inserted, left out, mistaken or swapped", () => {
  for (const [one, other, distance] of [
    ["jazz", "jazz", 0],
    ["jaz", "jazz", 1],
    ["jaxz", "jazz", 1],
    ["jzaz", "jazz", 1],
    ["beyonce", "byonec", 2],
    ["", "ab", 2],
    ["東京", "京東", 1],
    ["😀a", "a", 1],
  ] as const)
    expect([one, other, editDistance(one, other, 2)]).toEqual([one, other, distance]);
  expect(editDistance("jazz", "rock", 2)).toBe(Number.POSITIVE_INFINITY);
  expect(editDistance("jazz", "jazzing", 2)).toBe(Number.POSITIVE_INFINITY);
});

test("is the same from both sides, and no more than the number of edits", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
  fc.assert(
    fc.property(word, fc.nat(7), fc.constantFrom("a", "x", ""), (text, at, letter) => {
      const edited = text.slice(0, at) + letter + text.slice(at + 1);
      expect(editDistance(text, edited, 9)).toBeLessThanOrEqual(1);
      expect(editDistance(text, edited, 9)).toBe(editDistance(edited, text, 9));
    }),
  );
});

test("a short word bears one wrong letter, a very short one none", () => {
  expect(["ab", "abc", "abcde", "abcdef"].map(mostWrongLetters)).toEqual([0, 1, 1, 2]);
});
