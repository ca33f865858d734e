import type { Facts, HoldFact, SaleFact, Violation } from "./facts.ts";

/** Until then nobody but its fan can have its seats. */
const sureUntil = ({ expiresAt, givenBackAt }: HoldFact): number =>
  Math.min(expiresAt, givenBackAt ?? Number.POSITIVE_INFINITY);

const describe = ({ seats, expiresAt }: Pick<HoldFact, "seats" | "expiresAt">): string =>
  `seats ${seats.join(", ")} until ${expiresAt}`;

const faultOf = (hold: HoldFact, look: HoldFact["looks"][number]): Violation | null => {
  const wasGivenBack = hold.givenBackAt !== null && hold.givenBackAt <= look.at;
  const lost = (detail: string): Violation => ({ rule: "hold_lost", about: hold.id, detail });
  if (look.status === "missing") return lost("nothing is known of it any more");
  const given = describe(hold);
  // The same request makes the same id: one that was lost and made anew would be known by its end alone.
  if (describe(look) !== given)
    return { rule: "hold_changed", about: hold.id, detail: `${given}; later ${describe(look)}` };
  if (look.status === "released" && !wasGivenBack) return lost("released, and nobody asked for that");
  if (look.status === "expired" && !wasGivenBack && look.at < hold.expiresAt)
    return lost(`expired ${hold.expiresAt - look.at} ms before its time`);
  return null;
};

/** Every accepted hold is there, with its seats, until it is given back, ends or is sold. */
export const lostHolds = ({ holds }: Facts): readonly Violation[] =>
  holds.flatMap((hold) => {
    const faults = hold.looks.map((look) => faultOf(hold, look)).filter((fault) => fault !== null);
    return faults.slice(0, 1);
  });

/** Two fans were given the same seat at the same time, or one was given what another has bought. */
export const doubleHolds = ({ holds, settled }: Facts): readonly Violation[] => {
  const saleOf = new Map((settled?.sales ?? []).map((sale) => [sale.orderId.slice(4), sale]));
  const bySeat = Map.groupBy(
    holds.flatMap((hold) => hold.seats.map((seatNo) => ({ seat: `${hold.eventId} seat ${seatNo}`, hold }))),
    ({ seat }) => seat,
  );
  return [...bySeat].flatMap(([seat, given]) =>
    given.flatMap(({ hold: first }) =>
      given
        .filter(({ hold: second }) => overlaps(first, second, saleOf.get(first.id.slice(4))))
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
const overlaps = (first: HoldFact, second: HoldFact, sale: SaleFact | undefined): boolean => {
  if (first.id === second.id) return false;
  if (first.answeredAt <= second.sentAt && second.answeredAt < sureUntil(first)) return true;
  return sale?.status === "confirmed" && sale.confirmedAt <= second.sentAt;
};
