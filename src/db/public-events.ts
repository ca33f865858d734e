import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { PublicCategory, PublicEvent, PublicPerformer, PublicVenue } from "../catalog/public-event.ts";
import type { PublicCatalogue } from "../catalog/public-events.ts";
import type { SeatRowsQuery } from "../catalog/tickets.ts";
import { seatStatuses } from "../domain/box-office/contract.ts";
import type { EventId, VenueId } from "../domain/ids.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";
import { events, seatMapGeometries, seats, venues } from "./schema.ts";

const performersOfEvent = sql<readonly PublicPerformer[]>`(
  select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'description', p.description,
           'imageUrl', p.image_url) order by ep.position), '[]')
    from event_performers ep join performers p on p.id = ep.performer_id where ep.event_id = ${events.id})`;

const categoriesOfEvent = sql<readonly PublicCategory[]>`(
  select coalesce(json_agg(json_build_object('name', c.value ->> 'name', 'color', c.value ->> 'color',
           'priceMinor', pc.price_minor) order by c.ordinality), '[]')
    from jsonb_array_elements(${seatMapGeometries.categories}) with ordinality c
    left join price_categories pc on pc.event_id = ${events.id} and pc.category = c.value ->> 'name')`;

const time = (date: Date | null): number | null => date?.getTime() ?? null;

export const createPublicCatalogue = (database: HttpDatabase): PublicCatalogue => ({
  async findEvent(eventId) {
    const rows = await reading(
      database
        .select({
          event: events,
          venue: venues,
          performers: performersOfEvent,
          categories: categoriesOfEvent,
        })
        .from(events)
        .innerJoin(venues, eq(venues.id, events.venueId))
        .innerJoin(seatMapGeometries, eq(seatMapGeometries.hash, events.seatMapHash))
        .where(eq(events.id, eventId)),
    );
    const [row] = rows;
    return row ? publicEventOf(row) : null;
  },

  async listSeats(query) {
    const { seatNo, section, row, label, category, accessible } = seats;
    return await reading(
      database
        .select({ seatNo, section, row, label, category, accessible })
        .from(seats)
        .where(conditionsOf(query))
        .orderBy(asc(seatNo))
        .limit(query.limit),
    );
  },

  async findSeatMap(hash) {
    const [row] = await reading(
      database
        .select({ geometry: seatMapGeometries.geometry })
        .from(seatMapGeometries)
        .where(eq(seatMapGeometries.hash, hash)),
    );
    return row?.geometry ?? null;
  },
});

const conditionsOf = ({ seatMapHash, within, category, section, after }: SeatRowsQuery) =>
  and(
    eq(seats.hash, seatMapHash),
    eq(seats.removed, false),
    gt(seats.seatNo, after),
    category === null ? undefined : eq(seats.category, category),
    section === null ? undefined : eq(seats.section, section),
    within === null ? undefined : hasStatus(within),
  );

// Postgres counts the bits of a bytea as the snapshot does, from the lowest of the first byte, so that it can filter by itself.
const hasStatus = ({ availability, statuses }: NonNullable<SeatRowsQuery["within"]>) => {
  const packed = sql`decode(${hex(availability.packed)}, 'hex')`;
  const status = sql`get_bit(${packed}, ${seats.seatNo} * 2) + 2 * get_bit(${packed}, ${seats.seatNo} * 2 + 1)`;
  const wanted = statuses.map((name) => seatStatuses.indexOf(name));
  return sql`case when ${seats.seatNo} < ${availability.seatCount}::int then ${status} in ${wanted} end`;
};

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const publicVenueOf = (venue: typeof venues.$inferSelect): PublicVenue => {
  const { name, address, city, region, postalCode, country, latitude, longitude, timeZone } = venue;
  return {
    // Ids are checked when they are written.
    id: venue.id as VenueId,
    name,
    address,
    city,
    region,
    postalCode,
    country,
    latitude,
    longitude,
    timeZone,
  };
};

interface EventRow {
  readonly event: typeof events.$inferSelect;
  readonly venue: typeof venues.$inferSelect;
  readonly performers: readonly PublicPerformer[];
  readonly categories: readonly PublicCategory[];
}

const publicEventOf = ({ event, venue, performers, categories }: EventRow): PublicEvent | null => {
  const {
    status,
    name,
    type,
    description,
    imageUrl,
    holdSeconds,
    maxTicketsPerOrder,
    currency,
    seatMapHash,
  } = event;
  if (status === "draft") return null;
  return {
    // Ids are checked when they are written.
    id: event.id as EventId,
    name,
    type,
    status,
    description,
    imageUrl,
    startsAt: event.startsAt.getTime(),
    endsAt: time(event.endsAt),
    doorsAt: time(event.doorsAt),
    saleStartsAt: time(event.saleStartsAt),
    saleEndsAt: time(event.saleEndsAt),
    holdSeconds,
    maxTicketsPerOrder,
    currency,
    fees: {
      ticketMinor: event.ticketFeeMinor,
      orderMinor: event.orderFeeMinor,
      refundable: event.feesRefundable,
    },
    refundHoursBefore: event.refundHoursBefore,
    refundWindowEndsAt: time(event.refundWindowEndsAt),
    delayedPayment: event.delayedPaymentHours > 0,
    seatMapHash,
    updatedAt: event.updatedAt.getTime(),
    venue: publicVenueOf(venue),
    performers,
    categories,
  };
};
