import { refundsEndAt } from "../refund-policy.ts";
import type { SaleRules } from "./setup.ts";

export interface ReturnTerms {
  readonly withFees: boolean;
}

/** By which terms a fan may give tickets back at this moment; null: not by himself. A window after a reschedule gives everything back. */
export const returnTermsOf = (rules: SaleRules, now: number): ReturnTerms | null => {
  const { refundWindowEndsAt, fees } = rules;
  if (rules.canceled) return null;
  if (refundWindowEndsAt !== null && now < refundWindowEndsAt) return { withFees: true };
  const until = refundsEndAt(rules);
  return until !== null && now < until ? { withFees: fees.refundable } : null;
};

/** Until when a fan may give tickets back, by the policy or in a window, whichever ends later; null: at no time. */
export const returnableUntilOf = (rules: SaleRules): number | null => {
  if (rules.canceled) return null;
  const ends = [rules.refundWindowEndsAt, refundsEndAt(rules)].filter((at) => at !== null);
  return ends.length > 0 ? Math.max(...ends) : null;
};
