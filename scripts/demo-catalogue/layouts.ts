import type { z } from "zod";
import type { seatMapDescriptionSchema } from "../../src/domain/seat-map/seat-map-description.ts";
import type { DemoVenue } from "./venues.ts";

type Description = z.input<typeof seatMapDescriptionSchema>;

/** What a seat costs against the middle price of its event, by category. */
export const priceFactors: Readonly<Record<string, number>> = {
  Premium: 1.7,
  Stalls: 1.2,
  Circle: 1,
  Gallery: 0.6,
  Standing: 0.9,
  Balcony: 1.1,
  Floor: 1.5,
  "Lower bowl": 1.2,
  "Lower bowl, ends": 1,
  "Upper bowl": 0.8,
  "Upper bowl, ends": 0.6,
};

/** Shares of `capacity` that add up to it; the last takes what rounding leaves. */
const shares = (capacity: number, ...parts: readonly number[]): readonly number[] => {
  const firsts = parts.map((part) => Math.round(capacity * part));
  return [...firsts, capacity - firsts.reduce((sum, share) => sum + share, 0)];
};

/** Half as deep as wide, as halls are. */
const rowsFor = (capacity: number): number =>
  Math.max(3, Math.min(34, Math.round(Math.sqrt(capacity / 2.2))));

const level = (name: string, category: string, capacity: number) => ({
  kind: "seated" as const,
  name,
  category,
  capacity,
  rows: rowsFor(capacity),
  blocks: capacity < 150 ? 2 : capacity < 700 ? 3 : 5,
  // A hundredth of the places, and one at least.
  accessibleSeats: Math.ceil(capacity / 100),
});

const theatre = (capacity: number): Description => {
  const [stalls = 0, circle = 0, gallery = 0] = shares(capacity, 0.5, 0.3);
  // Balconies are as wide as the rear of the stalls, and so the shallower.
  const rear = (stalls / rowsFor(stalls)) * 1.3;
  const balcony = (name: string, seats: number) => ({
    ...level(name, name, seats),
    rows: Math.max(3, Math.ceil(seats / rear)),
  });
  return {
    layout: "theatre",
    levels: [
      {
        ...level("Stalls", "Stalls", stalls),
        frontBands: [{ rows: Math.ceil(rowsFor(stalls) / 4), category: "Premium" }],
      },
      balcony("Circle", circle),
      balcony("Gallery", gallery),
    ],
  };
};

const club = (capacity: number): Description => {
  const [floor = 0, balcony = 0] = shares(capacity, 0.8);
  return {
    layout: "theatre",
    levels: [
      { kind: "standing", name: "Floor", category: "Standing", capacity: floor },
      { ...level("Balcony", "Balcony", balcony), rows: 5, rowShape: "straight", blocks: 3 },
    ],
  };
};

const standingClub = (capacity: number): Description => {
  const [floor = 0, balcony = 0] = shares(capacity, 0.75);
  return {
    layout: "theatre",
    levels: [
      { kind: "standing", name: "Floor", category: "Standing", capacity: floor },
      { kind: "standing", name: "Balcony", category: "Balcony", capacity: balcony },
    ],
  };
};

const tiers = (lower: number, upper: number, [below, above]: readonly [number, number]) => [
  {
    category: "Lower bowl",
    endsCategory: "Lower bowl, ends",
    capacity: lower,
    sections: below,
    accessibleSeats: Math.ceil(lower / 100),
  },
  { category: "Upper bowl", endsCategory: "Upper bowl, ends", capacity: upper, sections: above },
];

const arena = (capacity: number): Description => {
  const [floor = 0, lower = 0, upper = 0] = shares(capacity, 0.15, 0.42);
  return {
    layout: "arena",
    floor: { kind: "standing", name: "Floor", category: "Floor", capacity: floor },
    tiers: tiers(lower, upper, [32, 40]),
  };
};

const court = (capacity: number): Description => {
  const [lower = 0, upper = 0] = shares(capacity, 0.45);
  return { layout: "arena", stage: false, tiers: tiers(lower, upper, [28, 40]) };
};

const stadium = (capacity: number): Description => {
  const [lower = 0, upper = 0] = shares(capacity, 0.42);
  return { layout: "stadium", tiers: tiers(lower, upper, [44, 56]) };
};

const layouts: Readonly<Record<DemoVenue["kind"], (capacity: number) => Description>> = {
  playhouse: theatre,
  "concert hall": theatre,
  club,
  "standing club": standingClub,
  arena,
  court,
  stadium,
};

export const layoutOf = ({ kind, capacity }: DemoVenue): Description => layouts[kind](capacity);

/** The categories of its seat map, in no order. */
export const categoriesOf = (description: Description): readonly string[] => {
  const named =
    description.layout === "theatre"
      ? description.levels.flatMap((one) =>
          one.kind === "seated"
            ? [one.category, ...(one.frontBands ?? []).map(({ category }) => category)]
            : [one.category],
        )
      : [
          ...(description.floor ? [description.floor.category] : []),
          ...description.tiers.flatMap(({ category, endsCategory }) => [category, endsCategory ?? category]),
        ];
  return [...new Set(named)];
};
