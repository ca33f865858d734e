import { and, desc, eq, inArray, lt, or } from "drizzle-orm";
import type { OrderHistory, PastOrder } from "../booking/order-history.ts";
import type { FanId } from "../domain/ids.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";
import { events, orders, tickets, venues } from "./schema.ts";

/** The fan's orders that Postgres has, the newest first. */
export const createOrderHistory = (db: HttpDatabase): OrderHistory => ({
  async ofFan(fanId: FanId, { before, limit }) {
    const found = await reading(
      db
        .select({ order: orders, eventName: events.name, startsAt: events.startsAt, venueName: venues.name })
        .from(orders)
        .innerJoin(events, eq(events.id, orders.eventId))
        .innerJoin(venues, eq(venues.id, events.venueId))
        .where(
          and(
            eq(orders.fanId, fanId),
            before
              ? or(
                  lt(orders.createdAt, before.createdAt),
                  and(eq(orders.createdAt, before.createdAt), lt(orders.id, before.id)),
                )
              : undefined,
          ),
        )
        .orderBy(desc(orders.createdAt), desc(orders.id))
        .limit(limit),
    );
    if (found.length === 0) return [];
    const ids = found.map(({ order }) => order.id);
    const theirs = await reading(
      db.select().from(tickets).where(inArray(tickets.orderId, ids)).orderBy(tickets.orderId, tickets.seatNo),
    );
    const byOrder = Map.groupBy(theirs, ({ orderId }) => orderId);
    return found.map(
      ({ order, eventName, startsAt, venueName }): PastOrder => ({
        id: order.id,
        eventId: order.eventId,
        eventName,
        venueName,
        startsAt,
        status: order.status,
        email: order.email,
        total: { amountMinor: order.totalMinor, currency: order.currency },
        feesMinor: order.feesMinor,
        refundedMinor: order.refundedMinor,
        createdAt: order.createdAt,
        tickets: (byOrder.get(order.id) ?? []).map(
          ({ seatNo, section, row, label, category, priceMinor, status }) => ({
            seatNo,
            section,
            row,
            label,
            category,
            priceMinor,
            status,
          }),
        ),
      }),
    );
  },
});
