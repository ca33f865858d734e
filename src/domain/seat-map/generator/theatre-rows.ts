import type { SeatedLevel } from "../seat-map-description.ts";
import type { DrawnSeat } from "./drawing.ts";
import { seatLabel } from "./labels.ts";
import { aisleWidth, seatPitch } from "./measures.ts";

export interface DrawnRow {
  readonly label: string;
  readonly seats: DrawnSeat[];
}

/**
 * Rows that are symmetrical about x = 0. `depths` are radii around (0, `centreY`), or, without a centre, the y of straight rows.
 */
export const drawRows = (
  level: SeatedLevel,
  counts: readonly number[],
  depths: readonly number[],
  centreY: number | undefined,
  labels: readonly string[],
): DrawnRow[] => {
  const accessible = accessibleSeatsOf(level, counts);
  return counts.map((count, row) => {
    const depth = depths[row] ?? 0;
    const category = categoryOfRow(level, row);
    const seats = alongRow(count, level.blocks).map((along, i) => {
      const angle = along / depth;
      return {
        x: centreY === undefined ? along : depth * Math.sin(angle),
        y: centreY === undefined ? depth : centreY + depth * Math.cos(angle),
        label: seatLabel(level.seatNumbers, i, count),
        category,
        accessible: accessible[row]?.has(i) ?? false,
      };
    });
    return { label: labels[row] ?? "", seats };
  });
};

const categoryOfRow = ({ frontBands, category }: SeatedLevel, row: number): string => {
  let end = 0;
  for (const band of frontBands) {
    end += band.rows;
    if (row < end) return band.category;
  }
  return category;
};

/** How many seats of a row stand in each block; the outer ones and their mirror images are alike. */
const blockSizes = (count: number, blocks: number): number[] => {
  const sizes = new Array<number>(blocks).fill(Math.floor(count / blocks));
  let left = count % blocks;
  const middle = Math.floor(blocks / 2);
  if (left % 2 === 1) {
    sizes[middle] = (sizes[middle] ?? 0) + 1;
    left--;
  }
  for (let i = 0; left > 0; i++, left -= 2) {
    sizes[i] = (sizes[i] ?? 0) + 1;
    sizes[blocks - 1 - i] = (sizes[blocks - 1 - i] ?? 0) + 1;
  }
  return sizes;
};

/** Distances along the row from its middle. */
const alongRow = (count: number, blocks: number): number[] => {
  const positions: number[] = [];
  let at = 0;
  blockSizes(count, blocks).forEach((size, block) => {
    if (block > 0 && positions.length > 0 && size > 0) at += aisleWidth;
    for (let i = 0; i < size; i++, at += seatPitch) positions.push(at);
  });
  const middle = ((positions[0] ?? 0) + (positions.at(-1) ?? 0)) / 2;
  return positions.map((position) => position - middle);
};

/** Beside an aisle, in the last row first. */
const accessibleSeatsOf = (level: SeatedLevel, counts: readonly number[]): Set<number>[] => {
  const chosen = counts.map(() => new Set<number>());
  let left = level.accessibleSeats;
  for (let row = counts.length - 1; row >= 0 && left > 0; row--) {
    const count = counts[row] ?? 0;
    let end = 0;
    const edges: number[] = [];
    for (const size of blockSizes(count, level.blocks)) {
      if (size > 0) edges.push(end, end + size - 1);
      end += size;
    }
    const distance = (i: number): number => Math.min(...edges.map((edge) => Math.abs(edge - i)));
    Array.from({ length: count }, (_, i) => i)
      .sort((a, b) => distance(a) - distance(b) || a - b)
      .slice(0, left)
      .forEach((i) => {
        chosen[row]?.add(i);
        left--;
      });
  }
  return chosen;
};
