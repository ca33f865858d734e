import type { Change } from "./changes.ts";
import { flagged } from "./order-decision.ts";
import { type Order, revised, takenSeatsOf } from "./order.ts";
import { refundOfAll } from "./refunds.ts";
import type { SaleResult } from "./sales-ledger.ts";

/**
 * What Postgres said of an order that was handed to it as of `revision`. Once it has tickets as void, their seats go back: nobody
 * who buys them then can come to Postgres before that. An order that changed meanwhile is handed over again.
 */
export const decideRecorded = (
  order: Order,
  { status, revision }: SaleResult,
  now: number,
): readonly Change[] => {
  if (status === "not_committed" || revision <= order.recorded) return [];
  if (status === "seat_already_sold") return order.given ? [voided(order, now)] : [];
  const recorded: Order = {
    ...order,
    recorded: revision,
    status: order.status === "paid" ? "confirmed" : order.status,
  };
  const due = order.refunds.filter((refund) => !refund.returned && refund.revision <= revision);
  if (due.length === 0) return [{ type: "order_changed", order: recorded }];
  const returned: Order = {
    ...recorded,
    refunds: order.refunds.map((refund) => (due.includes(refund) ? { ...refund, returned: true } : refund)),
  };
  const moves = (["available", "blocked"] as const).flatMap((to): Change[] => {
    const seats = order.given ? due.flatMap((refund) => (refund.seatsTo === to ? refund.seats : [])) : [];
    return seats.length > 0 ? [{ type: "seats_returned", order: returned, seats, to }] : [];
  });
  return moves.length > 0 ? moves : [{ type: "order_changed", order: returned }];
};

/** Postgres has another live ticket for one of its seats. It keeps nothing, and all its money goes back. */
const voided = (order: Order, now: number): Change => {
  const seats = takenSeatsOf(order);
  const refund = { ...refundOfAll(order, "seat_already_sold", now), seats: [], returned: true };
  const flag = {
    code: "seat_already_sold",
    detail: "Postgres has its seat on another ticket.",
    at: now,
  } as const;
  const refunds = [...order.refunds.map((each) => ({ ...each, returned: true })), refund];
  const after = revised(
    { ...order, given: false },
    { refunds, flags: flagged(order, flag), status: "refunding" },
  );
  return { type: "order_voided", order: after, seats };
};
