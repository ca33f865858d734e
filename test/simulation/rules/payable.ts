import type { Order } from "../../../src/domain/box-office/order.ts";
import { holdIdOfOrder, type OrderId } from "../../../src/domain/ids.ts";
import type { Intent } from "../provider/books.ts";
import type { Broken } from "../verdict.ts";
import { dueOf, paysFor } from "./grounds.ts";
import type { State } from "./state.ts";

const hourMs = 3_600_000;
/** By how much the clock of a box office may be behind. */
const clockMs = 60_000;

export const isOf = (orderId: OrderId, eventId: string): boolean =>
  orderId.startsWith(`ord_${eventId.slice(4)}_`);

export const lacksSeats = (
  { id, seats }: Pick<Order, "id" | "seats">,
  { owners }: Pick<State, "owners">,
): boolean => seats.some((seatNo) => owners[seatNo] !== id && owners[seatNo] !== holdIdOfOrder(id));

/** As long as a fan can pay, on a page that they were given, the seats are theirs; and as long as their bank is at it, up to the limit. */
export const payableWithoutSeats = (state: State): Broken | null => {
  const { eventId, record, books, witness } = state;
  for (const id of witness.givenSessions) {
    const session = books.sessions.get(id);
    if (!session || !isOf(session.orderId, eventId)) continue;
    const isOpen = session.status === "open";
    if (!isOpen && !(session.intent && waits(session.intent, state))) continue;
    const order = record.orders.get(session.orderId);
    if (order && (order.payment || !lacksSeats(order, state))) continue;
    const what = isOpen ? `can be paid until ${session.endsAt}` : "is being paid by a bank";
    const detail = `${id} ${what}, and ${session.orderId} (${order?.status}) has lost its seats`;
    return { rule: "what can be paid keeps its seats", detail, subjects: [id, session.orderId] };
  }
  return null;
};

const waits = (intent: Intent, { delayedPaymentHours, latestNow, record }: State): boolean => {
  const order = record.orders.get(intent.orderId);
  const isDue = order !== undefined && intent.amountMinor === dueOf(order);
  const until = intent.madeAt + delayedPaymentHours * hourMs - clockMs;
  return intent.status === "processing" && isDue && latestNow < until;
};

/** It succeeded in time, and the box office does not know yet. */
export const paidWithoutSeats = (intent: Intent, order: Order, state: State): string | null => {
  const isInTurn = !intent.outOfTurn && !intent.delayed && !order.payment && paysFor(intent, order);
  return isInTurn && lacksSeats(order, state) ? `${order.status} has lost its seats` : null;
};
