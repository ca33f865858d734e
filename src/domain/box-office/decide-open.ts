import { ticketIdOf } from "../ids.ts";
import { type Outcome, ok, refuse } from "../outcome.ts";
import { seatStatuses } from "./contract.ts";
import { type SeatBook, seat } from "./seat-book.ts";
import { decodeSeatPlan, isRemoved } from "./seat-plan.ts";
import type { BoxOfficeSetup, SoldOrder } from "./setup.ts";
import { liveSeatsOfSale } from "./sold-orders.ts";

/**
 * An edit keeps every seat's number, and never takes a seat away, or from sale, that a fan holds or has. `missing` are sales of
 * Postgres that the box office does not have; their seats must be there to be given.
 */
export const decideOpen = (
  before: SeatBook | null,
  setup: BoxOfficeSetup,
  missing: readonly SoldOrder[],
): Outcome<{ readonly seatCount: number }> => {
  const plan = decodeSeatPlan(setup.plan);
  if (before && plan.seatCount < before.plan.seatCount)
    return refuse(
      "seats_in_use",
      `This seat map has ${plan.seatCount} seats, the present one ${before.plan.seatCount}: an edit only adds.`,
    );
  const blocked = new Set(setup.blocked);
  const inUse: number[] = [];
  const inHands = (seatNo: number): boolean =>
    before?.status[seatNo] === seat.held || before?.status[seatNo] === seat.sold;
  before?.status.forEach((_, seatNo) => {
    if (inHands(seatNo) && (isRemoved(plan, seatNo) || blocked.has(seatNo))) inUse.push(seatNo);
  });
  const given = new Set<number>();
  for (const seatNo of missing.flatMap(liveSeatsOfSale)) {
    const isThere = seatNo < plan.seatCount && !isRemoved(plan, seatNo);
    if (!isThere || inHands(seatNo) || given.has(seatNo)) inUse.push(seatNo);
    given.add(seatNo);
  }
  if (inUse.length > 0)
    return refuse("seats_in_use", `${inUse.length} seats are held or sold and can not be taken away.`, {
      tickets: ticketsInTheWay(before, setup.eventId, inUse),
    });
  return ok({ seatCount: plan.seatCount });
};

// A list that a person reads; the count is in the detail.
const mostNamed = 100;

const ticketsInTheWay = (
  book: SeatBook | null,
  eventId: BoxOfficeSetup["eventId"],
  seats: readonly number[],
) =>
  seats.slice(0, mostNamed).map((seatNo) => {
    const status = seatStatuses[(book?.status[seatNo] ?? seat.sold) as 0 | 1 | 2 | 3];
    return {
      ticketId: ticketIdOf(eventId, seatNo),
      status: status === "available" ? ("blocked" as const) : status,
    };
  });

/** The seats to block that are not blocked yet; refused when a fan holds or has one of them. */
export const decideBlock = (
  book: SeatBook,
  eventId: BoxOfficeSetup["eventId"],
  seats: readonly number[],
): Outcome<readonly number[]> => {
  const unknown = seats.filter(
    (seatNo) => !(seatNo >= 0 && seatNo < book.plan.seatCount) || isRemoved(book.plan, seatNo),
  );
  if (unknown.length > 0) return refuse("ticket_not_found", "Some of these seats do not exist.");
  const inUse = seats.filter(
    (seatNo) => book.status[seatNo] === seat.held || book.status[seatNo] === seat.sold,
  );
  if (inUse.length > 0)
    return refuse("seats_in_use", `${inUse.length} seats are held or sold and can not be blocked.`, {
      tickets: ticketsInTheWay(book, eventId, inUse),
    });
  return ok([...new Set(seats)].filter((seatNo) => book.isAvailable(seatNo)));
};

export const decideUnblock = (book: SeatBook, seats: readonly number[]): Outcome<readonly number[]> => {
  const unknown = seats.filter(
    (seatNo) => !(seatNo >= 0 && seatNo < book.plan.seatCount) || isRemoved(book.plan, seatNo),
  );
  if (unknown.length > 0) return refuse("ticket_not_found", "Some of these seats do not exist.");
  return ok([...new Set(seats)].filter((seatNo) => book.status[seatNo] === seat.blocked));
};
