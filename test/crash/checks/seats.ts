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

/** Those of the organizer's setup, and those that were given back to be kept from sale. */
const blockedOf = (event: EventFact, sales: readonly SaleFact[]): readonly number[] => {
  const live = new Set(sales.flatMap(liveSeats));
  const kept = sales
    .flatMap(({ refunds }) => refunds)
    .flatMap(({ seatsTo, seats }) => (seatsTo === "blocked" ? seats : []));
  return [...new Set([...event.blocked, ...kept])].filter((seatNo) => !live.has(seatNo));
};

const liveSeats = ({ tickets }: SaleFact): readonly number[] =>
  tickets.filter(({ status }) => status === "valid").map(({ seatNo }) => seatNo);

/** Available + held + sold + blocked = capacity, and each of them is whom it says it is. */
const wrongSeats = (event: EventFact, { settled }: Facts): readonly Violation[] => {
  const count = (wanted: string): number => event.statuses.filter((status) => status === wanted).length;
  const sales = (settled?.sales ?? []).filter(({ eventId }) => eventId === event.id);
  const sold = sales.flatMap(liveSeats);
  const blocked = inOrder(blockedOf(event, sales));
  const counted = event.availableByCategory.reduce((sum, seats) => sum + seats, 0);
  const faults = [
    event.statuses.length !== event.capacity && `${event.statuses.length} seats of ${event.capacity}`,
    counted !== count("available") && `${count("available")} are available, ${counted} are counted so`,
    // Nothing is held any more when all has settled.
    count("held") > 0 && `held by nobody: ${seatsOf(event, "held")}`,
    seatsOf(event, "blocked") !== blocked &&
      `blocked: ${seatsOf(event, "blocked")}; the organizer blocked ${blocked}`,
    seatsOf(event, "sold") !== inOrder(sold) &&
      `sold: ${seatsOf(event, "sold")}; live tickets are for ${inOrder(sold)}`,
  ];
  return faults
    .filter((fault) => fault !== false)
    .map((detail) => ({ rule: "seats_do_not_add_up", about: event.id, detail }));
};

/** Whoever buys a seat that was given back must find it free in Postgres. */
const tooEarly = ({ early, settled }: Facts): readonly Violation[] => [
  ...early.map(
    ({ eventId, seatNo, orderId }): Violation => ({
      rule: "for_sale_too_early",
      about: `${eventId} seat ${seatNo}`,
      detail: `it was for sale while Postgres had it on a live ticket of ${orderId}`,
    }),
  ),
  ...(settled?.sales ?? [])
    .filter(({ refunds }) => refunds.some(({ reason }) => reason === "seat_already_sold"))
    .map(
      ({ orderId }): Violation => ({
        rule: "for_sale_too_early",
        about: orderId,
        detail: "Postgres had one of its seats on another live ticket when it was sold",
      }),
    ),
];

export const seatViolations = (facts: Facts): readonly Violation[] => [
  ...tooEarly(facts),
  ...soldTwice(facts.settled?.sales ?? []),
  ...(facts.settled?.events ?? []).flatMap((event) => wrongSeats(event, facts)),
];
