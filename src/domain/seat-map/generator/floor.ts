import type { SeatedFloor, StandingArea } from "../seat-map-description.ts";
import type { Drawing, DrawnSeat } from "./drawing.ts";
import type { Field } from "./field.ts";
import { aisleWidth, rowPitch, seatPitch } from "./measures.ts";

/** Between the stage's front and the floor's first row, and between the floor and the bowl. */
const stageGap = 50;
const edge = 60;
const seatsAcross = 15;
const blockPitch = seatsAcross * seatPitch + aisleWidth;
const rowsOfBlock = 20;

/** A right angle fits into a round corner at 1 - 1/√2 of its radius. */
const insetOf = ({ radius }: Pick<Field, "radius">): number => Math.max(edge, 0.3 * radius);

const topOf = ({ stageFront, halfHeight }: Field): number => (stageFront ?? -halfHeight) + stageGap;

const blocksAcross = (field: Pick<Field, "halfWidth" | "radius">): number =>
  Math.floor((2 * (field.halfWidth - insetOf(field)) + aisleWidth) / blockPitch);

export const drawStanding = (drawing: Drawing, field: Field, area: StandingArea): void => {
  const top = topOf(field);
  const inset = insetOf(field);
  const width = 2 * (field.halfWidth - inset);
  drawing.standing(area, { x: -width / 2, y: top }, { width, height: field.halfHeight - inset - top });
};

/** How long the floor must be in front of the stage for `capacity` seats, and what is around them. */
export const seatedFloorLength = (capacity: number, field: Pick<Field, "halfWidth" | "radius">): number => {
  const rows = Math.ceil(capacity / (blocksAcross(field) * seatsAcross));
  const depth = rows * rowPitch + Math.floor((rows - 1) / rowsOfBlock) * aisleWidth;
  return stageGap + depth + insetOf(field);
};

/** Blocks of chairs that face the stage, lettered from the stage and from the left; only the last row is shorter. */
export const drawFloorSeats = (drawing: Drawing, field: Field, floor: SeatedFloor): void => {
  const top = topOf(field);
  const abreast = blocksAcross(field);
  const blocks: { label: string; seats: DrawnSeat[] }[][] = [];
  let left = floor.capacity;
  for (let row = 0; left > 0; row++) {
    const depth = Math.floor(row / rowsOfBlock);
    const y = top + row * rowPitch + depth * aisleWidth;
    for (let across = 0; across < abreast && left > 0; across++) {
      const count = Math.min(seatsAcross, Math.ceil(left / (abreast - across)));
      const middle = (across - (abreast - 1) / 2) * blockPitch;
      const seats = Array.from(
        { length: count },
        (_, i): DrawnSeat => ({
          x: middle + (i - (count - 1) / 2) * seatPitch,
          y,
          label: String(i + 1),
          category: floor.category,
          accessible: false,
        }),
      );
      const block = depth * abreast + across;
      blocks[block] ??= [];
      blocks[block]?.push({ label: String((row % rowsOfBlock) + 1), seats });
      left -= count;
    }
  }
  blocks.forEach((rows, i) => {
    drawing.section(
      `${floor.name} ${String.fromCharCode(65 + (i % 26))}${i >= 26 ? Math.floor(i / 26) : ""}`,
      rows,
    );
  });
};
