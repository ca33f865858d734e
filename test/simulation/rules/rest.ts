import { seatsLive } from "../office/record.ts";
import type { Broken } from "../verdict.ts";
import { isOf } from "./payable.ts";
import { strayMoney } from "./payments.ts";
import type { State } from "./state.ts";
import { leftOfCanceled } from "./tickets.ts";

const ends: readonly string[] = ["confirmed", "expired", "canceled", "refunded"];
const endsOfRefund: readonly string[] = ["succeeded", "failed", "canceled"];

const stuck = (detail: string, subject: string): Broken => ({
  rule: "no order is stuck once faults stop",
  detail,
  subjects: [subject],
});

/** A day after faults have stopped nothing waits but for a bank or a person, though nobody has come by: alarms alone see to it. */
export const stalled = ({ record }: State): Broken | null => {
  for (const { id, status, underWay, refunds, payment, revision, recorded } of record.orders.values()) {
    const isWaiting =
      status === "paid" || status === "offered" || (status === "awaiting_payment" && !underWay);
    if (isWaiting) return stuck(`${id} is ${status} a day later`, id);
    const unasked = refunds.find((refund) => refund.status === "created");
    if (unasked) return stuck(`${unasked.id} was not asked for in a day`, id);
    if (payment && recorded < revision) return stuck(`${id} was not handed over in a day`, id);
  }
  return null;
};

/** Once faults have stopped and days have gone by, everything has come to its end. */
export const unfinished = (state: State): Broken | null => {
  const { record, books, witness, eventId } = state;
  for (const { id, status, refunds, payment, revision, recorded } of record.orders.values()) {
    if (!ends.includes(status)) return stuck(`${id} is still ${status}`, id);
    const open = refunds.find((refund) => !endsOfRefund.includes(refund.status));
    if (open) return stuck(`${open.id} is still ${open.status}`, id);
    const unreturned = refunds.find(({ seats, returned }) => seats.length > 0 && !returned);
    if (unreturned) return stuck(`the seats of ${unreturned.id} did not go back`, id);
    if (payment && recorded < revision)
      return stuck(`${id} is at ${revision}, recorded as of ${recorded}`, id);
  }
  for (const { id } of record.holds.values()) return stuck(`${id} is still held`, id);
  for (const id of witness.givenSessions) {
    const session = books.sessions.get(id);
    if (session?.status === "open" && isOf(session.orderId, eventId) && session.endsAt > state.now)
      return stuck(`${id} of ${session.orderId} can still be paid`, session.orderId);
  }
  return leftOfCanceled(state, (order) => seatsLive(order).length) ?? strayMoney(state, true);
};
