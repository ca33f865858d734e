import type { SeatedLevel, StandingArea, TheatreDescription } from "../seat-map-description.ts";
import type { SeatingPlan } from "../seating-plan.ts";
import { Drawing, stageText } from "./drawing.ts";
import { rowLabel } from "./labels.ts";
import { aisleWidth, levelGap, rowPitch, seatPitch, shareOut, standingPlace } from "./measures.ts";
import { drawRows } from "./theatre-rows.ts";

/** The widest row of a curved level spans at most this many radians, so that no seat looks away from the stage. */
const widestArc = 2;
const smallestRadius = 260;
const stageGap = 60;
const stageDepth = 95;

interface Curve {
  /** Of the rows' common centre; undefined when the level is straight. */
  readonly centreY: number | undefined;
  readonly bottom: number;
}

/** Levels behind each other, the stage above them; y is 0 at the front row. */
export const drawTheatre = (name: string, { levels, categories }: TheatreDescription): SeatingPlan => {
  const drawing = new Drawing();
  let above: Curve | undefined;
  let stageWidth = 0;
  for (const level of levels) {
    const drawn =
      level.kind === "standing" ? drawStanding(drawing, level, above) : drawSeated(drawing, level, above);
    if (!above) stageWidth = drawn.stageWidth;
    above = drawn;
  }
  drawStage(drawing, stageWidth);
  return drawing.plan(name, { x: 0, y: -stageGap }, categories);
};

const drawStage = (drawing: Drawing, width: number): void => {
  const front = -stageGap;
  const back = front - stageDepth;
  drawing.floor({ x: -width / 2, y: back }, { width, height: stageDepth });
  drawing.shape({
    shape: "polygon",
    position: { x: 0, y: back },
    polygon: {
      points: [
        { x: -width * 0.38, y: 0 },
        { x: width * 0.38, y: 0 },
        { x: width / 2, y: stageDepth },
        { x: -width / 2, y: stageDepth },
      ],
    },
    color: "#334155",
    border_color: "#1e293b",
    text: stageText({ x: 0, y: stageDepth / 2 }),
  });
};

const drawStanding = (drawing: Drawing, area: StandingArea, above: Curve | undefined) => {
  const top = above ? above.bottom + levelGap : 0;
  // Twice as wide as deep, and no wider than a hall.
  const width = Math.max(160, Math.min(1000, Math.sqrt(area.capacity * standingPlace * 2)));
  const height = Math.max(50, (area.capacity * standingPlace) / width);
  drawing.standing(area, { x: -width / 2, y: top }, { width, height });
  return { centreY: undefined, bottom: top + height, stageWidth: width * 0.8 };
};

const drawSeated = (drawing: Drawing, level: SeatedLevel, above: Curve | undefined) => {
  const { rows } = level;
  const top = above ? above.bottom + levelGap : 0;
  const longest = longestRow(level);
  if (level.rowShape === "straight") {
    const depths = Array.from({ length: rows }, (_, i) => top + i * rowPitch);
    drawing.section(
      level.name,
      drawRows(
        level,
        countsOf(
          level,
          depths.map(() => 1),
        ),
        depths,
        undefined,
        labelsOf(level),
      ),
    );
    return {
      centreY: undefined,
      bottom: top + (rows - 1) * rowPitch,
      stageWidth: Math.max(140, longest * 0.75),
    };
  }
  const needed = Math.max(smallestRadius, longest / widestArc);
  const concentric = above?.centreY === undefined ? 0 : top - above.centreY;
  const radius = Math.max(needed, concentric);
  // Behind a straight level the ends of a curved row come forward: it stands back by as much.
  const sag =
    above && above.centreY === undefined ? radius * (1 - Math.cos(Math.min(1, longest / radius / 2))) : 0;
  const front = top + sag;
  const radii = Array.from({ length: rows }, (_, i) => radius + i * rowPitch);
  drawing.section(
    level.name,
    drawRows(level, countsOf(level, radii), radii, front - radius, labelsOf(level)),
  );
  // As wide as fits between the ends of the front row.
  const fits = Math.sqrt(radius ** 2 - (radius - stageGap) ** 2) - 35;
  return {
    centreY: front - radius,
    bottom: front + (rows - 1) * rowPitch,
    stageWidth: 2 * Math.max(70, Math.min(fits, longest * 0.42)),
  };
};

const labelsOf = ({ rowLabels, rows }: SeatedLevel): string[] =>
  Array.from({ length: rows }, (_, i) => rowLabel(rowLabels, i));

const countsOf = ({ seatsPerRow, capacity, rows }: SeatedLevel, weights: readonly number[]): number[] => {
  if (capacity !== undefined) return shareOut(capacity, weights);
  return Array.isArray(seatsPerRow) ? seatsPerRow : new Array<number>(rows).fill(seatsPerRow ?? 0);
};

/** A fan's rear rows are a quarter longer than the middle one, at most. */
const longestRow = ({ seatsPerRow, capacity, rows, blocks, rowShape }: SeatedLevel): number => {
  const spread = rowShape === "curved" ? 1.25 : 1;
  const seats =
    capacity !== undefined
      ? (capacity / rows) * spread
      : Array.isArray(seatsPerRow)
        ? Math.max(...seatsPerRow)
        : (seatsPerRow ?? 0);
  return seats * seatPitch + (blocks - 1) * aisleWidth;
};
