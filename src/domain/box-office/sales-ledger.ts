import type { EventId, FanId, OrderId } from "../ids.ts";
import type { Money } from "../money.ts";

/** Where the box office hands its sales: Postgres. */
export interface SalesLedger {
  /**
   * Commits all of them in one transaction, or tells which can not be: one of its seats is already on a live ticket of another
   * order. Committing a sale again changes nothing and answers `committed`. Rejects when the ledger can not be reached.
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
  readonly status: "committed" | "seat_already_sold";
}
