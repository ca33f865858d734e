import type { EventId, FanId, OrderId } from "../ids.ts";
import type { Money } from "../money.ts";
import type { Fees } from "./fees.ts";
import type { Refund } from "./order.ts";

/** Where the box office hands its sales: Postgres. */
export interface SalesLedger {
  /**
   * Commits all of them in one transaction, or tells which can not be. A sale is the whole order as it stands: handing over a later
   * revision brings the one before up to date, handing over the same again, or an older one, changes nothing, and all of these are
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
  readonly status: "confirmed" | "refunding" | "refunded";
  readonly revision: number;
  /** What was due, fees among it. */
  readonly total: Money;
  readonly feesMinor: number;
  readonly fees: Fees;
  readonly paidMinor: number;
  /** Back, or on its way. */
  readonly refundedMinor: number;
  /** None when the seats could not be given. */
  readonly tickets: readonly SaleTicket[];
  readonly refunds: readonly Refund[];
  readonly sessionId: string | null;
  readonly paymentIntentId: string | null;
  readonly createdAt: number;
  readonly paidAt: number;
}

export interface SaleTicket {
  readonly seatNo: number;
  readonly category: string;
  readonly priceMinor: number;
  readonly status: "valid" | "void";
}

export interface SaleResult {
  readonly orderId: OrderId;
  /** As it was handed over: the order may be further on by now. */
  readonly revision: number;
  /**
   * `seat_already_sold`: one of its seats is on a live ticket of another order, so its money goes back.
   * `not_committed`: refused for a reason that someone has to look into; it stays on record and is tried again.
   */
  readonly status: "committed" | "seat_already_sold" | "not_committed";
}
