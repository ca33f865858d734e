import {
  amountOf,
  type EndedHold,
  type EndOfHold,
  type Hold,
  type Order,
} from "../../src/domain/box-office/changes.ts";
import { type EventId, type HoldId, holdIdOfOrder, type OrderId } from "../../src/domain/ids.ts";

/** Seats and prices are written as numbers with spaces between: quicker to read 25,000 times than JSON, and as plain. */
export const textOf = (numbers: readonly number[]): string => numbers.join(" ");
export const numbersOf = (text: string): number[] => (text === "" ? [] : text.split(" ").map(Number));

export type HoldRow = {
  n: number;
  id: string;
  fan_id: string;
  digest: string;
  seats: string;
  prices: string;
  created_at: number;
  expires_at: number;
  in_payment: number;
};

export type EndedHoldRow = Omit<HoldRow, "n" | "in_payment"> & { how: string };

export type OrderRow = {
  id: string;
  fan_id: string;
  digest: string;
  status: string;
  email: string;
  return_url: string;
  seats: string;
  prices: string;
  currency: string;
  event_name: string;
  lines: string;
  created_at: number;
  expires_at: number;
  closing: string | null;
  session_id: string | null;
  session_url: string | null;
  paid_session_id: string | null;
  payment_intent_id: string | null;
  report_id: string | null;
  paid_at: number | null;
  paid_amount: number | null;
  paid_currency: string | null;
  surplus: string;
};

// What is in a row was written by this store from the same types, so the narrowing below holds.
export const holdOf = (row: Omit<HoldRow, "n" | "in_payment">, inPayment: boolean): Hold => ({
  id: row.id as HoldId,
  fanId: row.fan_id,
  digest: row.digest,
  seats: numbersOf(row.seats),
  pricesMinor: numbersOf(row.prices),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  inPayment,
});

export const endedHoldOf = (row: EndedHoldRow): EndedHold => ({
  ...holdOf(row, false),
  how: row.how as EndOfHold,
});

export const orderOf = (eventId: EventId, row: OrderRow): Order => ({
  id: row.id as OrderId,
  eventId,
  holdId: holdIdOfOrder(row.id as OrderId),
  fanId: row.fan_id,
  digest: row.digest,
  status: row.status as Order["status"],
  email: row.email,
  returnUrl: row.return_url,
  seats: numbersOf(row.seats),
  pricesMinor: numbersOf(row.prices),
  currency: row.currency,
  eventName: row.event_name,
  lines: JSON.parse(row.lines) as Order["lines"],
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  closing: row.closing as Order["closing"],
  session: row.session_id && row.session_url ? { sessionId: row.session_id, url: row.session_url } : null,
  payment:
    row.paid_at === null
      ? null
      : {
          sessionId: row.paid_session_id ?? "",
          paymentIntentId: row.payment_intent_id,
          amountMinor: row.paid_amount ?? amountOf({ pricesMinor: numbersOf(row.prices) }),
          currency: row.paid_currency ?? row.currency,
          reportId: row.report_id ?? "",
          paidAt: row.paid_at,
        },
  surplus: JSON.parse(row.surplus) as Order["surplus"],
});

/** In the order of the columns that `holds` and `ended_holds` share. */
export const holdValues = (hold: Hold): SqlStorageValue[] => [
  hold.id,
  hold.fanId,
  hold.digest,
  textOf(hold.seats),
  textOf(hold.pricesMinor),
  hold.createdAt,
  hold.expiresAt,
];

/** In the order of the columns of `orders`. */
export const orderValues = (order: Order): SqlStorageValue[] => [
  order.id,
  order.fanId,
  order.digest,
  order.status,
  order.email,
  order.returnUrl,
  textOf(order.seats),
  textOf(order.pricesMinor),
  order.currency,
  order.eventName,
  JSON.stringify(order.lines),
  order.createdAt,
  order.expiresAt,
  order.closing,
  order.session?.sessionId ?? null,
  order.session?.url ?? null,
  order.payment?.sessionId ?? null,
  order.payment?.paymentIntentId ?? null,
  order.payment?.reportId ?? null,
  order.payment?.paidAt ?? null,
  order.payment?.amountMinor ?? null,
  order.payment?.currency ?? null,
  JSON.stringify(order.surplus),
];
