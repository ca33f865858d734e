import type { Broken } from "../verdict.ts";
import { mayEnd } from "./grounds.ts";
import type { State } from "./state.ts";

/** A hold that its fan was told of is there, with the seats that they were told, until it may end. */
export const lostHold = (state: State): Broken | null => {
  const { eventId, owners, record, witness } = state;
  for (const claim of witness.liveClaims.get(eventId) ?? []) {
    const { holdId, orderId, seats, expiresAt } = claim;
    const lost = seats.find((seatNo) => owners[seatNo] !== holdId && owners[seatNo] !== orderId);
    if (lost === undefined) continue;
    // What becomes of a paid order is judged by the rules of money and of history.
    const isPaid = (record.orders.get(orderId)?.payment ?? null) !== null;
    if (!isPaid && !mayEnd(holdId, expiresAt, state)) {
      const detail = `${holdId} has lost seat ${lost} to '${owners[lost]}'; it ends at ${expiresAt}, it is ${state.now}`;
      return { rule: "every accepted hold survives", detail, subjects: [holdId, orderId] };
    }
    witness.liveClaims.get(eventId)?.delete(claim);
  }
  return null;
};

/** After a commit nothing is held any more whose time is over, unless it is being paid. */
export const overdueHold = ({ record, now }: Pick<State, "record" | "now">): Broken | null => {
  for (const { id, inPayment, expiresAt } of record.holds.values())
    if (!inPayment && expiresAt <= now)
      return {
        rule: "a hold ends when it says it ends",
        detail: `${id} was to end at ${expiresAt}, a commit at ${now} has left it`,
        subjects: [id],
      };
  return null;
};
