import type { EndedHold, EndOfHold, Hold } from "../../src/domain/box-office/changes.ts";
import type { Fees } from "../../src/domain/box-office/fees.ts";
import type { HoldId } from "../../src/domain/ids.ts";

/** Seats and prices are written as numbers with spaces between: quicker to read 25,000 times than JSON, and as plain. */
export const textOf = (numbers: readonly number[]): string => numbers.join(" ");
export const numbersOf = (text: string): number[] => (text === "" ? [] : text.split(" ").map(Number));

export const textOfFees = ({ ticketMinor, orderMinor }: Fees): string => `${ticketMinor} ${orderMinor}`;
export const feesOfText = (text: string): Fees => {
  const [ticketMinor = 0, orderMinor = 0] = numbersOf(text);
  return { ticketMinor, orderMinor };
};

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
  fees: string;
};

export type EndedHoldRow = Omit<HoldRow, "n" | "in_payment"> & { how: string };

// What is in a row was written by this store from the same types, so the narrowing below holds.
export const holdOf = (row: Omit<HoldRow, "n" | "in_payment">, inPayment: boolean): Hold => ({
  id: row.id as HoldId,
  fanId: row.fan_id,
  digest: row.digest,
  seats: numbersOf(row.seats),
  pricesMinor: numbersOf(row.prices),
  fees: feesOfText(row.fees),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  inPayment,
});

export const endedHoldOf = (row: EndedHoldRow): EndedHold => ({
  ...holdOf(row, false),
  how: row.how as EndOfHold,
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
