import type { OrderId } from "../domain/ids.ts";
import type { Telling } from "../payments/reports.ts";
import type { RecordedPayment } from "./ports.ts";

/** As far as the report itself says. */
export const orderIdIn = (report: Telling): OrderId | null => {
  if (report.kind === "refund") return report.refund.orderId;
  if (report.kind === "dispute") return report.dispute.orderId;
  return report.payment.orderId;
};

export const paymentIntentIn = (report: Telling): string | null => {
  if (report.kind === "refund") return report.refund.paymentIntentId;
  if (report.kind === "dispute") return report.dispute.paymentIntentId;
  return report.payment.paymentIntentId;
};

/** Two reports with the same key say the same. */
export const keyOf = (report: Telling): string => {
  if (report.kind === "refund") return `refund ${report.refund.providerId} ${report.refund.status}`;
  if (report.kind === "dispute") return `dispute ${report.dispute.disputeId} ${report.dispute.status}`;
  return `${report.kind} ${report.payment.sessionId}`;
};

export const withOrder = (report: Telling, orderId: OrderId): Telling => {
  if (report.kind === "refund") return { ...report, refund: { ...report.refund, orderId } };
  if (report.kind === "dispute") return { ...report, dispute: { ...report.dispute, orderId } };
  return report;
};

/**
 * Whether Postgres shows that the box office has heard of it: what Postgres has came from there. So of a busy day's events only
 * those that went astray are told again. Disputes are few, and always told.
 */
export const isHeardOf = (report: Telling, recorded: RecordedPayment | undefined): boolean => {
  if (!recorded) return false;
  switch (report.kind) {
    case "paid":
    case "under_way": {
      const { paymentIntentId } = report.payment;
      // What was paid once too often, or for seats that were gone, is known by the refund that it came to.
      const payments = [recorded, ...recorded.refunds].map((each) => each.paymentIntentId);
      return paymentIntentId !== null && payments.includes(paymentIntentId);
    }
    case "failed":
      return true;
    case "refund": {
      const { providerId, status } = report.refund;
      const known = recorded.refunds.find((refund) => refund.providerId === providerId);
      if (!known) return false;
      if (known.status === "succeeded") return status !== "failed";
      return known.status === status || known.status === "failed" || known.status === "canceled";
    }
    case "dispute":
      return false;
  }
};
