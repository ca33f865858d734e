import type { FanId } from "../domain/ids.ts";
import type { Money } from "../domain/money.ts";

/** The orders that Postgres has of a fan, over all events. */
export interface OrderHistory {
  ofFan(
    fanId: FanId,
    page: {
      readonly before: { readonly createdAt: Date; readonly id: string } | null;
      readonly limit: number;
    },
  ): Promise<readonly PastOrder[]>;
}

export interface PastOrder {
  readonly id: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly venueName: string;
  readonly startsAt: Date;
  readonly status: "confirmed" | "refunding" | "refunded";
  readonly email: string;
  readonly total: Money;
  readonly feesMinor: number;
  readonly refundedMinor: number;
  readonly createdAt: Date;
  readonly tickets: readonly {
    readonly seatNo: number;
    readonly section: string;
    readonly row: string;
    readonly label: string;
    readonly category: string;
    readonly priceMinor: number;
    readonly status: "valid" | "void";
  }[];
}
