/** The box office keeps a category in 8 bits and a row or a place in 16; 100,000 seats is a stadium with its pitch filled. */
export const seatMapLimits = { seats: 100_000, categories: 255, rows: 65_535, placesInRow: 65_535 } as const;

/** What is wrong with a seat map and where: `at` is a JSON pointer into what was given. */
export interface SeatMapFault {
  readonly at: string;
  readonly detail: string;
}

/** The first ones are enough to start repairing; a broken export can have one a seat. */
export const faultsShown = 50;
