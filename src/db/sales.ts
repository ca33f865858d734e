import { sql } from "drizzle-orm";
import type { Sale, SaleResult, SalesLedger } from "../domain/box-office/sales-ledger.ts";
import type { HttpDatabase } from "./client.ts";
import { mayPass, type PostgresRefusal, postgresRefusalOf } from "./sql-state.ts";

const uniqueViolation = "23505";

/**
 * Sales in groups: one statement, one transaction, one round trip. A group that Postgres refuses is tried in halves, so that all
 * the others go in, by few statements, and the one at fault is known.
 */
export const createSalesLedger = (db: HttpDatabase): SalesLedger => {
  const commit = async (sales: readonly Sale[]): Promise<SaleResult[]> => {
    const refusal = await tryCommit(db, sales);
    if (!refusal) return sales.map(({ orderId, revision }) => ({ orderId, revision, status: "committed" }));
    const [sale, another] = sales;
    if (sale && !another)
      return [{ orderId: sale.orderId, revision: sale.revision, status: statusOf(refusal, sale) }];
    const half = Math.ceil(sales.length / 2);
    return [...(await commit(sales.slice(0, half))), ...(await commit(sales.slice(half)))];
  };
  return { commit };
};

const statusOf = (refusal: PostgresRefusal, { orderId }: Sale): SaleResult["status"] => {
  if (refusal.code === uniqueViolation && refusal.constraint === "one_live_ticket_per_seat")
    return "seat_already_sold";
  console.error("a sale is refused by Postgres", refusal, orderId);
  return "not_committed";
};

/** What Postgres has against it, if anything; rejects when it can not be reached. */
const tryCommit = async (db: HttpDatabase, sales: readonly Sale[]): Promise<PostgresRefusal | null> => {
  try {
    await db.execute(upsertSales(sales));
    return null;
  } catch (error) {
    const refusal = postgresRefusalOf(error);
    if (!refusal || mayPass(refusal)) throw error;
    return refusal;
  }
};

/**
 * One statement, so one round trip and one transaction. An order that is in as of this revision, or a later one, is left as it is; of
 * an older one, what has changed is brought up to date. The seat's name comes from the seat map, so the box office need not know it.
 */
const upsertSales = (sales: readonly Sale[]) => sql`
  WITH sale AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(sales.map(saleRow))}::jsonb) AS sale (
      id text, event_id text, fan_id text, email text, status text, revision integer, currency text, total_minor bigint,
      fees_minor bigint, paid_minor bigint, ticket_fee_minor integer, order_fee_minor integer, refunded_minor bigint, session_id text,
      payment_intent_id text, created_at bigint, paid_at bigint, hash text, tickets jsonb, refunds jsonb)
  ), news AS (
    INSERT INTO orders (id, event_id, fan_id, email, status, revision, currency, total_minor, fees_minor, paid_minor,
                        ticket_fee_minor, order_fee_minor, refunded_minor, stripe_session_id, stripe_payment_intent_id, created_at, paid_at)
    SELECT id, event_id, fan_id, email, status, revision, currency, total_minor, fees_minor, paid_minor, ticket_fee_minor,
           order_fee_minor, refunded_minor, session_id, payment_intent_id,
           to_timestamp(created_at / 1000.0), to_timestamp(paid_at / 1000.0)
    FROM sale
    ON CONFLICT (id) DO UPDATE
      SET status = excluded.status, revision = excluded.revision, refunded_minor = excluded.refunded_minor
      WHERE orders.revision < excluded.revision
    RETURNING id
  ), refunded AS (
    INSERT INTO refunds (id, order_id, event_id, status, reason, amount_minor, provider_id, record, created_at, updated_at)
    SELECT refund ->> 'id', sale.id, sale.event_id, refund ->> 'status', refund ->> 'reason',
           (refund ->> 'amountMinor')::bigint, refund ->> 'providerId', refund,
           to_timestamp((refund ->> 'createdAt')::bigint / 1000.0), to_timestamp((refund ->> 'updatedAt')::bigint / 1000.0)
    FROM sale
    JOIN news ON news.id = sale.id
    CROSS JOIN LATERAL jsonb_array_elements(sale.refunds) AS refund
    ON CONFLICT (id) DO UPDATE
      SET status = excluded.status, provider_id = excluded.provider_id, record = excluded.record,
          updated_at = excluded.updated_at
  ), kept AS (
    -- Seats that are kept from sale stay so when the box office is set up again. Only with a refund that is new: later the organizer may have unblocked them.
    INSERT INTO blocked_seats (event_id, seat_guid)
    SELECT sale.event_id, seats.seat_guid
    FROM sale
    JOIN news ON news.id = sale.id
    CROSS JOIN LATERAL jsonb_array_elements(sale.refunds) AS refund
    CROSS JOIN LATERAL jsonb_array_elements_text(refund -> 'seats') AS returned (seat_no)
    JOIN seats ON seats.hash = sale.hash AND seats.seat_no = returned.seat_no::integer
    WHERE refund ->> 'seatsTo' = 'blocked'
      AND NOT EXISTS (SELECT FROM refunds WHERE refunds.id = refund ->> 'id')
    ON CONFLICT DO NOTHING
  )
  INSERT INTO tickets (order_id, event_id, seat_no, seat_guid, section, row, label, category, price_minor, status)
  SELECT sale.id, sale.event_id, seats.seat_no, seats.seat_guid, seats.section, seats.row, seats.label,
         ticket.category, ticket.price_minor, ticket.status
  FROM sale
  JOIN news ON news.id = sale.id
  CROSS JOIN LATERAL jsonb_to_recordset(sale.tickets) AS ticket (seat_no integer, category text, price_minor integer, status text)
  -- A seat that the map does not have would break the NOT NULL of its name: no ticket is ever left out in silence.
  LEFT JOIN seats ON seats.hash = sale.hash AND seats.seat_no = ticket.seat_no
  ON CONFLICT (order_id, seat_no) DO UPDATE SET status = excluded.status WHERE tickets.status <> excluded.status`;

const saleRow = (sale: Sale) => ({
  id: sale.orderId,
  event_id: sale.eventId,
  fan_id: sale.fanId,
  email: sale.email,
  status: sale.status,
  revision: sale.revision,
  currency: sale.total.currency,
  total_minor: sale.total.amountMinor,
  fees_minor: sale.feesMinor,
  paid_minor: sale.paidMinor,
  ticket_fee_minor: sale.fees.ticketMinor,
  order_fee_minor: sale.fees.orderMinor,
  refunded_minor: sale.refundedMinor,
  session_id: sale.sessionId,
  payment_intent_id: sale.paymentIntentId,
  created_at: sale.createdAt,
  paid_at: sale.paidAt,
  hash: sale.seatMapHash,
  tickets: sale.tickets.map(({ seatNo, category, priceMinor, status }) => ({
    seat_no: seatNo,
    category,
    price_minor: priceMinor,
    status,
  })),
  refunds: sale.refunds,
});
