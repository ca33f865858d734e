import fc from "fast-check";
import { expect, it } from "vitest";
import { placesInRow } from "../../../src/domain/seat-map/row-order.ts";

const straight = (xs: readonly number[]) => xs.map((x) => ({ x, y: 5 }));

const onArc = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, i) => {
    const angle = from + ((to - from) * i) / (count - 1);
    return { x: 100 * Math.cos(angle), y: 100 * Math.sin(angle) };
  });

it("seats beside each other are neighbours", () => {
  expect(placesInRow(straight([0, 10, 20, 30]))).toEqual([0, 1, 2, 3]);
});

it("an aisle is between neighbours that are not", () => {
  expect(placesInRow(straight([0, 10, 20, 50, 60]))).toEqual([0, 1, 2, 4, 5]);
});

it("a wheelchair place beside a chair is still beside it, and a place left out is not", () => {
  expect(placesInRow(straight([0, 10, 25, 35, 55]))).toEqual([0, 1, 2, 3, 5]);
});

it("where a seat stands counts, not where it is listed", () => {
  const xs = Array.from({ length: 20 }, (_, i) => i * 10 + (i >= 10 ? 30 : 0));
  const places = xs.map((_, i) => i + (i >= 10 ? 1 : 0));
  fc.assert(
    fc.property(fc.shuffledSubarray([...xs.keys()], { minLength: xs.length }), (order) => {
      const found = placesInRow(straight(order.map((i) => xs[i] ?? 0)));
      const expected = order.map((i) => places[i] ?? 0);
      const mirrored = expected.map((place) => 20 - place);
      expect([expected, mirrored]).toContainEqual(found);
    }),
  );
});

it("a horseshoe is walked from end to end, however it is listed", () => {
  const row = onArc(31, -0.3, Math.PI + 0.3);
  fc.assert(
    fc.property(fc.shuffledSubarray([...row.keys()], { minLength: row.length }), (order) => {
      const found = placesInRow(order.map((i) => row[i] ?? { x: 0, y: 0 }));
      expect([order, order.map((i) => 30 - i)]).toContainEqual(found);
    }),
  );
});

it("every place is given once", () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 500 }), y: fc.integer({ min: 0, max: 500 }) });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (seats) => {
      const places = placesInRow(seats);
      expect(new Set(places).size).toBe(seats.length);
      expect(Math.max(-1, ...places)).toBeLessThan(2 * seats.length);
    }),
  );
});
