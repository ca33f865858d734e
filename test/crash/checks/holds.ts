import type { Facts, HoldFact, SaleFact, Violation } from "./facts.ts";

const never = Number.POSITIVE_INFINITY;

/** Until then nobody but its fan can have its seats: a bank that does not pay frees them at once. */
const sureUntil = ({ expiresAt, givenBackAt, debitedAt, returnedAt }: HoldFact): number =>
  Math.min(expiresAt, givenBackAt ?? never, debitedAt ?? never, returnedAt ?? never);

const describe = ({ seats, expiresAt }: Pick<HoldFact, "seats" | "expiresAt">): string =>
  `seats ${seats.join(", ")} until ${expiresAt}`;

/** A debit is waited for, and who pays when his seats are gone may be given as many others. */
const isAsDebited = (hold: HoldFact, look: Pick<HoldFact, "seats" | "expiresAt">): boolean =>
  look.seats.length === hold.seats.length && look.expiresAt >= hold.expiresAt;

/** `endedAt`: from when on anything may end it. */
const faultOf = (
  hold: HoldFact,
  look: HoldFact["looks"][number],
  endedAt: number | undefined = never,
): Violation | null => {
  const mayEndAt = Math.min(hold.givenBackAt ?? never, hold.debitedAt ?? never, endedAt);
  const wasGivenBack = mayEndAt <= look.at;
  const wasDebited = hold.debitedAt !== null && hold.debitedAt <= look.at;
  const lost = (detail: string): Violation => ({ rule: "hold_lost", about: hold.id, detail });
  if (look.status === "missing") return lost("nothing is known of it any more");
  const given = describe(hold);
  // The same request makes the same id: one that was lost and made anew would be known by its end alone.
  if (describe(look) !== given && !(wasDebited && isAsDebited(hold, look)))
    return { rule: "hold_changed", about: hold.id, detail: `${given}; later ${describe(look)}` };
  if (look.status === "released" && !wasGivenBack) return lost("released, and nobody asked for that");
  if (look.status === "expired" && !wasGivenBack && look.at < hold.expiresAt)
    return lost(`expired ${hold.expiresAt - look.at} ms before its time`);
  return null;
};

/** Every accepted hold is there, with its seats, until it is given back, ends, is sold, or its event is canceled. */
export const lostHolds = ({ holds, cancellations }: Facts): readonly Violation[] => {
  const canceledAt = new Map(cancellations.map(({ eventId, askedAt }) => [eventId, askedAt]));
  return holds.flatMap((hold) => {
    const faults = hold.looks
      .map((look) => faultOf(hold, look, canceledAt.get(hold.eventId)))
      .filter((fault) => fault !== null);
    return faults.slice(0, 1);
  });
};

/** Two fans were given the same seat at the same time, or one was given what another has bought. */
export const doubleHolds = ({ holds, settled }: Facts): readonly Violation[] => {
  const saleOf = new Map((settled?.sales ?? []).map((sale) => [sale.orderId.slice(4), sale]));
  const bySeat = Map.groupBy(
    holds.flatMap((hold) =>
      hold.seats.map((seatNo) => ({ seat: `${hold.eventId} seat ${seatNo}`, seatNo, hold })),
    ),
    ({ seat }) => seat,
  );
  return [...bySeat].flatMap(([seat, given]) =>
    given.flatMap(({ hold: first, seatNo }) =>
      given
        .filter(({ hold: second }) => overlaps(first, second, seatNo, saleOf.get(first.id.slice(4))))
        .map(
          ({ hold: second }): Violation => ({
            rule: "two_owners",
            about: seat,
            detail: `${second.id} was given it while ${first.id} had it`,
          }),
        ),
    ),
  );
};

/** `sale`: of the first, if it came to one. */
const overlaps = (first: HoldFact, second: HoldFact, seatNo: number, sale: SaleFact | undefined): boolean => {
  if (first.id === second.id) return false;
  if (first.answeredAt <= second.sentAt && second.answeredAt < sureUntil(first)) return true;
  if (!sale?.tickets.some((ticket) => ticket.seatNo === seatNo)) return false;
  return sale.confirmedAt <= second.sentAt && second.answeredAt < hadUntil(sale, seatNo);
};

/** A seat of a sale is its fan's until it is given back. */
const hadUntil = ({ refunds }: SaleFact, seatNo: number): number =>
  refunds.find(({ seats }) => seats.includes(seatNo))?.createdAt ?? never;
