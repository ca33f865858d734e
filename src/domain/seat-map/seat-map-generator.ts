import { drawBowl } from "./generator/bowl.ts";
import { drawTheatre } from "./generator/theatre.ts";
import type { SeatMapDescription } from "./seat-map-description.ts";
import type { CheckedSeatMap } from "./seat-map-draft.ts";
import { type SeatMapFault, seatMapLimits } from "./seat-map-limits.ts";
import type { SeatingPlan } from "./seating-plan.ts";
import { seatMapOf } from "./seating-plan-import.ts";

/** Draws the seats of a description as a seating plan, so that it passes the same checks as an organizer's own. */
export const generateSeatMap = (name: string, description: SeatMapDescription): CheckedSeatMap => {
  const faults = faultsOf(description);
  return faults.length > 0 ? { ok: false, faults } : seatMapOf(drawSeatingPlan(name, description));
};

export const drawSeatingPlan = (name: string, description: SeatMapDescription): SeatingPlan =>
  description.layout === "theatre" ? drawTheatre(name, description) : drawBowl(name, description);

/** What would otherwise show only in the drawing, where the organizer did not write it. Pointers are into the description. */
const faultsOf = (description: SeatMapDescription): readonly SeatMapFault[] => {
  const parts = partsOf(description);
  const faults: SeatMapFault[] = [];
  const total = parts.reduce((sum, { seats }) => sum + seats, 0);
  if (total > seatMapLimits.seats)
    faults.push({ at: "", detail: `At most ${seatMapLimits.seats} seats, not ${total}.` });
  if (description.layout !== "theatre" && description.floor && !description.stage)
    faults.push({
      at: "/floor",
      detail: "Without a stage the field is for the game: there is no floor to sell.",
    });
  parts.forEach(({ at, first, last, name }, i) => {
    const clash = parts
      .slice(0, i)
      .some((other) => other.name === name && first <= other.last && other.first <= last);
    if (clash) faults.push({ at, detail: `A section "${name}" is described twice.` });
  });
  return faults;
};

interface Part {
  readonly at: string;
  readonly name: string;
  readonly seats: number;
  /** Its sections are `name` and these numbers. */
  readonly first: number;
  readonly last: number;
}

const partsOf = (description: SeatMapDescription): readonly Part[] => {
  if (description.layout === "theatre")
    return description.levels.map((level, i) => ({
      at: `/levels/${i}/name`,
      name: level.name,
      seats: level.kind === "standing" ? level.capacity : seatsOf(level),
      first: 0,
      last: 0,
    }));
  const tiers = description.tiers.map(({ name, capacity, sections, firstSection }, i) => {
    const first = firstSection ?? 100 * (i + 1) + 1;
    return { at: `/tiers/${i}/name`, name, seats: capacity, first, last: first + sections - 1 };
  });
  const { floor } = description;
  return floor
    ? [{ at: "/floor/name", name: floor.name, seats: floor.capacity, first: 0, last: 0 }, ...tiers]
    : tiers;
};

const seatsOf = (level: {
  readonly rows: number;
  readonly seatsPerRow?: number | number[] | undefined;
  readonly capacity?: number | undefined;
}): number => {
  const { rows, seatsPerRow, capacity } = level;
  if (capacity !== undefined) return capacity;
  return Array.isArray(seatsPerRow)
    ? seatsPerRow.reduce((sum, seats) => sum + seats, 0)
    : rows * (seatsPerRow ?? 0);
};
