import { eventIdOf, type FanId, type HoldId, ticketIdOf } from "../ids.ts";
import { ok, type Refusal, refuse } from "../outcome.ts";
import { bestAvailable, type Random } from "./best-available.ts";
import type { Change, Decision, Hold } from "./changes.ts";
import { type HoldCommand, type HoldView, type SeatWish, seatStatuses } from "./contract.ts";
import type { SeatBook } from "./seat-book.ts";
import { isRemoved } from "./seat-plan.ts";
import { leavesSingleSeatNeedlessly } from "./single-seats.ts";
import { viewOfHold } from "./views.ts";

const nothing: readonly Change[] = [];
const noSuchHold = refuse("hold_not_found", "There is no such hold.");
const refused = (refusal: { readonly ok: false; readonly refusal: Refusal }): Decision<never> => ({
  outcome: refusal,
  changes: nothing,
});

/** What a hold command asks for, in one line: the same id with another line is another request. */
export const digestOf = (want: HoldCommand["want"]): string =>
  want.kind === "seats"
    ? want.seats.join(" ")
    : `best ${want.quantity} ${JSON.stringify([want.category, want.section, want.accessible ?? false])}`;

/** What is left of a hold that is no longer live: how it ended, or the order that was made of it. */
export interface PastHold {
  readonly fanId: FanId;
  readonly digest: string;
  readonly view: HoldView;
}

/**
 * All the seats or none. `now`: epoch milliseconds, by which holds that have run out were taken off the book before.
 * The same hold id with the same request answers with the hold as it stands; a refusal holds nothing and is not remembered.
 */
export const decideHold = (
  book: SeatBook,
  command: HoldCommand,
  past: PastHold | null,
  now: number,
  random: Random,
): Decision<HoldView> => {
  const live = book.holds.get(command.holdId);
  const before = live ? { ...live, view: viewOfHold(book, live) } : past;
  if (before) {
    if (before.fanId !== command.fanId) return refused(noSuchHold);
    if (before.digest !== command.digest)
      return refused(
        refuse("idempotency_key_reused", "This Idempotency-Key came with another request before."),
      );
    return { outcome: ok(before.view), changes: nothing };
  }

  const closed = saleRefusal(book, now);
  if (closed) return refused(closed);
  const { maxTicketsPerOrder, holdSeconds, pricesMinor, fees } = book.rules;
  const has = book.ticketsOf(command.fanId);
  const { want } = command;
  const quantity = want.kind === "seats" ? want.seats.length : want.quantity;
  if (has + quantity > maxTicketsPerOrder)
    return refused(
      refuse(
        "too_many_tickets",
        `${maxTicketsPerOrder} tickets a fan at most: ${quantity} asked for, ${has} held or bought.`,
      ),
    );

  const seats = want.kind === "seats" ? chosen(book, command.holdId, want.seats) : wished(book, want, random);
  if ("ok" in seats) return refused(seats);
  const hold: Hold = {
    id: command.holdId,
    fanId: command.fanId,
    digest: command.digest,
    seats,
    fees: { ticketMinor: fees.ticketMinor, orderMinor: fees.orderMinor },
    pricesMinor: seats.map((seatNo) => pricesMinor[book.plan.category[seatNo] ?? 0] ?? 0),
    createdAt: now,
    expiresAt: now + holdSeconds * 1000,
    inPayment: false,
  };
  return { outcome: ok(viewOfHold(book, hold)), changes: [{ type: "held", hold }] };
};

const saleRefusal = ({ rules }: SeatBook, now: number) => {
  if (rules.canceled)
    return refuse("event_canceled", "This event does not take place; nothing of it is sold.");
  if (rules.closed || (rules.saleEndsAt !== null && rules.saleEndsAt <= now))
    return refuse("sale_closed", "The sale of this event has ended.");
  if (rules.saleStartsAt !== null && rules.saleStartsAt > now)
    return refuse("sale_not_open", "The sale of this event has not opened yet.", {
      retryAt: rules.saleStartsAt,
    });
  return null;
};

const chosen = (book: SeatBook, holdId: HoldId, seats: readonly number[]) => {
  const eventId = eventIdOf(holdId);
  const unknown = seats.filter((seatNo) => !(seatNo < book.plan.seatCount) || isRemoved(book.plan, seatNo));
  if (unknown.length > 0)
    return refuse("ticket_not_found", "Some of these tickets do not exist.", {
      tickets: unknown.map((seatNo) => ({ ticketId: ticketIdOf(eventId, seatNo), status: "not_found" })),
    });
  const taken = seats.filter((seatNo) => !book.isAvailable(seatNo) || !book.isPriced(seatNo));
  if (taken.length > 0)
    return refuse(
      "tickets_unavailable",
      `Not to be had now: ${taken.length} of the ${seats.length} asked for.`,
      {
        tickets: taken.map((seatNo) => {
          const status = seatStatuses[book.status[seatNo] as 0 | 1 | 2 | 3];
          return {
            ticketId: ticketIdOf(eventId, seatNo),
            status: status === "available" ? "blocked" : status,
          };
        }),
      },
    );
  if (book.rules.preventSingleSeats && leavesSingleSeatNeedlessly(book, seats))
    return refuse(
      "single_seat_left",
      "This choice leaves a single seat, and the row has room for one that does not.",
    );
  return seats;
};

const wished = (book: SeatBook, want: SeatWish, random: Random) => {
  const category = want.category === undefined ? undefined : book.rules.categoryNames.indexOf(want.category);
  if (category === -1) return refuse("category_not_found", `There is no price category '${want.category}'.`);
  const section =
    want.section === undefined
      ? undefined
      : book.plan.sections.findIndex(({ name }) => name === want.section);
  if (section === -1) return refuse("section_not_found", `There is no section or area '${want.section}'.`);
  const wish = { quantity: want.quantity, category, section, accessible: want.accessible ?? false };
  return (
    bestAvailable(book, wish, random) ??
    refuse("not_enough_tickets", `Fewer than ${want.quantity} of this kind are to be had now.`)
  );
};

/**
 * A fan gives a hold back; once it has ended, asking again answers how. One in payment is closed first: the refusal says so and the
 * caller has its Session closed.
 */
export const decideRelease = (
  book: SeatBook,
  fanId: FanId,
  holdId: HoldId,
  past: PastHold | null,
  now: number,
): Decision<HoldView> => {
  const hold = book.holds.get(holdId);
  if ((hold ?? past)?.fanId !== fanId) return refused(noSuchHold);
  if (!hold) {
    if (past && past.view.status !== "sold") return { outcome: ok(past.view), changes: nothing };
    return refused(refuse("order_closed", "This hold was paid; its tickets are the fan's."));
  }
  if (hold.inPayment) return refused(refuse("hold_in_payment", "This hold is being paid."));
  return {
    outcome: ok(viewOfHold(book, hold, "released")),
    changes: [{ type: "hold_ended", hold, how: "released", at: now }],
  };
};
