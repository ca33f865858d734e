import { and, asc, eq, gt, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { EventId, OrderId, OrganizationId } from "../domain/ids.ts";
import type { RecordedOrder, RecordedPayment, ReconciliationStore } from "../reconciliation/ports.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";
import { events, orders, sweeps, tickets } from "./schema.ts";

/** The pages that a sweep walks through, and how far it has come. */
export const createReconciliationStore = (db: HttpDatabase): ReconciliationStore => ({
  async events({ after, limit, endedSince, only }) {
    const stillPaysBack = sql`exists (
      select 1 from orders o where o.event_id = ${events.id} and o.status = 'refunding')`;
    const rows = await reading(
      db
        .select({ id: events.id })
        .from(events)
        .where(
          and(
            wasPublished,
            or(gt(sql`coalesce(${events.endsAt}, ${events.startsAt})`, new Date(endedSince)), stillPaysBack),
            after ? gt(events.id, after) : undefined,
            only ? inArray(events.id, [...only]) : undefined,
          ),
        )
        .orderBy(asc(events.id))
        .limit(limit),
    );
    return rows.map(({ id }) => id as EventId);
  },

  // The box office sorts ids by their bytes. Of one event they are of one length, in small letters and digits, which every collation
  // sorts like that.
  async orders(eventId, after, limit) {
    const rows = await reading(
      db
        .select({
          id: orders.id,
          status: orders.status,
          revision: orders.revision,
          refundedMinor: orders.refundedMinor,
          validSeats: sql<number[]>`(
            select coalesce(json_agg(t.seat_no order by t.seat_no), '[]')
              from tickets t where t.order_id = orders.id and t.status = 'valid')`,
          refunds: sql<string[]>`(
            select coalesce(json_agg(r.id || ' ' || r.status order by r.id collate "C"), '[]')
              from refunds r where r.order_id = orders.id)`,
        })
        .from(orders)
        .where(and(eq(orders.eventId, eventId), after ? gt(orders.id, after) : undefined))
        .orderBy(asc(orders.id))
        .limit(limit),
    );
    return rows.map((row): RecordedOrder => ({ ...row, id: row.id as OrderId }));
  },

  async liveSeats(eventId) {
    const [row] = await reading(
      db
        .select({ seats: sql<number[]>`coalesce(json_agg(${tickets.seatNo}), '[]')` })
        .from(tickets)
        .where(and(eq(tickets.eventId, eventId), eq(tickets.status, "valid"))),
    );
    return row?.seats ?? [];
  },

  async payments(orderIds) {
    if (orderIds.length === 0) return new Map();
    const rows = await reading(
      db
        .select({
          id: orders.id,
          paymentIntentId: orders.stripePaymentIntentId,
          refunds: sql<RecordedPayment["refunds"]>`(
            select coalesce(json_agg(json_build_object('providerId', r.provider_id, 'status', r.status,
                     'paymentIntentId', r.record ->> 'paymentIntentId')), '[]')
              from refunds r where r.order_id = orders.id)`,
        })
        .from(orders)
        .where(inArray(orders.id, [...orderIds])),
    );
    return new Map(rows.map(({ id, ...payment }) => [id as OrderId, payment]));
  },

  async organizationOf(eventId) {
    const [row] = await reading(
      db
        .select({ organizationId: events.organizationId })
        .from(events)
        .where(and(eq(events.id, eventId), wasPublished)),
    );
    return row ? (row.organizationId as OrganizationId) : null;
  },

  async loadCursor(name) {
    const [row] = await reading(db.select().from(sweeps).where(eq(sweeps.name, name)));
    return row?.cursor ?? null;
  },

  async saveCursor(name, cursor) {
    const updatedAt = sql`now()`;
    await reading(
      db
        .insert(sweeps)
        .values({ name, cursor })
        .onConflictDoUpdate({ target: sweeps.name, set: { cursor, updatedAt } }),
    );
  },
});

/** An event that is not canceled as a draft has had a box office. */
const wasPublished = and(
  isNotNull(events.publishedAt),
  inArray(events.status, ["published", "closed", "canceled"]),
);
