import { refuse } from "../outcome.ts";
import { bestAvailable, type Random } from "./best-available.ts";
import type { Change, Decision, Hold } from "./changes.ts";
import type { OrderView } from "./contract.ts";
import { changed, noSuchOrder, unchanged } from "./order-decision.ts";
import { keptOf, type Offer, type Order, type RefundReason, revised } from "./order.ts";
import { refundOfAll } from "./refunds.ts";
import type { SeatBook } from "./seat-book.ts";
import { neighbourOf } from "./seat-order.ts";
import { isAccessible, sectionOf } from "./seat-plan.ts";

const offerMs = 10 * 60_000;

/** Holds other seats for an order that is paid and whose own are gone; null when the event does not, or there are none. */
export const offerFor = (
  book: SeatBook,
  paid: Order,
  now: number,
  random: Random,
): Decision<OrderView> | null => {
  const seats = book.rules.offerEquivalentSeats ? equivalentsOf(book, paid, random) : null;
  if (!seats) return null;
  const { id: _, holdId, fanId, digest, pricesMinor, fees } = paid;
  const expiresAt = now + offerMs;
  const hold: Hold = {
    id: holdId,
    fanId,
    digest,
    seats,
    pricesMinor,
    fees,
    createdAt: now,
    expiresAt,
    inPayment: true,
  };
  const offered = revised(paid, { status: "offered", offer: { seats, expiresAt } });
  return changed(book, offered, [
    { type: "held", hold },
    { type: "order_changed", order: offered },
  ]);
};

/** Seat for seat of the same category, each category side by side; so the prices stay where they are. */
const equivalentsOf = (book: SeatBook, { seats }: Order, random: Random): readonly number[] | null => {
  const found: number[] = [...seats];
  const byCategory = Map.groupBy(seats.keys(), (i) => book.plan.category[seats[i] ?? 0] ?? 0);
  for (const [category, places] of byCategory) {
    const accessible = places.some((i) => isAccessible(book.plan, seats[i] ?? 0));
    const others = bestAvailable(book, { quantity: places.length, category, accessible }, random);
    if (!others || !areTogether(book, others)) return null;
    const inOrder = others.toSorted((a, b) => a - b);
    places.forEach((place, n) => {
      found[place] = inOrder[n] ?? 0;
    });
  }
  return found;
};

const areTogether = ({ plan, seatOrder }: SeatBook, seats: readonly number[]): boolean => {
  if (seats.every((seatNo) => plan.sections[sectionOf(plan, seatNo)]?.generalAdmission)) return true;
  const all = new Set(seats);
  // In a row of n side by side all but the first have their neighbour among them.
  const led = seats.filter((seatNo) => all.has(neighbourOf(plan, seatOrder, seatNo, -1)));
  return led.length === seats.length - 1;
};

/** The fan takes what was offered, or the money back. */
export const decideAnswerOffer = (
  book: SeatBook,
  order: Order | null,
  accept: boolean,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  const { offer } = order;
  const hold = book.holds.get(order.holdId);
  if (order.status !== "offered" || !offer || !hold)
    return unchanged(refuse("order_closed", "No other seats are offered for this order."));
  if (accept) {
    const refusal = refusalOf(book, order, offer, now);
    if (refusal) return unchanged(refusal);
  } else {
    const { order: refunding, changes } = offerEnded(
      order,
      hold,
      { how: "released", reason: "seats_gone" },
      now,
    );
    return changed(book, refunding, changes);
  }
  const sold = revised(order, { status: "paid", given: true, seats: offer.seats, offer: null });
  return changed(book, sold, [
    { type: "hold_ended", hold, how: "sold", at: now },
    { type: "order_sold", order: sold },
  ]);
};

/** Its end is another's to bring about: the clock's, or the cancellation's. */
const refusalOf = (book: SeatBook, order: Order, offer: Offer, now: number) => {
  if (book.rules.canceled)
    return refuse("event_canceled", "This event does not take place; the money goes back.");
  if (offer.expiresAt <= now) return refuse("offer_expired", "The offer has run out; the money goes back.");
  return keptOf(order) > 0 ? null : refuse("order_closed", "The money for these seats has gone back.");
};

/** Its time is over, or its event. */
export const decideOfferEnded = (book: SeatBook, order: Order, now: number): readonly Change[] => {
  const hold = book.holds.get(order.holdId);
  const isOver = book.rules.canceled !== null || (order.offer?.expiresAt ?? 0) <= now;
  if (order.status !== "offered" || !hold || !isOver) return [];
  const reason = book.rules.canceled ? "event_canceled" : "seats_gone";
  return offerEnded(order, hold, { how: "expired", reason }, now).changes;
};

const offerEnded = (
  order: Order,
  hold: Hold,
  { how, reason }: { readonly how: "released" | "expired"; readonly reason: RefundReason },
  now: number,
) => {
  const refunds = [...order.refunds, refundOfAll(order, reason, now)];
  const refunding = revised(order, { status: "refunding", offer: null, refunds });
  const changes: readonly Change[] = [
    { type: "hold_ended", hold, how, at: now },
    { type: "order_changed", order: refunding },
  ];
  return { order: refunding, changes };
};
