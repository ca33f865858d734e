import pg from "pg";
import { organizerApi } from "../../../scripts/demo-catalogue/organizer-api.ts";
import { type EventId, ticketIdOf } from "../../../src/domain/ids.ts";
import { signToken } from "../../../src/http/tokens.ts";
import type { Machine } from "./machine.ts";

/** An event on sale, as the organizer knows it. */
export interface Sale {
  readonly id: EventId;
  readonly capacity: number;
  readonly blocked: readonly number[];
  /** Its holds end while the test runs, without anyone's doing. */
  readonly endsSoon: boolean;
  /** Of its general-admission area. */
  readonly area: string;
}

// Enough for some fifty rounds: where nothing is left there is little to lose.
const rows = 200;
const seatsPerRow = 40;
const floor = 400;
const priceMinor = 4500;
const blocked = [3, 4, 45, 1200];

const seatingPlan = {
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
};

const venue = {
  name: "Hall",
  address: "Street 1",
  city: "Graz",
  country: "AT",
  latitude: 47.07,
  longitude: 15.43,
  timeZone: "Europe/Vienna",
};

/** The API takes a minute at least, and nobody wants to wait so long for a hold to end. */
const shortenHolds = async (databaseUrl: string, eventId: string, holdSeconds: number): Promise<void> => {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query("update events set hold_seconds = $2 where id = $1", [eventId, holdSeconds]);
  } finally {
    await client.end();
  }
};

/** Two events, published as an organizer does. */
export const openSales = async (
  { origin, tokenSecret, databaseUrl }: Machine,
  holdSeconds: { readonly short: number; readonly long: number },
): Promise<readonly Sale[]> => {
  const claims = { sub: "fan_organizer", org: "org_kill" };
  const api = organizerApi(origin, await signToken(tokenSecret, "organizer", claims, 3600));
  const venueId = await api.create("/venues", venue);
  const seatMapId = await api.create("/seat-maps", { venueId, name: "Hall", seatingPlan });
  const sales: Sale[] = [];
  for (const [kind, seconds] of Object.entries(holdSeconds)) {
    // An id of the API is what it made.
    const id = (await api.create("/events", {
      name: `Evening of ${kind} holds`,
      type: "concert",
      seatMapId,
      startsAt: new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString(),
      currency: "eur",
      holdSeconds: 60,
      // Fans choose seats at random here, and a refusal of that kind tries nothing.
      preventSingleSeats: false,
      prices: ["Stalls", "Standing"].map((category) => ({ category, priceMinor })),
    })) as EventId;
    await shortenHolds(databaseUrl, id, seconds);
    await api.act(`/events/${id}/publish`);
    const ticketIds = blocked.map((seatNo) => ticketIdOf(id, seatNo));
    await api.create(`/events/${id}/block`, { ticketIds });
    const capacity = rows * seatsPerRow + floor;
    sales.push({ id, capacity, blocked, endsSoon: kind === "short", area: "Floor" });
  }
  return sales;
};
