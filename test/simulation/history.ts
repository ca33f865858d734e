import type { Order } from "../../src/domain/box-office/order.ts";
import { holdIdOfOrder, type HoldId, type OrderId, orderIdOf } from "../../src/domain/ids.ts";
import { Postgres } from "./ledger/postgres.ts";
import { nobody, type OfficeRecord, organizer, type Owner } from "./office/record.ts";
import { dueOf, hasConflict, mayEnd, paysFor } from "./rules/grounds.ts";
import type { State } from "./rules/state.ts";
import type { Broken } from "./verdict.ts";

/** Owners' ids are those of holds and orders: `ownersOf` writes no others. */
const isHold = (owner: Owner): owner is HoldId => owner.startsWith("hld_");
const isOrder = (owner: Owner): owner is OrderId => owner.startsWith("ord_");

/** From one commit to the next each seat has gone a way that is allowed. */
export const illegalStep = (before: readonly Owner[], past: OfficeRecord, state: State): Broken | null => {
  const { owners } = state;
  for (let seatNo = 0; seatNo < owners.length; seatNo++) {
    const from = before[seatNo] ?? nobody;
    const to = owners[seatNo] ?? nobody;
    if (from === to) continue;
    const why = leaves(from, to, seatNo, past, state) ?? takes(to, seatNo, state);
    if (why)
      return {
        rule: "a seat's history is legal",
        detail: `seat ${seatNo} goes from '${from}' to '${to}': ${why}`,
        subjects: [from, to].filter((owner) => owner.length > organizer.length),
      };
  }
  return null;
};

const leaves = (from: Owner, to: Owner, seatNo: number, past: OfficeRecord, state: State): string | null => {
  if (from === organizer)
    return state.witness.unblockAsked.has(`${state.eventId}:${seatNo}`) ? null : "nobody has unblocked it";
  if (isHold(from)) {
    if (isOrder(to) && holdIdOfOrder(to) === from) return null;
    const hold = past.holds.get(from);
    return hold && mayEnd(from, hold.expiresAt, state) ? null : "the hold had no reason to end";
  }
  if (!isOrder(from)) return null;
  const order = state.record.orders.get(from);
  if (!order) return "its order is gone";
  if (!order.given && hasConflict(order, state))
    return to === organizer ? null : "a seat in conflict goes to no one";
  return leavesOrder(order, to, seatNo, state);
};

/** Only void tickets give their seats back, and only after Postgres has them as void. */
const leavesOrder = (
  order: Order,
  to: Owner,
  seatNo: number,
  { eventId, postgres }: State,
): string | null => {
  const refund = order.refunds.find(({ seats }) => seats.includes(seatNo));
  if (!refund) return "it was sold";
  if (postgres.tickets.get(Postgres.seatKey(eventId, seatNo)) === order.id)
    return "Postgres has its ticket as valid";
  if ((postgres.orders.get(order.id)?.sale.revision ?? 0) < refund.revision)
    return "Postgres has not heard of it";
  return to === organizer && refund.seatsTo !== "blocked" ? "it was to go back to the sale" : null;
};

const takes = (to: Owner, seatNo: number, state: State): string | null => {
  const { eventId, record, witness, books } = state;
  if (isHold(to)) return holds(to, seatNo, state);
  if (isOrder(to)) {
    const order = record.orders.get(to);
    if (!order) return "there is no such order";
    const isPaid = books.paymentsOf(to).some((intent) => paysFor(intent, order));
    return isPaid || dueOf(order) === 0 ? null : "nobody has paid";
  }
  if (to !== organizer) return null;
  const isAsked = witness.blockAsked.has(`${eventId}:${seatNo}`);
  const isKept = [...record.orders.values()].some(
    (order) =>
      order.seats.includes(seatNo) &&
      (hasConflict(order, state) ||
        order.refunds.some(({ seats, seatsTo }) => seatsTo === "blocked" && seats.includes(seatNo))),
  );
  return isAsked || isKept ? null : "nobody has blocked it";
};

const holds = (id: HoldId, seatNo: number, { record, witness, category }: State): string | null => {
  const wanted = witness.wanted.get(id);
  if (!wanted) return "nobody has asked for it";
  const order = record.orders.get(orderIdOf(id));
  const at = order?.offer?.seats.indexOf(seatNo) ?? -1;
  if (order && at >= 0)
    return category[order.seats[at] ?? 0] === category[seatNo]
      ? null
      : "it is offered, and of another category";
  return wanted.seats === null || wanted.seats.includes(seatNo) ? null : "another seat was asked for";
};
