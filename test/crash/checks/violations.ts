import type { Facts, Violation } from "./facts.ts";
import { doubleHolds, lostHolds } from "./holds.ts";
import { moneyViolations } from "./money.ts";
import { brokenOrders, unsettledOrders } from "./orders.ts";
import { seatViolations } from "./seats.ts";

/** Every invariant that the facts break; while it goes on (`settled` null) those of what fans were answered. */
export const violationsIn = (facts: Facts): readonly Violation[] => [
  ...lostHolds(facts),
  ...doubleHolds(facts),
  ...brokenOrders(facts),
  ...unsettledOrders(facts),
  ...seatViolations(facts),
  ...(facts.settled ? moneyViolations(facts.settled) : []),
];

/** One line each, for a person. */
export const describeViolations = (violations: readonly Violation[]): string =>
  violations.map(({ rule, about, detail }) => `${rule}: ${about}: ${detail}`).join("\n");
