import type { Tier } from "../seat-map-description.ts";
import type { BowlPath, Mark } from "./bowl-path.ts";
import type { Drawing, DrawnSeat } from "./drawing.ts";
import type { Field } from "./field.ts";
import { aisleWidth, rowPitch, seatPitch, shareOut } from "./measures.ts";

interface Wedge {
  readonly name: string;
  readonly category: string;
  readonly from: Mark;
  readonly to: Mark;
}

/** Half of a tier of common depth: where its sections are of equal width. */
const middleOfTier = 150;

/** Draws a tier whose first row is at `offset`; answers the offset of its last row. */
export const drawTier = (
  drawing: Drawing,
  path: BowlPath,
  field: Field,
  tier: Tier & { readonly firstSection: number },
  offset: number,
): number => {
  const wedges = wedgesOf(path, field, tier, offset);
  const counts = countsOf(path, wedges, offset, tier.capacity);
  const accessible = shareOut(
    tier.accessibleSeats,
    wedges.map(() => 1),
  );
  wedges.forEach((wedge, w) => {
    const rows = counts.map((row, r) => {
      const distance = offset + r * rowPitch;
      const seats = alongRow(path, wedge, distance, row[w] ?? 0);
      const marked = r === counts.length - 1 ? (accessible[w] ?? 0) : 0;
      return {
        label: String(r + 1),
        seats: seats.map(
          (seat, i): DrawnSeat => ({
            ...seat,
            label: String(i + 1),
            category: wedge.category,
            accessible: i < marked,
          }),
        ),
      };
    });
    drawing.section(
      wedge.name,
      rows.filter(({ seats }) => seats.length > 0),
    );
  });
  return offset + (counts.length - 1) * rowPitch;
};

/** Sections of equal width, the first of them in the middle of the upper side; numbered clockwise. */
const wedgesOf = (
  path: BowlPath,
  field: Field,
  { sections, firstSection, name, category, endsCategory }: Tier & { readonly firstSection: number },
  offset: number,
): Wedge[] => {
  const middle = offset + middleOfTier;
  const width = path.length(middle) / sections;
  const all = Array.from({ length: sections }, (_, i) => {
    const { x, y } = path.pointAt(middle, i * width);
    const upright = field.halfHeight > field.halfWidth;
    const across = Math.abs(x) / (field.halfWidth + middle);
    const down = Math.abs(y) / (field.halfHeight + middle);
    const atAnEnd = upright ? down > across : across > down;
    return {
      behindStage: field.stageFront !== undefined && y < field.stageFront,
      category: atAnEnd ? (endsCategory ?? category) : category,
      from: path.markAt(middle, (i - 0.5) * width),
      to: path.markAt(middle, (i + 0.5) * width),
    };
  });
  return all
    .filter(({ behindStage }) => !behindStage)
    .map(({ behindStage: _, ...wedge }, i) => ({ ...wedge, name: `${name} ${firstSection + i}` }));
};

const span = (path: BowlPath, { from, to }: Wedge, offset: number): { start: number; length: number } => {
  const start = path.distanceTo(offset, from);
  const end = path.distanceTo(offset, to);
  // The section over the middle of the upper side begins before the walk does.
  return { start, length: end > start ? end - start : end - start + path.length(offset) };
};

const seatsThatFit = (path: BowlPath, wedge: Wedge, offset: number): number =>
  Math.max(1, Math.floor((span(path, wedge, offset).length - aisleWidth) / seatPitch) + 1);

/**
 * Rows until there is room for all, then a seat less in one row after another, from the rear, until it is exactly as many as
 * asked. Shape: [row][section].
 */
const countsOf = (path: BowlPath, wedges: readonly Wedge[], offset: number, capacity: number): number[][] => {
  const counts: number[][] = [];
  let seats = 0;
  while (seats < capacity) {
    const row = wedges.map((wedge) => seatsThatFit(path, wedge, offset + counts.length * rowPitch));
    seats += row.reduce((sum, count) => sum + count, 0);
    counts.push(row);
  }
  while (seats > capacity) {
    for (let r = counts.length - 1; r >= 0 && seats > capacity; r--) {
      const row = counts[r] ?? [];
      for (let w = 0; w < row.length && seats > capacity; w++) {
        const count = row[w] ?? 0;
        if (count === 0) continue;
        row[w] = count - 1;
        seats--;
      }
    }
  }
  return counts;
};

const alongRow = (
  path: BowlPath,
  wedge: Wedge,
  offset: number,
  count: number,
): { readonly x: number; readonly y: number }[] => {
  const { start, length } = span(path, wedge, offset);
  const first = start + (length - (count - 1) * seatPitch) / 2;
  return Array.from({ length: count }, (_, i) => path.pointAt(offset, first + i * seatPitch));
};
