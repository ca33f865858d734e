import type { Point } from "../seat-map.ts";
import type { BowlDescription } from "../seat-map-description.ts";
import type { SeatingPlan } from "../seating-plan.ts";
import { bowlPath } from "./bowl-path.ts";
import { drawTier } from "./bowl-tier.ts";
import { Drawing } from "./drawing.ts";
import type { Field } from "./field.ts";
import { drawCourt, drawPitch, drawStage } from "./fields.ts";
import { drawFloorSeats, drawStanding, seatedFloorLength } from "./floor.ts";

/** Between the field and the first row, and between tiers. */
const firstRowOffset = 24;
const tierGap = 50;
const stageDepth = 150;

export const drawBowl = (name: string, description: BowlDescription): SeatingPlan => {
  const { tiers, floor, categories } = description;
  const drawing = new Drawing();
  const field = fieldOf(description);
  const path = bowlPath(field.halfWidth, field.halfHeight, field.radius);
  drawGround(drawing, field, description.layout);
  if (floor?.kind === "standing") drawStanding(drawing, field, floor);
  if (floor?.kind === "seated") drawFloorSeats(drawing, field, floor);
  let offset = firstRowOffset;
  tiers.forEach((tier, i) => {
    offset = drawTier(
      drawing,
      path,
      field,
      { ...tier, firstSection: tier.firstSection ?? 100 * (i + 1) + 1 },
      offset,
    );
    offset += tierGap;
  });
  const focus: Point = { x: 0, y: field.stageFront ?? 0 };
  return drawing.plan(name, focus, categories);
};

/**
 * A stadium's field is a pitch of 105 by 68 m and what runs around it; an arena's is a little more than a 60 by 30 m rink, upright
 * when there is a stage, longer when more people sit on it.
 */
const fieldOf = ({ layout, stage, floor }: BowlDescription): Field => {
  if (!stage)
    return layout === "stadium"
      ? { halfWidth: 1200, halfHeight: 830, radius: 420, stageFront: undefined }
      : { halfWidth: 640, halfHeight: 340, radius: 220, stageFront: undefined };
  const upright =
    layout === "stadium"
      ? { halfWidth: 830, halfHeight: 1200, radius: 420, behindStage: 60 }
      : { halfWidth: 340, halfHeight: 620, radius: 210, behindStage: 30 };
  const { behindStage, ...field } = upright;
  const room = floor?.kind === "seated" ? seatedFloorLength(floor.capacity, field) : 0;
  const halfHeight = Math.max(field.halfHeight, (behindStage + stageDepth + room) / 2);
  return { ...field, halfHeight, stageFront: -halfHeight + behindStage + stageDepth };
};

const drawGround = (drawing: Drawing, field: Field, layout: BowlDescription["layout"]): void => {
  if (field.stageFront !== undefined) drawStage(drawing, field, field.stageFront, stageDepth);
  else if (layout === "stadium") drawPitch(drawing);
  else drawCourt(drawing, field);
};
