import { refundsEndAt } from "../refund-policy.ts";
import type { SaleRules } from "./setup.ts";

export interface ReturnTerms {
  /** Until when a fan may give tickets back, epoch milliseconds. */
  readonly until: number;
  readonly withFees: boolean;
}

/** By which terms a fan may give tickets back at this moment; null: not by himself. A window after a reschedule gives everything back. */
export const returnTermsOf = (rules: SaleRules, now: number): ReturnTerms | null => {
  const { refundWindowEndsAt, fees } = rules;
  if (rules.canceled) return null;
  if (refundWindowEndsAt !== null && now < refundWindowEndsAt)
    return { until: refundWindowEndsAt, withFees: true };
  const until = refundsEndAt(rules);
  return until !== null && now < until ? { until, withFees: fees.refundable } : null;
};
