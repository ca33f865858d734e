import type { Order, Refund } from "../../../src/domain/box-office/order.ts";
import type { Broken } from "../verdict.ts";
import { hasConflict } from "./grounds.ts";
import { isOf } from "./payable.ts";
import type { State } from "./state.ts";

/** Tickets are void only by what someone has asked for, exactly those, and their seats go where they were to go. */
export const voidWithoutReason = (order: Order, state: State): Broken | null => {
  for (const refund of order.refunds) {
    if (!order.given || refund.seats.length === 0) continue;
    const fault = faultOf(refund, order, state);
    if (fault)
      return {
        rule: "a seat's history is legal",
        detail: `${refund.id} (${refund.reason}) makes ${refund.seats} void: ${fault}`,
        subjects: [order.id, refund.id],
      };
  }
  return null;
};

const faultOf = (refund: Refund, order: Order, state: State): string | null => {
  const { witness, books, eventId } = state;
  switch (refund.reason) {
    case "tickets_returned": {
      const asked = refund.key === null ? undefined : witness.returns.get(refund.key);
      if (!asked) return "nobody has asked for it";
      if (asked.seats && `${[...asked.seats].sort()}` !== `${[...refund.seats].sort()}`)
        return `${asked.seats} were asked for`;
      return asked.seatsTo === refund.seatsTo ? null : `their seats were to be ${asked.seatsTo}`;
    }
    case "event_canceled":
      return witness.canceled.has(eventId) ? null : "the event takes place";
    case "made_at_provider":
    case "dispute_lost": {
      const isMeddledWith = (books.intentsOf.get(order.id) ?? []).some(
        ({ dispute, refunds }) =>
          dispute?.status === "lost" || refunds.some(({ refundId }) => refundId === null),
      );
      return isMeddledWith ? null : "nobody has taken money there";
    }
    case "seat_already_sold":
      return hasConflict(order, state) ? null : "Postgres has no other ticket";
    default:
      return "that is no reason to take tickets back";
  }
};

/** Some minutes after the event was canceled nobody can pay for it any more. */
export const payableThoughCanceled = ({ eventId, books, witness }: State): Broken | null => {
  if (!witness.canceled.has(eventId)) return null;
  for (const id of witness.givenSessions) {
    const session = books.sessions.get(id);
    if (session?.status !== "open" || !isOf(session.orderId, eventId)) continue;
    const detail = `${id} of ${session.orderId} can still be paid, and its event is canceled`;
    return { rule: "no order is stuck once faults stop", detail, subjects: [session.orderId] };
  }
  return null;
};

/** Once the event is canceled, and all has come to rest, nobody has a ticket of it. */
export const leftOfCanceled = (
  { eventId, record, witness }: State,
  live: (order: Order) => number,
): Broken | null => {
  if (!witness.canceled.has(eventId)) return null;
  for (const order of record.orders.values())
    if (live(order) > 0)
      return {
        rule: "no order is stuck once faults stop",
        detail: `${order.id} still has ${live(order)} tickets of a canceled event`,
        subjects: [order.id],
      };
  return null;
};
