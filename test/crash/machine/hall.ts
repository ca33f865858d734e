import { hallVenue, seatingPlanOf } from "../../support/seating-plan.ts";

// Enough for some fifty rounds: where nothing is left there is little to lose.
const rows = 200;
const seatsPerRow = 40;
const floor = 400;

export const hall = {
  capacity: rows * seatsPerRow + floor,
  /** Its general-admission area. */
  area: "Floor",
  categories: ["Stalls", "Standing"],
  venue: hallVenue,
  seatingPlan: seatingPlanOf(new Array<number>(rows).fill(seatsPerRow), floor),
};
