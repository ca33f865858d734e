import { z } from "zod";
import { text } from "../text.ts";

/**
 * The open seating-plan format that pretix and its editor write (seating-plan.schema.json): zones of rows of seats, and areas,
 * each placed relative to what contains it. Properties that are not listed here are left out, never an error.
 *
 * Ours, beyond it: `focal_point` on the plan; `accessible` or `wheelchair` on a seat; and an area with a `capacity` is general
 * admission, sold by count, with the area's `category` and `name`.
 */
const coordinate = z.number().min(-1e6).max(1e6);
const position = z.object({ x: coordinate, y: coordinate });
const length = z.number().min(0).max(1e6);

const seat = z.object({
  seat_guid: text.min(1).max(200),
  seat_number: text.max(40),
  category: text,
  position,
  accessible: z.unknown().optional(),
  wheelchair: z.unknown().optional(),
});

const row = z.object({
  row_number: text.max(40),
  position: position.optional(),
  seats: z.array(seat),
});

const areaText = z.object({
  text: text.max(200),
  color: z.string().max(60).optional(),
  size: z.number().min(1).max(1000).optional(),
  position: position.optional(),
});

const area = z.object({
  shape: z.string().optional(),
  position: position.optional(),
  rotation: z.number().optional(),
  color: z.string().max(60).optional(),
  border_color: z.string().max(60).optional(),
  rectangle: z.object({ width: length, height: length }).optional(),
  circle: z.object({ radius: length }).optional(),
  ellipse: z.object({ radius: position }).optional(),
  polygon: z.object({ points: z.array(position).max(1000) }).optional(),
  // A bare string in the format's first version, whose areas were all rectangles.
  text: z.union([areaText, text.max(200)]).optional(),
  width: length.optional(),
  height: length.optional(),
  name: text.min(1).max(100).optional(),
  uuid: text.min(1).max(100).optional(),
  capacity: z.int().min(1).max(65_535).optional(),
  category: text.optional(),
});

const zone = z.object({
  name: text.max(100).optional(),
  position,
  rows: z.array(row),
  areas: z.array(area).max(2000).optional(),
});

export const seatingPlanSchema = z.object({
  name: text.max(200),
  size: z.object({ width: length, height: length }).optional(),
  categories: z.array(z.object({ name: text.min(1).max(100), color: z.string().max(60).optional() })),
  zones: z.array(zone).max(10_000),
  focal_point: position.optional(),
});

export type SeatingPlan = z.infer<typeof seatingPlanSchema>;
export type PlanZone = SeatingPlan["zones"][number];
export type PlanRow = PlanZone["rows"][number];
export type PlanSeat = PlanRow["seats"][number];
export type PlanArea = NonNullable<PlanZone["areas"]>[number];
