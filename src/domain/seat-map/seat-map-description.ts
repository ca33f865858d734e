import { z } from "zod";
import { text } from "../text.ts";
import { seatMapLimits } from "./seat-map-limits.ts";

/** A short description that a seat map is drawn from: what it has, never where each seat stands. */
const name = text.min(1).max(60);
const seatCount = z.int().min(1).max(seatMapLimits.seats);

const standing = z.strictObject({
  kind: z.literal("standing"),
  name,
  category: name,
  capacity: z.int().min(1).max(seatMapLimits.placesInRow),
});

const seated = z
  .strictObject({
    kind: z.literal("seated"),
    name,
    category: name,
    rows: z.int().min(1).max(200),
    /** The same in every row, or one entry a row from the front. Instead of `capacity`. */
    seatsPerRow: z.union([z.int().min(1).max(400), z.array(z.int().min(1).max(400))]).optional(),
    /** Spread over the rows, the rear ones wider when they are curved. Instead of `seatsPerRow`. */
    capacity: seatCount.optional(),
    rowShape: z.enum(["curved", "straight"]).default("curved"),
    /** Aisles stand between blocks. */
    blocks: z.int().min(1).max(12).default(3),
    rowLabels: z.enum(["letters", "numbers"]).default("letters"),
    /** As the audience sees it; `odd-even` counts from the middle, odd on the left. */
    seatNumbers: z.enum(["left-to-right", "right-to-left", "odd-even"]).default("left-to-right"),
    /** The first rows of a level at another price: counted from the front, the rest is of `category`. */
    frontBands: z
      .array(z.strictObject({ rows: z.int().min(1).max(200), category: name }))
      .max(10)
      .default([]),
    /** Beside the aisles, from the last row on. */
    accessibleSeats: z.int().min(0).max(1000).default(0),
  })
  .refine(({ seatsPerRow, capacity }) => (seatsPerRow === undefined) !== (capacity === undefined), {
    path: ["seatsPerRow"],
    error: "either seatsPerRow or capacity",
  })
  .refine(({ rows, seatsPerRow }) => !Array.isArray(seatsPerRow) || seatsPerRow.length === rows, {
    path: ["seatsPerRow"],
    error: "one entry a row",
  })
  .refine(({ rows, capacity }) => capacity === undefined || (capacity >= rows && capacity <= rows * 400), {
    path: ["capacity"],
    error: "between 1 and 400 seats a row",
  });

const tier = z.strictObject({
  /** Of the level in words; its sections are numbered from `firstSection`. */
  name: name.default("Section"),
  firstSection: z.int().min(1).max(9000).optional(),
  category: name,
  /** Sections behind the short ends; `category` when it is not given. */
  endsCategory: name.optional(),
  capacity: seatCount,
  sections: z.int().min(4).max(120),
  accessibleSeats: z.int().min(0).max(1000).default(0),
});

const seatedFloor = z.strictObject({
  kind: z.literal("seated"),
  name,
  category: name,
  capacity: z.int().min(1).max(8000),
});

const bowl = {
  /** At one end of the floor; the sections behind it are left out. */
  stage: z.boolean(),
  floor: z.discriminatedUnion("kind", [standing, seatedFloor]).optional(),
  tiers: z.array(tier).min(1).max(4),
};

const categories = z
  .array(z.strictObject({ name, color: z.string().regex(/^#[0-9a-fA-F]{6}$/) }))
  .max(seatMapLimits.categories)
  .default([]);

export const seatMapDescriptionSchema = z.discriminatedUnion("layout", [
  z.strictObject({
    layout: z.literal("theatre"),
    /** From the stage to the rear. */
    levels: z
      .array(z.discriminatedUnion("kind", [seated, standing]))
      .min(1)
      .max(20),
    categories,
  }),
  z.strictObject({ layout: z.literal("arena"), ...bowl, stage: z.boolean().default(true), categories }),
  z.strictObject({ layout: z.literal("stadium"), ...bowl, stage: z.boolean().default(false), categories }),
]);

export type SeatMapDescription = z.infer<typeof seatMapDescriptionSchema>;
export type TheatreDescription = Extract<SeatMapDescription, { layout: "theatre" }>;
export type BowlDescription = Exclude<SeatMapDescription, { layout: "theatre" }>;
export type SeatedLevel = z.infer<typeof seated>;
export type StandingArea = z.infer<typeof standing>;
export type SeatedFloor = z.infer<typeof seatedFloor>;
export type Tier = z.infer<typeof tier>;
