import type { z } from "zod";
import type { seatMapDescriptionSchema } from "../../domain/seat-map/seat-map-description.ts";
import type { seatingPlanSchema } from "../../domain/seat-map/seating-plan.ts";
import { ids } from "./ids.ts";

const categories = [
  { name: "Stalls", color: "#2f6fb3" },
  { name: "Standing", color: "#e08a1e" },
];

const seat = (row: string, number: number) => ({
  seat_guid: `stalls-${row}-${number}`,
  seat_number: String(number),
  category: "Stalls",
  position: { x: number * 30, y: 0 },
});

const seatingPlan: z.input<typeof seatingPlanSchema> = {
  name: "Studio",
  size: { width: 300, height: 260 },
  categories,
  focal_point: { x: 150, y: 0 },
  zones: [
    {
      name: "Stalls",
      position: { x: 60, y: 40 },
      rows: ["A", "B"].map((row, i) => ({
        row_number: row,
        position: { x: 0, y: i * 35 },
        seats: [1, 2, 3].map((number) => seat(row, number)),
      })),
      areas: [
        {
          shape: "rectangle",
          name: "Floor",
          category: "Standing",
          capacity: 120,
          position: { x: 0, y: 100 },
          rectangle: { width: 180, height: 90 },
        },
      ],
    },
  ],
};

const description: z.input<typeof seatMapDescriptionSchema> = {
  layout: "theatre",
  categories,
  levels: [
    { kind: "standing", name: "Floor", category: "Standing", capacity: 120 },
    {
      kind: "seated",
      name: "Stalls",
      category: "Stalls",
      rows: 12,
      capacity: 200,
      blocks: 2,
      accessibleSeats: 4,
    },
  ],
};

const fromPlan = { name: "Studio", seatingPlan };
const drawn = { name: "Great hall", description };
const summaries = {
  plan: "A seating plan: two rows of seats, and an area with a capacity, which is general admission",
  description: "A description, from which the seats are drawn",
};

export const seatMapBody = {
  description: { summary: summaries.description, value: { ...drawn, venueId: ids.venue } },
  seatingPlan: { summary: summaries.plan, value: { ...fromPlan, venueId: ids.venue } },
};

export const seatMapChanges = {
  name: { summary: "Another name", value: { name: "Great hall" } },
  description: { summary: summaries.description, value: drawn },
  seatingPlan: { summary: summaries.plan, value: fromPlan },
};

export const organizerSeatMap = {
  id: ids.seatMap,
  venueId: ids.venue,
  name: "Great hall",
  hash: ids.seatMapHash,
  capacity: 320,
  categories,
};

export const seatMap = {
  version: 1,
  name: "Great hall",
  size: { width: 300, height: 200 },
  focalPoint: { x: 150, y: 0 },
  categories,
  sections: [
    { name: "Stalls", generalAdmission: false, label: { x: 150, y: 60 } },
    { name: "Floor", generalAdmission: true, label: { x: 150, y: 150 } },
  ],
  rows: [
    { section: 0, label: "A" },
    { section: 1, label: "" },
  ],
  seats: {
    guid: ["stalls-A-1", "stalls-A-2", "floor-1"],
    label: ["1", "2", "1"],
    row: [0, 0, 1],
    place: [0, 1, 0],
    category: [0, 0, 1],
    x: [140, 160, 150],
    y: [60, 60, 150],
    flags: [1, 0, 0],
  },
  shapes: [],
};
