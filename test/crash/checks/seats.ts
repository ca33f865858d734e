import type { EventFact, Facts, SaleFact, Violation } from "./facts.ts";

/** Seats on more than one live ticket. */
const soldTwice = (sales: readonly SaleFact[]): readonly Violation[] => {
  const live = sales.flatMap(({ orderId, eventId, tickets }) =>
    tickets
      .filter(({ status }) => status === "valid")
      .map(({ seatNo }) => ({ seat: `${eventId} seat ${seatNo}`, orderId })),
  );
  return [...Map.groupBy(live, ({ seat }) => seat)]
    .filter(([, tickets]) => tickets.length > 1)
    .map(([seat, tickets]) => ({
      rule: "two_owners",
      about: seat,
      detail: `on live tickets of ${tickets.map(({ orderId }) => orderId).join(" and ")}`,
    }));
};

const seatsOf = (event: EventFact, wanted: string): string =>
  event.statuses.flatMap((status, seatNo) => (status === wanted ? [seatNo] : [])).join(", ");

const inOrder = (seats: readonly number[]): string => seats.toSorted((a, b) => a - b).join(", ");

/** Available + held + sold + blocked = capacity, and each of them is whom it says it is. */
const wrongSeats = (event: EventFact, { settled }: Facts): readonly Violation[] => {
  const count = (wanted: string): number => event.statuses.filter((status) => status === wanted).length;
  const sold = (settled?.sales ?? [])
    .filter(({ eventId }) => eventId === event.id)
    .flatMap(({ tickets }) => tickets.filter(({ status }) => status === "valid").map(({ seatNo }) => seatNo));
  const counted = event.availableByCategory.reduce((sum, seats) => sum + seats, 0);
  const faults = [
    event.statuses.length !== event.capacity && `${event.statuses.length} seats of ${event.capacity}`,
    counted !== count("available") && `${count("available")} are available, ${counted} are counted so`,
    // Nothing is held any more when all has settled.
    count("held") > 0 && `held by nobody: ${seatsOf(event, "held")}`,
    seatsOf(event, "blocked") !== inOrder(event.blocked) &&
      `blocked: ${seatsOf(event, "blocked")}; the organizer blocked ${inOrder(event.blocked)}`,
    seatsOf(event, "sold") !== inOrder(sold) &&
      `sold: ${seatsOf(event, "sold")}; live tickets are for ${inOrder(sold)}`,
  ];
  return faults
    .filter((fault) => fault !== false)
    .map((detail) => ({ rule: "seats_do_not_add_up", about: event.id, detail }));
};

export const seatViolations = (facts: Facts): readonly Violation[] => [
  ...soldTwice(facts.settled?.sales ?? []),
  ...(facts.settled?.events ?? []).flatMap((event) => wrongSeats(event, facts)),
];
