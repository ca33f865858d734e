import { and, asc, eq, sql } from "drizzle-orm";
import type { CategorySales } from "../catalog/event-store.ts";
import type { SoldOrder } from "../domain/box-office/setup.ts";
import type { EventId, OrderId } from "../domain/ids.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";
import { orders, tickets } from "./schema.ts";

const isLiveTicketOf = (eventId: EventId) => and(eq(tickets.eventId, eventId), eq(tickets.status, "valid"));

/** Of every order the seats that still are the fan's; what is being refunded is not. */
export const findSoldOrders = async (db: HttpDatabase, eventId: EventId): Promise<readonly SoldOrder[]> => {
  const rows = await reading(
    db
      .select({
        orderId: orders.id,
        fanId: orders.fanId,
        email: orders.email,
        paymentIntentId: orders.stripePaymentIntentId,
        confirmedAt: orders.confirmedAt,
        seats: sql<number[]>`json_agg(${tickets.seatNo} order by ${tickets.seatNo})`,
        pricesMinor: sql<number[]>`json_agg(${tickets.priceMinor} order by ${tickets.seatNo})`,
      })
      .from(tickets)
      .innerJoin(orders, eq(orders.id, tickets.orderId))
      .where(and(isLiveTicketOf(eventId), eq(orders.status, "confirmed")))
      .groupBy(orders.id)
      .orderBy(asc(orders.id)),
  );
  return rows.map((row) => ({
    ...row,
    orderId: row.orderId as OrderId,
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
