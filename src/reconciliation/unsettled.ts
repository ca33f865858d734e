import type { Telling } from "../payments/reports.ts";
import type { Unsettled } from "./cursor.ts";
import type { Run } from "./run.ts";
import { keyOf, orderIdIn, paymentIntentIn } from "./telling.ts";

export type NotTaken = Pick<Unsettled, "report" | "code">;

/** Each is some hundred bytes in the cursor. Where there are more, something is wrong that the first ones show. */
const mostUnsettled = 200;
/** So long Stripe itself tells of it. */
const rememberedMs = 30 * 24 * 3600_000;

/** Each once, as first heard of; money whose refund was heard of as well is nobody's concern any more. */
export const unsettledWith = (
  before: readonly Unsettled[],
  notTaken: readonly NotTaken[],
  heard: readonly Telling[],
  now: number,
): readonly Unsettled[] => {
  const all = new Map(before.map((each) => [keyOf(each.report), each]));
  for (const { report, code } of notTaken) {
    const key = keyOf(report);
    all.set(key, { report, code, since: all.get(key)?.since ?? now });
  }
  return [...all.values()]
    .filter(({ report, since }) => since > now - rememberedMs && !isBack(report, heard))
    .slice(0, mostUnsettled);
};

const isBack = (report: Telling, heard: readonly Telling[]): boolean =>
  report.kind === "paid" &&
  heard.some(
    (other) =>
      other.kind === "refund" &&
      other.refund.status === "succeeded" &&
      other.refund.paymentIntentId === report.payment.paymentIntentId &&
      other.refund.amountMinor >= report.payment.amountMinor,
  );

export const reportUnsettled = (run: Run): void => {
  for (const { report, code } of run.cursor().unsettled) {
    const where = [orderIdIn(report), paymentIntentIn(report)].filter((id) => id !== null);
    if (report.kind === "paid" && code === "order_not_found") {
      const { amountMinor, currency, sessionId } = report.payment;
      const detail = `${amountMinor} ${currency} were paid for an order that its box office does not know.`;
      run.differences.push({
        kind: "money_without_order",
        where: [...where, sessionId],
        detail,
        repaired: false,
      });
    } else
      run.differences.push({
        kind: "report_not_taken",
        where,
        detail: `${keyOf(report)}: ${code}`,
        repaired: false,
      });
  }
};
