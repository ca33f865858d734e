import type { Availability } from "../domain/box-office/contract.ts";
import { type EventId, type OrderId, ticketIdOf } from "../domain/ids.ts";
import type { SweptBoxOffice } from "./ports.ts";
import type { Run } from "./run.ts";

const soldBits = 2;
const secondLookMs = 2_000;
const ordersPerPage = 500;
/** A list that a person reads. */
const mostNamed = 100;

export const costOfSeats = 40;

/**
 * The seats that the box office shows as sold are those on live tickets in Postgres, but for what is on its way there or back. What
 * differs at two looks and belongs to no such order is reported.
 */
export const sweepSeats = async (run: Run, eventId: EventId): Promise<void> => {
  const office = run.ports.boxOfficeOf(eventId);
  const first = await differing(run, office, eventId);
  if (first.size === 0) return;
  await run.ports.wait(secondLookMs);
  const second = await differing(run, office, eventId);
  const lasting = new Map([...second].filter(([seatNo, where]) => first.get(seatNo) === where));
  if (lasting.size === 0) return;
  for (const seatNo of await onTheirWay(run, office)) lasting.delete(seatNo);
  for (const where of ["box office", "Postgres"] as const) {
    const tickets = [...lasting]
      .filter(([, only]) => only === where)
      .map(([seatNo]) => ticketIdOf(eventId, seatNo))
      .filter((ticket) => !run.namedTickets.has(ticket));
    if (tickets.length > 0)
      run.differences.push({
        kind: "seats_differ",
        where: [eventId, ...tickets.slice(0, mostNamed)],
        detail: `${tickets.length} seats are sold in the ${where} alone`,
        repaired: false,
      });
  }
};

/** Who alone has a seat as sold. */
type Only = "box office" | "Postgres";

const differing = async (
  run: Run,
  office: SweptBoxOffice,
  eventId: EventId,
): Promise<ReadonlyMap<number, Only>> => {
  run.budget.spend(2);
  const [seen, live] = await Promise.all([office.availability(), run.ports.store.liveSeats(eventId)]);
  const here = seen.ok && seen.value.kind === "snapshot" ? soldSeatsOf(seen.value) : new Set<number>();
  const there = new Set(live);
  const only = new Map<number, Only>();
  for (const seatNo of here) if (!there.has(seatNo)) only.set(seatNo, "box office");
  for (const seatNo of there) if (!here.has(seatNo)) only.set(seatNo, "Postgres");
  return only;
};

const soldSeatsOf = ({ packed, seatCount }: Availability): ReadonlySet<number> => {
  const sold = new Set<number>();
  for (let seatNo = 0; seatNo < seatCount; seatNo++)
    if ((((packed[seatNo >> 2] ?? 0) >> ((seatNo & 3) * 2)) & 3) === soldBits) sold.add(seatNo);
  return sold;
};

/** Seats of orders that Postgres has yet to hear of, and void ones that did not go back to the sale yet. */
const onTheirWay = async (run: Run, office: SweptBoxOffice): Promise<ReadonlySet<number>> => {
  const seats = new Set<number>();
  let after: OrderId | null = null;
  do {
    run.budget.spend();
    const listed = await office.listOrders({ which: "open", after, limit: ordersPerPage });
    if (!listed.ok) break;
    for (const { tickets, refunds, revision, recorded } of listed.value) {
      if (revision > recorded) for (const { seatNo } of tickets) seats.add(seatNo);
      for (const refund of refunds)
        if (!refund.returned) for (const seatNo of refund.seats) seats.add(seatNo);
    }
    after = listed.value.length < ordersPerPage ? null : (listed.value.at(-1)?.id ?? null);
  } while (after !== null);
  return seats;
};
