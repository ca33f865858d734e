import type { BoxOfficeSetup, SaleRules } from "../../src/domain/box-office/setup.ts";
import { type EventId, newEventId } from "../../src/domain/ids.ts";
import { type PlanShape, planOf, setupOf } from "../support/box-office.ts";
import type { Random } from "./random.ts";

const hourMs = 3_600_000;

/** An event that is simulated: small, so that fans meet. */
export interface Stage {
  readonly eventId: EventId;
  readonly shape: PlanShape;
  readonly seatCount: number;
  /** By seat. */
  readonly category: readonly number[];
  readonly rules: Partial<SaleRules> & Pick<SaleRules, "holdSeconds" | "fees" | "delayedPaymentHours">;
}

export const newStage = (random: Random, now: number): Stage => {
  const rows = Array.from({ length: random.between(2, 5) }, () => random.between(4, 10));
  const generalAdmission = random.chance(0.3) ? random.between(3, 12) : 0;
  const categories = random.between(1, 2);
  const shape: PlanShape = { rows, categories, generalAdmission, aislesAfter: random.chance(0.3) ? [2] : [] };
  const plan = planOf(shape);
  return {
    eventId: newEventId(random.bytes),
    shape,
    seatCount: plan.seatCount,
    category: [...plan.category],
    rules: {
      holdSeconds: random.pick([60, 300, 600, 600, 1800]),
      maxTicketsPerOrder: random.pick([4, 6, 8]),
      preventSingleSeats: random.chance(0.3),
      fees: {
        ticketMinor: random.pick([0, 150]),
        orderMinor: random.pick([0, 320]),
        refundable: random.chance(0.5),
      },
      startsAt: now + random.between(1, 6) * 24 * hourMs,
      refundHoursBefore: random.pick([null, 2, 24]),
      delayedPaymentHours: random.pick([0, 0, 2, 30]),
      offerEquivalentSeats: random.chance(0.5),
      // Some events cost nothing.
      ...(random.chance(0.06) ? { pricesMinor: Array.from({ length: categories }, () => 0) } : {}),
    },
  };
};

export const setupOfStage = (
  { eventId, shape, rules }: Stage,
  changes: Partial<SaleRules>,
  blocked: readonly number[],
): BoxOfficeSetup => setupOf(eventId, shape, { ...rules, ...changes }, blocked);
