import { expect, test } from "vitest";
import { priceBandOf } from "../../src/search/facets.ts";

test("every price is in one band, and a band says its own bounds", () => {
  expect(
    [0, 999, 1000, 1999, 4999, 5000, 999_999, 1_000_000, 99_999_999].map((price) =>
      priceBandOf(price, "eur"),
    ),
  ).toEqual([
    "eur:0..999",
    "eur:0..999",
    "eur:1000..1999",
    "eur:1000..1999",
    "eur:2000..4999",
    "eur:5000..9999",
    "eur:500000..999999",
    "eur:1000000..",
    "eur:1000000..",
  ]);
});
