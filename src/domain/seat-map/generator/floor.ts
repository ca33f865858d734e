import type { SeatedFloor, StandingArea } from "../seat-map-description.ts";
import type { Field } from "./bowl.ts";
import type { Drawing, DrawnSeat } from "./drawing.ts";
import { aisleWidth, rowPitch, seatPitch } from "./measures.ts";

/** Between the stage's front and the floor's first row, and between the floor and the bowl. */
const stageGap = 50;
const edge = 60;
const blocksAcross = 3;
const seatsAcross = 15;
const rowsOfBlock = 20;

export const drawStanding = (drawing: Drawing, field: Field, area: StandingArea): void => {
  const top = field.stageFront === undefined ? -field.halfHeight + edge : field.stageFront + stageGap;
  // A right angle fits into a round corner at 1 - 1/√2 of its radius.
  const inset = Math.max(edge, 0.3 * field.radius);
  const width = 2 * (field.halfWidth - inset);
  drawing.standing(area, { x: -width / 2, y: top }, { width, height: field.halfHeight - inset - top });
};

/** How deep `capacity` seats are, in rows of three blocks. */
export const seatedFloorLength = (capacity: number): number => {
  const rows = Math.ceil(capacity / (blocksAcross * seatsAcross));
  return rows * rowPitch + Math.floor((rows - 1) / rowsOfBlock) * aisleWidth;
};

/** Blocks of chairs that face the stage, lettered from the stage and from the left; only the last row is shorter. */
export const drawFloorSeats = (drawing: Drawing, field: Field, floor: SeatedFloor): void => {
  const top = (field.stageFront ?? -field.halfHeight) + stageGap;
  const blockWidth = (seatsAcross - 1) * seatPitch;
  const pitch = blockWidth + seatPitch + aisleWidth;
  const blocks: { label: string; seats: DrawnSeat[] }[][] = [];
  let left = floor.capacity;
  for (let row = 0; left > 0; row++) {
    const depth = Math.floor(row / rowsOfBlock);
    const y = top + row * rowPitch + depth * aisleWidth;
    for (let across = 0; across < blocksAcross && left > 0; across++) {
      const count = Math.min(seatsAcross, Math.ceil(left / (blocksAcross - across)));
      const middle = (across - (blocksAcross - 1) / 2) * pitch;
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
      const block = depth * blocksAcross + across;
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
