import type { Order, Refund } from "../../../src/domain/box-office/order.ts";
import { seatsLive } from "../office/record.ts";
import { feesOn, orderFeeOf } from "./grounds.ts";
import type { State } from "./state.ts";

/** Fees that are not given back, by an account of the simulator's own: those of good tickets, and of ones that were returned without. */
export const feesKept = (
  order: Order,
  refunds: readonly Refund[],
  witness: Pick<State["witness"], "returns" | "rescheduled">,
): number => {
  // What is the event's doing gives back all that is left.
  if (refunds.some(({ reason }) => reason !== "tickets_returned")) return 0;
  const live = seatsLive(order);
  let kept = order.given && live.length > 0 ? feesOn(order, live) + orderFeeOf(order) : 0;
  const last = refunds.findLast(({ seats }) => seats.length > 0);
  for (const refund of refunds) {
    const asked = refund.key === null ? undefined : witness.returns.get(refund.key);
    if (!asked || asked.withFees || isWindowOpen(order, refund, witness)) continue;
    kept += feesOn(order, refund.seats);
    // The fee of the order goes with its last ticket.
    if (live.length === 0 && refund === last) kept += orderFeeOf(order);
  }
  return kept;
};

/** After a reschedule a fan gets the fees back too; when exactly that window was is the box office's to say. */
const isWindowOpen = (
  { eventId }: Pick<Order, "eventId">,
  { by, feesMinor }: Refund,
  { rescheduled }: Pick<State["witness"], "rescheduled">,
): boolean => by.kind === "fan" && feesMinor > 0 && rescheduled.has(eventId);
