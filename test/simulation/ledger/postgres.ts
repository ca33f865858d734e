import type { Sale, SaleResult } from "../../../src/domain/box-office/sales-ledger.ts";
import type { SoldOrder } from "../../../src/domain/box-office/setup.ts";
import type { EventId, OrderId } from "../../../src/domain/ids.ts";

interface Row {
  /** As of the latest revision that came. */
  readonly sale: Sale;
  readonly committedAt: number;
}

/** Sales in Postgres: each order as of its latest revision, and one live ticket a seat. */
export class Postgres {
  readonly orders = new Map<OrderId, Row>();
  /** By event and seat: the order of the live ticket. One of another system has an id of its own. */
  readonly tickets = new Map<string, string>();

  /** How far sweeps have come, by name. */
  readonly cursors = new Map<string, unknown>();
  /** Grows with each change. */
  version = 0;

  static seatKey(eventId: EventId, seatNo: number): string {
    return `${eventId}:${seatNo}`;
  }

  /** `refused`: one that fails for a reason of the moment. An older revision, or the same again, changes nothing. */
  commit(sales: readonly Sale[], now: number, refused: OrderId | null): SaleResult[] {
    this.version += 1;
    return sales.map((sale): SaleResult => {
      const { orderId, revision } = sale;
      const row = this.orders.get(orderId);
      if (row && row.sale.revision >= revision) return { orderId, revision, status: "committed" };
      if (orderId === refused) return { orderId, revision, status: "not_committed" };
      if (!this.#putTickets(sale)) return { orderId, revision, status: "seat_already_sold" };
      this.orders.set(orderId, { sale, committedAt: row?.committedAt ?? now });
      return { orderId, revision, status: "committed" };
    });
  }

  /** The unique index over live tickets lets all of them in, or none. */
  #putTickets({ orderId, eventId, tickets }: Sale): boolean {
    const rows = tickets.map(({ seatNo, status }) => ({ key: Postgres.seatKey(eventId, seatNo), status }));
    const isTaken = rows.some(
      ({ key, status }) => status === "valid" && (this.tickets.get(key) ?? orderId) !== orderId,
    );
    if (isTaken) return false;
    for (const { key, status } of rows)
      if (status === "valid") this.tickets.set(key, orderId);
      else if (this.tickets.get(key) === orderId) this.tickets.delete(key);
    return true;
  }

  soldOrders(eventId: EventId): SoldOrder[] {
    return [...this.orders.values()].flatMap(({ sale, committedAt }) => {
      const { status, orderId, fanId, email, fees, refunds, revision, paymentIntentId, paidMinor } = sale;
      if (sale.eventId !== eventId || status === "refunded") return [];
      const seats = sale.tickets.map(({ seatNo }) => seatNo);
      const pricesMinor = sale.tickets.map(({ priceMinor }) => priceMinor);
      const of = { orderId, fanId, email, status, fees, refunds, revision, paymentIntentId, paidMinor };
      return [{ ...of, seats, pricesMinor, confirmedAt: committedAt }];
    });
  }
}
