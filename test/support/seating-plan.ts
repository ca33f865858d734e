/** A hall for tests, in the open format of seating plans: rows of stalls and, behind them, places to stand where asked for. */
export const seatingPlanOf = (rows: readonly number[], floor: number) => ({
  name: "Hall",
  size: { width: 1000, height: Math.max(800, rows.length * 30 + 500) },
  categories: [
    { name: "Stalls", color: "#7755cc" },
    { name: "Standing", color: "#55aa77" },
  ],
  zones: [
    {
      name: "Main",
      position: { x: 0, y: 100 },
      rows: rows.map((size, row) => ({
        row_number: `${row + 1}`,
        position: { x: 0, y: row * 30 },
        seats: Array.from({ length: size }, (_, i) => ({
          seat_guid: `r${row + 1}-s${i + 1}`,
          seat_number: `${i + 1}`,
          position: { x: i * 20, y: 0 },
          category: "Stalls",
        })),
      })),
      areas:
        floor > 0
          ? [
              {
                name: "Floor",
                capacity: floor,
                category: "Standing",
                shape: "rectangle",
                position: { x: 0, y: Math.max(500, rows.length * 30 + 200) },
                rectangle: { width: 100, height: 100 },
              },
            ]
          : [],
    },
  ],
});

export const hallVenue = {
  name: "Hall",
  address: "Street 1",
  city: "Graz",
  country: "AT",
  latitude: 47.07,
  longitude: 15.43,
  timeZone: "Europe/Vienna",
};
