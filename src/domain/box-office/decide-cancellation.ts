import { ok } from "../outcome.ts";
import type { Change, Decision, EventCanceled } from "./changes.ts";
import { decideOfferEnded } from "./decide-offer.ts";
import { liveSeatsOf, type Order, revised } from "./order.ts";
import { refundOfAll } from "./refunds.ts";
import type { SeatBook } from "./seat-book.ts";

/** The sale ends for good, and so do the holds that nobody pays. Orders follow, by and by. Canceling again changes nothing. */
export const decideCancelEvent = (book: SeatBook, reason: string, now: number): Decision<EventCanceled> => {
  const { canceled } = book.rules;
  if (canceled) return { outcome: ok(canceled), changes: [] };
  const event: EventCanceled = { at: now, reason };
  const free = [...book.holds.values()].filter(({ inPayment }) => !inPayment);
  return {
    outcome: ok(event),
    changes: [
      { type: "event_canceled", canceled: event },
      ...free.map((hold) => ({ type: "hold_ended", hold, how: "released", at: now }) as const),
    ],
  };
};

/** What the cancellation of its event means for an order: its payment page closes, its offer ends, or all of its money goes back. */
export const decideCancellationOf = (book: SeatBook, order: Order, now: number): readonly Change[] => {
  if (!book.rules.canceled) return [];
  if (order.status === "awaiting_payment")
    return order.closing ? [] : [{ type: "order_changed", order: { ...order, closing: "event_canceled" } }];
  if (order.status === "offered") return decideOfferEnded(book, order, now);
  if (liveSeatsOf(order).length === 0) return [];
  const refund = refundOfAll(order, "event_canceled", now, { note: book.rules.canceled.reason });
  return [{ type: "order_changed", order: revised(order, { refunds: [...order.refunds, refund] }) }];
};
