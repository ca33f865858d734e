import pg from "pg";
import { organizerApi } from "../../../scripts/demo-catalogue/organizer-api.ts";
import { type EventId, ticketIdOf } from "../../../src/domain/ids.ts";
import type { EventFees } from "../checks/facts.ts";
import { hall } from "./hall.ts";
import type { Machine } from "./machine.ts";

/** An event on sale, as the organizer knows it. */
export interface Sale {
  readonly id: EventId;
  readonly capacity: number;
  readonly blocked: readonly number[];
  /** Its holds end while the test runs, without anyone's doing. */
  readonly endsSoon: boolean;
  /** It will not take place. */
  readonly isDoomed: boolean;
  /** The organizer changes his mind about payments that confirm later, so that some come when their seats are gone. */
  readonly wavers: boolean;
  /** Of its general-admission area. */
  readonly area: string;
  readonly fees: EventFees;
}

const priceMinor = 4500;
const blocked = [3, 4, 45, 1200];

const fees = { ticketFeeMinor: 150, orderFeeMinor: 200, feesRefundable: false };
/** Holds that end by themselves while it goes on, and holds that have to live through many a kill. */
const kinds = [
  {
    name: "Evening of short holds",
    holdSeconds: 4,
    terms: { ...fees, delayedPaymentHours: 1, offerEquivalentSeats: true },
    wavers: true,
  },
  { name: "Evening of long holds", holdSeconds: 60, terms: { ...fees, feesRefundable: true } },
  {
    name: "Evening that is canceled",
    holdSeconds: 4,
    terms: { ...fees, delayedPaymentHours: 1 },
    isDoomed: true,
  },
];

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

/** Three events, published as an organizer does. */
export const openSales = async ({
  origin,
  organizerToken,
  databaseUrl,
}: Machine): Promise<readonly Sale[]> => {
  const api = organizerApi(origin, organizerToken);
  const venueId = await api.create("/venues", hall.venue);
  const seatMapId = await api.create("/seat-maps", { venueId, name: "Hall", seatingPlan: hall.seatingPlan });
  const sales: Sale[] = [];
  for (const { name, holdSeconds, terms, wavers = false, isDoomed = false } of kinds) {
    // An id of the API is what it made.
    const id = (await api.create("/events", {
      name,
      type: "concert",
      seatMapId,
      startsAt: new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString(),
      currency: "eur",
      holdSeconds: 60,
      // Fans choose seats at random here, and a refusal of that kind tries nothing.
      preventSingleSeats: false,
      refundHoursBefore: 24,
      ...terms,
      prices: hall.categories.map((category) => ({ category, priceMinor })),
    })) as EventId;
    await shortenHolds(databaseUrl, id, holdSeconds);
    await api.act(`/events/${id}/publish`);
    await api.create(`/events/${id}/block`, { ticketIds: blocked.map((seatNo) => ticketIdOf(id, seatNo)) });
    sales.push({
      ...{ id, blocked, wavers, isDoomed, capacity: hall.capacity, area: hall.area },
      endsSoon: holdSeconds < 10,
      fees: {
        ticketMinor: terms.ticketFeeMinor,
        orderMinor: terms.orderFeeMinor,
        refundable: terms.feesRefundable,
      },
    });
  }
  return sales;
};
