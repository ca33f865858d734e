import type { Order } from "../../../src/domain/box-office/order.ts";
import { type HoldId, orderIdOf } from "../../../src/domain/ids.ts";
import { Postgres } from "../ledger/postgres.ts";
import type { Intent } from "../provider/books.ts";
import type { State } from "./state.ts";

type Known = Pick<State, "eventId" | "latestNow" | "witness" | "books">;

/** Why a hold may end without a sale: its time, its fan, its event, a bank, or a provider that takes no, or the wrong, money for it. */
export const mayEnd = (
  holdId: HoldId,
  expiresAt: number,
  { eventId, latestNow, witness, books }: Known,
): boolean => {
  const orderId = orderIdOf(holdId);
  const due = witness.claims.get(holdId)?.totalMinor;
  return (
    expiresAt <= latestNow ||
    witness.givenUp.has(holdId) ||
    witness.canceled.has(eventId) ||
    books.refusedOrders.has(orderId) ||
    (books.intentsOf.get(orderId) ?? []).some(
      ({ amountMinor, status }) => amountMinor !== due || status === "failed" || status === "canceled",
    )
  );
};

/** Another order, or another system, has a live ticket in Postgres for one of the seats. */
export const hasConflict = (
  { id, seats }: { readonly id: string; readonly seats: readonly number[] },
  { eventId, postgres }: Pick<State, "eventId" | "postgres">,
): boolean =>
  seats.some((seatNo) => {
    const ticket = postgres.tickets.get(Postgres.seatKey(eventId, seatNo));
    return ticket !== undefined && ticket !== id;
  });

type Priced = Pick<Order, "seats" | "pricesMinor" | "fees">;

/** Prices of some of its seats. */
export const worthOf = ({ seats, pricesMinor }: Priced, some: readonly number[]): number =>
  some.reduce((sum, seatNo) => sum + (pricesMinor[seats.indexOf(seatNo)] ?? 0), 0);

/** Only what costs something bears a fee. */
export const feesOn = ({ seats, pricesMinor, fees }: Priced, some: readonly number[]): number =>
  some.filter((seatNo) => (pricesMinor[seats.indexOf(seatNo)] ?? 0) > 0).length * fees.ticketMinor;

export const orderFeeOf = ({ pricesMinor, fees }: Priced): number =>
  pricesMinor.some((price) => price > 0) ? fees.orderMinor : 0;

/** What the order is to cost. */
export const dueOf = (order: Priced): number =>
  worthOf(order, order.seats) + feesOn(order, order.seats) + orderFeeOf(order);

export const paysFor = (intent: Intent, order: Priced & { readonly currency: string }): boolean =>
  intent.status === "succeeded" && intent.currency === order.currency && intent.amountMinor === dueOf(order);
