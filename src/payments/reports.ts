import type { BoxOfficeContract, OrderStatus, OrderView } from "../domain/box-office/contract.ts";
import { type EventId, eventIdOf, type OrderId } from "../domain/ids.ts";
import type { Outcome, RefusalCode } from "../domain/outcome.ts";
import type { IgnoredBecause, Report } from "./stripe-event.ts";

export type { Report };

/** The side of a box office that hears of payments. */
export type PaymentsDesk = Pick<
  BoxOfficeContract,
  "settle" | "paymentUnderWay" | "paymentFailed" | "refundReported" | "disputeReported" | "flag"
>;

export interface ReportPorts {
  readonly boxOfficeOf: (eventId: EventId) => PaymentsDesk;
  readonly orderOf: (paymentIntentId: string) => Promise<OrderId | null>;
  /** Whether money moves here: with a live key. */
  readonly live: boolean;
  /** One line for an operator. */
  readonly log: (line: string) => void;
}

/**
 * What became of a report. A payment that the box office refuses for good (`refused`) is not lost: it is logged whole, and one that is
 * not what its order costs goes back. `later`: it is to be told again.
 */
export type ReportReceipt =
  | { readonly outcome: "settled"; readonly orderId: OrderId; readonly status: OrderStatus }
  | { readonly outcome: "refused" | "later"; readonly orderId: OrderId; readonly code: RefusalCode }
  | { readonly outcome: "ignored"; readonly reason: IgnoredBecause };

/**
 * These say how it is, not how it is just now. An order is recorded before its Session is made, so it is never merely late; a box
 * office that does not know its own event may have lost its storage, and knows it again when it is set up again; and a refund or a
 * dispute may be heard of before its payment.
 */
const final: readonly RefusalCode[] = ["order_not_found", "payment_mismatch", "order_closed", "hold_expired"];

/** Tells the box office of an order what the provider reports of it. Any number of times, in any order, to the same result. */
export const applyReport = async (
  report: Exclude<Report, { kind: "malformed" }>,
  ports: ReportPorts,
): Promise<ReportReceipt> => {
  if (report.kind === "other") return { outcome: "ignored", reason: report.why };
  const orderId = await orderOf(report, ports);
  if (!orderId) return { outcome: "ignored", reason: "not_ours" };
  const office = ports.boxOfficeOf(eventIdOf(orderId));
  if (report.live !== ports.live) return await flagWrongMode(report, orderId, office, ports);
  const outcome = await tell(report, orderId, office);
  if (outcome.ok) return { outcome: "settled", orderId, status: outcome.value.status };
  const { code, detail } = outcome.refusal;
  ports.log(JSON.stringify({ message: "a report of a payment was refused", code, detail, report }));
  return { outcome: final.includes(code) ? "refused" : "later", orderId, code };
};

/** A report that concerns an order. */
export type Telling = Exclude<Report, { kind: "malformed" | "other" }>;

const orderOf = async (report: Telling, { orderOf }: ReportPorts): Promise<OrderId | null> => {
  switch (report.kind) {
    case "refund":
      return report.refund.orderId ?? (await orderOf(report.refund.paymentIntentId));
    case "dispute":
      return report.dispute.orderId ?? (await orderOf(report.dispute.paymentIntentId));
    default:
      return report.payment.orderId;
  }
};

const tell = (report: Telling, orderId: OrderId, office: PaymentsDesk): Promise<Outcome<OrderView>> => {
  switch (report.kind) {
    case "paid":
      return office.settle(report.payment);
    case "under_way":
      return office.paymentUnderWay(report.payment);
    case "failed":
      return office.paymentFailed(report.payment);
    case "refund":
      return office.refundReported({ ...report.refund, orderId });
    case "dispute":
      return office.disputeReported({ ...report.dispute, orderId });
  }
};

/** Money of a test confirms nothing where money is real, nor the other way round; and no key here could give it back. */
const flagWrongMode = async (
  report: Telling,
  orderId: OrderId,
  office: PaymentsDesk,
  { live, log }: ReportPorts,
): Promise<ReportReceipt> => {
  const detail = `Reported of ${report.live ? "live" : "test"} mode; this is ${live ? "live" : "test"} mode.`;
  log(JSON.stringify({ message: "a report of the other mode", detail, report }));
  await office.flag(orderId, { code: "wrong_mode", detail });
  return { outcome: "refused", orderId, code: "payment_mismatch" };
};
