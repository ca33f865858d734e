import pg from "pg";
import type { Refund, RefundStatus } from "../../../src/domain/box-office/order.ts";
import { statusIn } from "../../../src/domain/live/frames.ts";
import type { EventFact, RefundRecordFact, SaleFact } from "../checks/facts.ts";
import { AvailabilityAnswer } from "../shop/bodies.ts";
import type { Sale } from "./events.ts";
import type { Machine } from "./machine.ts";

interface OrderRow {
  readonly id: string;
  readonly event_id: string;
  readonly status: string;
  readonly total_minor: string;
  readonly fees_minor: string;
  readonly refunded_minor: string;
  readonly stripe_payment_intent_id: string | null;
  readonly confirmed_at: Date;
}

interface TicketRow {
  readonly order_id: string;
  readonly seat_no: number;
  readonly price_minor: number;
  readonly status: string;
}

interface RefundRow {
  readonly order_id: string;
  readonly status: RefundStatus;
  readonly amount_minor: string;
  readonly provider_id: string | null;
  readonly record: Refund;
}

/** By a connection of its own. Rejects when Postgres is away. */
export const withPostgres = async <Result>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client(databaseUrl);
  // One that breaks while nobody asks is heard of by who asks next.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
};

/** What Postgres has. */
export const readSales = ({ databaseUrl }: Machine): Promise<readonly SaleFact[]> =>
  withPostgres(databaseUrl, async (client) => {
    const orders = await client.query<OrderRow>(
      `select id, event_id, status, total_minor, fees_minor, refunded_minor, stripe_payment_intent_id, confirmed_at
       from orders`,
    );
    const tickets = await client.query<TicketRow>(
      "select order_id, seat_no, price_minor, status from tickets",
    );
    const refunds = await client.query<RefundRow>(
      "select order_id, status, amount_minor, provider_id, record from refunds order by created_at, id",
    );
    const ticketsOf = Map.groupBy(tickets.rows, ({ order_id }) => order_id);
    const refundsOf = Map.groupBy(refunds.rows, ({ order_id }) => order_id);
    return orders.rows.map((order) => ({
      orderId: order.id,
      eventId: order.event_id,
      status: order.status,
      totalMinor: Number(order.total_minor),
      feesMinor: Number(order.fees_minor),
      refundedMinor: Number(order.refunded_minor),
      paymentIntentId: order.stripe_payment_intent_id,
      confirmedAt: order.confirmed_at.getTime(),
      tickets: (ticketsOf.get(order.id) ?? []).map(({ seat_no, price_minor, status }) => ({
        seatNo: seat_no,
        priceMinor: price_minor,
        status,
      })),
      refunds: (refundsOf.get(order.id) ?? []).map(refundFact),
    }));
  });

const refundFact = ({ status, amount_minor, provider_id, record }: RefundRow): RefundRecordFact => ({
  ...record,
  status,
  by: record.by.kind,
  amountMinor: Number(amount_minor),
  providerId: provider_id,
});

/** What the box office says of an event's seats. */
export const readSeats = async ({ origin }: Machine, sale: Sale): Promise<EventFact> => {
  const answer = await fetch(`${origin}/events/${sale.id}/availability`);
  const { seatCount, packed, availableByCategory } = AvailabilityAnswer.parse(await answer.json());
  const statuses = Array.from({ length: seatCount }, (_, seatNo) => statusIn(packed, seatNo));
  return {
    id: sale.id,
    capacity: sale.capacity,
    blocked: sale.blocked,
    fees: sale.fees,
    statuses,
    availableByCategory,
  };
};
