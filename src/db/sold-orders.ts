import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { CategorySales } from "../catalog/event-store.ts";
import type { Refund } from "../domain/box-office/order.ts";
import type { SoldOrder } from "../domain/box-office/setup.ts";
import type { EventId, OrderId } from "../domain/ids.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";
import { orders, tickets } from "./schema.ts";

const isLiveTicketOf = (eventId: EventId) => and(eq(tickets.eventId, eventId), eq(tickets.status, "valid"));

/** Every order that has tickets, or money on its way back. */
export const findSoldOrders = async (db: HttpDatabase, eventId: EventId): Promise<readonly SoldOrder[]> => {
  const rows = await reading(
    db
      .select({
        orderId: orders.id,
        fanId: orders.fanId,
        email: orders.email,
        status: sql<SoldOrder["status"]>`${orders.status}`,
        ticketMinor: orders.ticketFeeMinor,
        orderMinor: orders.orderFeeMinor,
        paidMinor: sql<number>`coalesce(${orders.paidMinor}, ${orders.totalMinor})::float8`,
        revision: orders.revision,
        paymentIntentId: orders.stripePaymentIntentId,
        confirmedAt: orders.confirmedAt,
        seats: sql<number[]>`(
          select coalesce(json_agg(t.seat_no order by t.seat_no), '[]') from tickets t where t.order_id = orders.id)`,
        pricesMinor: sql<number[]>`(
          select coalesce(json_agg(t.price_minor order by t.seat_no), '[]') from tickets t where t.order_id = orders.id)`,
        refunds: sql<Refund[]>`(
          select coalesce(json_agg(r.record order by r.created_at, r.id), '[]') from refunds r where r.order_id = orders.id)`,
      })
      .from(orders)
      .where(and(eq(orders.eventId, eventId), inArray(orders.status, ["confirmed", "refunding"])))
      .orderBy(asc(orders.id)),
  );
  return rows.map(({ ticketMinor, orderMinor, ...row }) => ({
    ...row,
    orderId: row.orderId as OrderId,
    fees: { ticketMinor, orderMinor },
    confirmedAt: row.confirmedAt.getTime(),
  }));
};

export const findSales = async (db: HttpDatabase, eventId: EventId): Promise<readonly CategorySales[]> =>
  await reading(
    db
      .select({
        category: tickets.category,
        tickets: sql<number>`count(*)::int`,
        revenueMinor: sql<number>`sum(${tickets.priceMinor})::float8`,
      })
      .from(tickets)
      .where(isLiveTicketOf(eventId))
      .groupBy(tickets.category)
      .orderBy(asc(tickets.category)),
  );
