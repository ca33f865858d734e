import type { Order, Refund } from "../../../src/domain/box-office/order.ts";
import { seatsLive } from "../office/record.ts";
import type { Intent } from "../provider/books.ts";
import type { Broken } from "../verdict.ts";
import { feesKept } from "./fees.ts";
import { dueOf, hasConflict, paysFor, worthOf } from "./grounds.ts";
import { isOf, lacksSeats, paidWithoutSeats } from "./payable.ts";
import { givenBack, owedStill, strangeAtProvider, strangeOnRecord } from "./refunds.ts";
import type { State } from "./state.ts";

type Fault = Pick<Broken, "rule" | "detail">;
const wrong = (detail: string): Fault => ({ rule: "money taken is tickets, fees and refunds", detail });
const unfair = (detail: string): Fault => ({ rule: "who has paid has the seats or the money", detail });

/** Each payment that succeeded is worth tickets and fees, is back or on its way back, or is on its way here. */
export const strayMoney = (state: State, isAtRest = false): Broken | null => {
  for (const intent of state.books.intents.values()) {
    if (intent.status !== "succeeded" || !isOf(intent.orderId, state.eventId)) continue;
    const fault = faultOf(intent, state, isAtRest);
    if (!fault) continue;
    const detail = `${intent.id}, ${intent.amountMinor} for ${intent.orderId}: ${fault.detail}`;
    return { rule: fault.rule, detail, subjects: [intent.orderId, intent.id, intent.sessionId] };
  }
  return null;
};

const faultOf = (intent: Intent, state: State, isAtRest: boolean): Fault | null => {
  const order = state.record.orders.get(intent.orderId);
  if (!order) return wrong("there is no such order");
  const refunds = order.refunds.filter(({ paymentIntentId }) => paymentIntentId === intent.id);
  const strange = strangeAtProvider(intent, refunds) ?? strangeOnRecord(intent, refunds, isAtRest);
  if (strange) return wrong(strange);
  if (order.payment?.paymentIntentId === intent.id)
    return (
      faultOfSale(intent, order, state) ??
      faultOfOffer(intent, order, refunds) ??
      faultOfSum(intent, order, refunds, state, isAtRest)
    );
  if (order.surplus.some(({ paymentIntentId }) => paymentIntentId === intent.id))
    return faultOfSurplus(intent, refunds, state);
  if (isAtRest) return wrong("was never heard of");
  const lost = paidWithoutSeats(intent, order, state);
  return lost ? unfair(lost) : null;
};

/** Whoever pays in time, by the page of the order, what is due, has the seats. */
const faultOfSale = (intent: Intent, order: Order, state: State): Fault | null => {
  if (order.status === "offered") return null;
  if (!order.given)
    return mayRefuse(intent, order, state) ? null : unfair(`${order.status}, though it was paid in time`);
  if (!paysFor(intent, order)) return wrong(`its tickets were sold for ${dueOf(order)}`);
  if (order.session && order.session.sessionId !== intent.sessionId)
    return wrong(`its tickets were sold for what ${intent.sessionId} took`);
  const live = { id: order.id, seats: seatsLive(order) };
  return lacksSeats(live, state) ? unfair(`${order.status} without its seats`) : null;
};

/** Seats that were paid are refused only when they can not be given. */
const mayRefuse = (intent: Intent, order: Order, state: State): boolean =>
  intent.outOfTurn ||
  intent.delayed ||
  !paysFor(intent, order) ||
  state.witness.canceled.has(state.eventId) ||
  hasConflict(order, state);

/** What someone at the provider, or a bank, has taken knows nothing of tickets. */
const isMeddledWith = (intent: Intent): boolean =>
  intent.dispute !== null || intent.refunds.some(({ refundId }) => refundId === null);

const faultOfOffer = (intent: Intent, order: Order, refunds: readonly Refund[]): Fault | null => {
  const back = givenBack(refunds);
  if (order.status === "offered" && back > 0 && !isMeddledWith(intent))
    return unfair(`is offered seats, and ${back} of the money`);
  // Of a part that was taken nobody can tell which tickets are meant; of the whole everybody can.
  const isTaken = refunds.at(-1)?.by.kind === "provider" && back >= intent.amountMinor;
  return isTaken && seatsLive(order).length > 0 ? unfair("has tickets, and all of the money") : null;
};

const faultOfSum = (
  intent: Intent,
  order: Order,
  refunds: readonly Refund[],
  state: State,
  isAtRest: boolean,
): Fault | null => {
  if (isMeddledWith(intent) || order.status === "offered") return null;
  const kept = intent.amountMinor - givenBack(refunds);
  const due = worthOf(order, seatsLive(order)) + feesKept(order, refunds, state.witness);
  // What a bank has sent back is owed still, unless a later refund has given, or tries to give, all that was left.
  const isOwed = !isAtRest && kept > due && kept <= due + owedStill(refunds);
  return kept === due || isOwed ? null : wrong(`${kept} of it is kept for what is worth ${due}`);
};

const faultOfSurplus = (intent: Intent, refunds: readonly Refund[], state: State): Fault | null => {
  if (isMeddledWith(intent)) return null;
  const back = givenBack(refunds) + owedStill(refunds);
  if (back !== intent.amountMinor) return wrong(`it was paid beside another, and ${back} of it goes back`);
  const isBeside = intent.outOfTurn || state.witness.canceled.has(state.eventId);
  return isBeside ? null : unfair("is called surplus, and is not");
};

/** Seats are sold for money that came, and for the price that was shown. */
export const soldWithoutMoney = (state: State): Broken | null => {
  for (const order of state.record.orders.values()) {
    if (!order.given) continue;
    const due = dueOf(order);
    const shown = state.witness.claims.get(order.holdId)?.totalMinor ?? due;
    const payments = state.books.paymentsOf(order.id);
    const isPaid = due === 0 || payments.some(({ id }) => id === order.payment?.paymentIntentId);
    if (isPaid && shown === due) continue;
    const detail = `${order.id} is ${order.status}, due ${due}, shown as ${shown}, its payment ${order.payment?.paymentIntentId}`;
    return { ...wrong(detail), subjects: [order.id] };
  }
  return null;
};
