import type { EventId, FanId, OrderId } from "../ids.ts";
import type { Money } from "../money.ts";

/** Where the box office hands its sales: Postgres. */
export interface SalesLedger {
  /**
   * Commits all of them in one transaction, or tells which can not be. Committing a sale again changes nothing and answers
   * `committed`. Rejects when the ledger can not be reached.
   */
  commit(sales: readonly Sale[]): Promise<readonly SaleResult[]>;
}

export interface Sale {
  readonly orderId: OrderId;
  readonly eventId: EventId;
  readonly seatMapHash: string;
  readonly fanId: FanId;
  readonly email: string;
  readonly total: Money;
  readonly tickets: readonly {
    readonly seatNo: number;
    readonly category: string;
    readonly priceMinor: number;
  }[];
  readonly sessionId: string | null;
  readonly paymentIntentId: string | null;
  readonly createdAt: number;
  readonly paidAt: number;
}

export interface SaleResult {
  readonly orderId: OrderId;
  /**
   * `seat_already_sold`: one of its seats is on a live ticket of another order, so its money goes back.
   * `not_committed`: refused for a reason that someone has to look into; it stays on record and is tried again.
   */
  readonly status: "committed" | "seat_already_sold" | "not_committed";
}
