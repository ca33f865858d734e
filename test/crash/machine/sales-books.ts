import pg from "pg";
import { statusIn } from "../../../src/domain/live/frames.ts";
import type { EventFact, SaleFact } from "../checks/facts.ts";
import { AvailabilityAnswer } from "../shop/bodies.ts";
import type { Sale } from "./events.ts";
import type { Machine } from "./machine.ts";

interface OrderRow {
  readonly id: string;
  readonly event_id: string;
  readonly status: string;
  readonly total_minor: string;
  readonly stripe_payment_intent_id: string | null;
  readonly confirmed_at: Date;
}

interface TicketRow {
  readonly order_id: string;
  readonly seat_no: number;
  readonly price_minor: number;
  readonly status: string;
}

/** What Postgres has, by its own connection. */
export const readSales = async ({ databaseUrl }: Machine): Promise<readonly SaleFact[]> => {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const orders = await client.query<OrderRow>(
      "select id, event_id, status, total_minor, stripe_payment_intent_id, confirmed_at from orders",
    );
    const tickets = await client.query<TicketRow>(
      "select order_id, seat_no, price_minor, status from tickets",
    );
    const byOrder = Map.groupBy(tickets.rows, ({ order_id }) => order_id);
    return orders.rows.map((order) => ({
      orderId: order.id,
      eventId: order.event_id,
      status: order.status,
      totalMinor: Number(order.total_minor),
      // An order has no part beside its tickets.
      feeMinor: 0,
      paymentIntentId: order.stripe_payment_intent_id,
      confirmedAt: order.confirmed_at.getTime(),
      tickets: (byOrder.get(order.id) ?? []).map(({ seat_no, price_minor, status }) => ({
        seatNo: seat_no,
        priceMinor: price_minor,
        status,
      })),
    }));
  } finally {
    await client.end();
  }
};

/** What the box office says of an event's seats. */
export const readSeats = async ({ origin }: Machine, sale: Sale): Promise<EventFact> => {
  const answer = await fetch(`${origin}/events/${sale.id}/availability`);
  const { seatCount, packed, availableByCategory } = AvailabilityAnswer.parse(await answer.json());
  const statuses = Array.from({ length: seatCount }, (_, seatNo) => statusIn(packed, seatNo));
  return {
    id: sale.id,
    capacity: sale.capacity,
    blocked: sale.blocked,
    statuses,
    availableByCategory,
  };
};
