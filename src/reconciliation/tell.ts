import type { OrderView } from "../domain/box-office/contract.ts";
import { eventIdOf, type OrderId } from "../domain/ids.ts";
import type { Outcome } from "../domain/outcome.ts";
import { PaymentRefused, PaymentUnavailable } from "../payments/gateway.ts";
import { applyReport, type ReportReceipt, type Telling } from "../payments/reports.ts";
import type { Unsettled } from "./cursor.ts";
import { concerns, restoreBoxOffice, type Run } from "./run.ts";
import { isHeardOf, orderIdIn, paymentIntentIn, withOrder } from "./telling.ts";
import { type NotTaken, unsettledWith } from "./unsettled.ts";

/** Tells of one window what the box offices have not heard of. What they will not take yet is tried once more after the others. */
export const tellWindow = async (run: Run, events: readonly unknown[]): Promise<void> => {
  const reports: Telling[] = [];
  for (const event of events) {
    const report = run.ports.readEvent(event);
    if (report.kind === "malformed") reportUnreadable(run, event, `${report.at}: ${report.detail}`);
    else if (report.kind !== "other") reports.push(report);
  }
  const ours = [...new Set(reports.flatMap((report) => orderIdIn(report) ?? []))];
  run.budget.spend();
  const recorded = ours.length > 0 ? await run.ports.store.payments(ours) : new Map();
  const news = reports.filter((report) => {
    const orderId = orderIdIn(report);
    return orderId === null || !isHeardOf(report, recorded.get(orderId));
  });
  const notTaken = await tellEach(
    run,
    (await tellEach(run, news)).map(({ report }) => report),
  );
  const unsettled = unsettledWith(run.cursor().unsettled, notTaken, news, run.ports.now());
  await run.moveTo({ unsettled });
};

/** What no box office took before is told once more. */
export const tellAgain = async (run: Run): Promise<void> => {
  const { unsettled } = run.cursor();
  const notTaken = await tellEach(
    run,
    unsettled.map(({ report }) => report),
  );
  const isLeft = ({ report }: Unsettled): boolean => notTaken.some((each) => each.report === report);
  await run.moveTo({ unsettled: unsettledWith(unsettled.filter(isLeft), notTaken, [], run.ports.now()) });
};

/** Answers with those that were not taken. */
const tellEach = async (run: Run, reports: readonly Telling[]): Promise<readonly NotTaken[]> => {
  const notTaken: NotTaken[] = [];
  for (const report of reports) {
    const code = await tell(run, report);
    if (code !== null) notTaken.push({ report, code });
  }
  return notTaken;
};

/** Why it was not taken; null: it is on record, was before, or is not ours. */
const tell = async (run: Run, report: Telling): Promise<string | null> => {
  try {
    const orderId = orderIdIn(report) ?? (await askWhose(run, report));
    return orderId === null ? null : await tellOrder(run, withOrder(report, orderId), orderId);
  } catch (error) {
    // Nothing can be learned from a provider that is away; a box office that fails is one of many.
    if (error instanceof PaymentUnavailable) throw error;
    return error instanceof Error ? error.message : String(error);
  }
};

const askWhose = async (run: Run, report: Telling): Promise<OrderId | null> => {
  run.budget.spend();
  try {
    return await run.ports.payments.orderOf(paymentIntentIn(report) ?? "");
  } catch (error) {
    if (error instanceof PaymentRefused) return null;
    throw error;
  }
};

const tellOrder = async (run: Run, report: Telling, orderId: OrderId): Promise<string | null> => {
  const eventId = eventIdOf(orderId);
  if (!concerns(run, eventId)) return null;
  const office = run.ports.boxOfficeOf(eventId);
  const look = (): Promise<Outcome<OrderView>> => {
    run.budget.spend();
    return office.viewOrder(null, orderId);
  };
  let before = await look();
  if (!before.ok && before.refusal.code === "event_not_found" && (await restoreBoxOffice(run, eventId)))
    before = await look();
  run.budget.spend();
  const receipt = await applyReport(report, {
    boxOfficeOf: () => office,
    orderOf: async () => orderId,
    live: run.ports.live,
    // What is refused stands in the report of the sweep.
    log: () => {},
  });
  const why = notTakenBecause(report, receipt);
  if (why !== null) return why;
  const after = await look();
  if (before.ok && after.ok && standingOf(before.value) !== standingOf(after.value))
    run.differences.push({
      kind: "report_missed",
      where: [orderId, ...[paymentIntentIn(report) ?? []].flat()],
      detail: `${report.kind}: was ${before.value.status}, is ${after.value.status}`,
      repaired: true,
    });
  return null;
};

const notTakenBecause = (report: Telling, receipt: ReportReceipt): string | null => {
  if (receipt.outcome === "later") return receipt.code;
  if (receipt.outcome !== "refused") return null;
  // A payment that is not what was due is on record, flagged, and goes back. Of an order that nobody knows only money matters.
  return receipt.code === "order_not_found" && report.kind === "paid" ? receipt.code : null;
};

/** What a report changes; that an order is handed over to Postgres meanwhile is no such change. */
const standingOf = ({ status, revision, closing, underWayUntil }: OrderView): string =>
  [status === "awaiting_payment", revision, closing, underWayUntil].join();

const reportUnreadable = (run: Run, event: unknown, detail: string): void => {
  const id = typeof event === "object" && event !== null && "id" in event ? String(event.id) : "an event";
  run.differences.push({ kind: "report_unreadable", where: [id], detail, repaired: false });
};
