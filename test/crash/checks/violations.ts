import { canceledEventViolations } from "./canceled-events.ts";
import type { Facts, Violation } from "./facts.ts";
import { doubleHolds, lostHolds } from "./holds.ts";
import { moneyViolations } from "./money.ts";
import { brokenOrders, unsettledOrders } from "./orders.ts";
import { lostRefunds, refundViolations } from "./refunds.ts";
import { seatViolations } from "./seats.ts";

/** Every invariant that the facts break; while it goes on (`settled` null) those of what fans were answered. */
export const violationsIn = (facts: Facts): readonly Violation[] => [
  ...lostHolds(facts),
  ...doubleHolds(facts),
  ...brokenOrders(facts),
  ...unsettledOrders(facts),
  ...seatViolations(facts),
  ...lostRefunds(facts),
  ...canceledEventViolations(facts),
  ...(facts.settled ? [...moneyViolations(facts.settled), ...refundViolations(facts, facts.settled)] : []),
];

/** Of each rule that is broken so many are told. */
const mostTold = 8;

/** For a person: how often each rule is broken, and some of them, one a line. */
export const describeViolations = (violations: readonly Violation[]): string =>
  [...Map.groupBy(violations, ({ rule }) => rule)]
    .flatMap(([rule, broken]) => [
      `${rule}, ${broken.length} times:`,
      ...broken.slice(0, mostTold).map(({ about, detail }) => `  ${about}: ${detail.slice(0, 300)}`),
    ])
    .join("\n");

export const throwIfAny = (violations: readonly Violation[]): void => {
  if (violations.length > 0) throw new Error(`broken invariants:\n${describeViolations(violations)}`);
};
