import type { Point, Row, Section } from "./seat-map.ts";

/** Coordinates are kept to a tenth of the unit; adding 0 turns a negative zero into zero. */
export const tenth = (n: number): number => Math.round(n * 10) / 10 + 0;

/** Room between the outermost seat and the edge of a drawing that is too small for its seats, or says no size. */
const margin = 30;

/** The part of the plane that the drawing shows: as the plan says, or more where seats stand outside of it. */
export const frameOf = (
  xs: readonly number[],
  ys: readonly number[],
  size: { readonly width: number; readonly height: number } | undefined,
): { readonly origin: Point; readonly size: { readonly width: number; readonly height: number } } => {
  const across = span(xs, size?.width);
  const down = span(ys, size?.height);
  return { origin: { x: across.from, y: down.from }, size: { width: across.length, height: down.length } };
};

const span = (seats: readonly number[], given: number | undefined): { from: number; length: number } => {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const n of seats) {
    if (n < least) least = n;
    if (n > most) most = n;
  }
  const from = given !== undefined && least >= 0 ? 0 : least - margin;
  const to = given !== undefined && most <= given ? given : most + margin;
  return { from, length: Math.ceil(to - from) };
};

/** A section's label stands in the middle of its seats. */
export const labelled = (
  sections: readonly { readonly name: string; readonly generalAdmission: boolean }[],
  rows: readonly Row[],
  seats: { readonly row: readonly number[]; readonly x: readonly number[]; readonly y: readonly number[] },
): Section[] => {
  const sums = sections.map(() => ({ x: 0, y: 0, count: 0 }));
  seats.row.forEach((row, i) => {
    const sum = sums[rows[row]?.section ?? -1];
    if (!sum) return;
    sum.x += seats.x[i] ?? 0;
    sum.y += seats.y[i] ?? 0;
    sum.count++;
  });
  return sections.map((section, i) => {
    const { x, y, count } = sums[i] ?? { x: 0, y: 0, count: 1 };
    return { ...section, label: { x: tenth(x / Math.max(count, 1)), y: tenth(y / Math.max(count, 1)) } };
  });
};
