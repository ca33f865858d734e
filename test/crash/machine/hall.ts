// Enough for some fifty rounds: where nothing is left there is little to lose.
const rows = 200;
const seatsPerRow = 40;
const floor = 400;

export const hall = {
  capacity: rows * seatsPerRow + floor,
  /** Its general-admission area. */
  area: "Floor",
  categories: ["Stalls", "Standing"],
  venue: {
    name: "Hall",
    address: "Street 1",
    city: "Graz",
    country: "AT",
    latitude: 47.07,
    longitude: 15.43,
    timeZone: "Europe/Vienna",
  },
  seatingPlan: {
    name: "Hall",
    size: { width: 1000, height: 6500 },
    categories: [
      { name: "Stalls", color: "#7755cc" },
      { name: "Standing", color: "#55aa77" },
    ],
    zones: [
      {
        name: "Main",
        position: { x: 0, y: 100 },
        rows: Array.from({ length: rows }, (_, row) => ({
          row_number: `${row + 1}`,
          position: { x: 0, y: row * 30 },
          seats: Array.from({ length: seatsPerRow }, (_, i) => ({
            seat_guid: `r${row + 1}-s${i + 1}`,
            seat_number: `${i + 1}`,
            position: { x: i * 20, y: 0 },
            category: "Stalls",
          })),
        })),
        areas: [
          {
            name: "Floor",
            capacity: floor,
            category: "Standing",
            shape: "rectangle",
            position: { x: 0, y: 6100 },
            rectangle: { width: 100, height: 100 },
          },
        ],
      },
    ],
  },
} as const;
