import { env } from "cloudflare:workers";
import { httpDatabase } from "../../src/db/client.ts";
import { events, seatMapGeometries, seatMaps, seats, venues } from "../../src/db/schema.ts";
import type { Sale } from "../../src/domain/box-office/sales-ledger.ts";
import { type EventId, newSeatMapId, newVenueId, orderIdOf } from "../../src/domain/ids.ts";
import { newEvent, newHold, random } from "./box-office.ts";

const db = httpDatabase(env);

/** An event of ten seats in Postgres, and sales of its seats. */
export const newSale = async () => {
  const eventId = newEvent();
  const hash = `hash of ${eventId}`;
  const venueId = newVenueId(random);
  const seatMapId = newSeatMapId(random);
  const organizationId = "org_test";
  await db.batch([
    db.insert(venues).values({
      id: venueId,
      organizationId,
      name: "Hall",
      address: "Street 1",
      city: "Graz",
      country: "AT",
      latitude: 47,
      longitude: 15,
      timeZone: "Europe/Vienna",
    }),
    db.insert(seatMapGeometries).values({ hash, capacity: 10, geometry: '{"categories":[]}' }),
    db.insert(seats).values(
      Array.from({ length: 10 }, (_, seatNo) => ({
        hash,
        seatNo,
        seatGuid: `seat-${seatNo}`,
        section: "Stalls",
        row: "A",
        label: `${seatNo + 1}`,
        category: 0,
        accessible: false,
        removed: false,
      })),
    ),
    db.insert(seatMaps).values({ id: seatMapId, organizationId, venueId, name: "Map", hash }),
    db.insert(events).values({
      id: eventId,
      organizationId,
      venueId,
      seatMapId,
      seatMapHash: hash,
      name: "An evening",
      type: "talk",
      startsAt: new Date(),
      currency: "eur",
      status: "published",
    }),
  ]);
  return { eventId, of: (...seatNos: number[]) => saleOf(eventId, hash, seatNos) };
};

const saleOf = (eventId: EventId, seatMapHash: string, seatNos: readonly number[]): Sale => ({
  orderId: orderIdOf(newHold(eventId)),
  eventId,
  seatMapHash,
  fanId: "fan_anna",
  email: "anna@example.org",
  total: { amountMinor: seatNos.length * 2500, currency: "eur" },
  status: "confirmed",
  revision: 1,
  feesMinor: 0,
  fees: { ticketMinor: 0, orderMinor: 0 },
  paidMinor: seatNos.length * 2500,
  refundedMinor: 0,
  tickets: seatNos.map((seatNo) => ({ seatNo, category: "Stalls", priceMinor: 2500, status: "valid" })),
  refunds: [],
  sessionId: "cs_1",
  paymentIntentId: "pi_1",
  createdAt: 1_700_000_000_000,
  paidAt: 1_700_000_001_000,
});
