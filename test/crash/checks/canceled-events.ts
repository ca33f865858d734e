import type { CancellationFact, Facts, SettledFacts, Violation } from "./facts.ts";

const broken = (about: string, detail: string): Violation => ({ rule: "event_canceled", about, detail });
const isOf =
  ({ eventId }: CancellationFact) =>
  ({ orderId }: { readonly orderId: string | null }): boolean =>
    orderId?.slice(4, 16) === eventId.slice(4);

/** Nothing is sold of it any more; in the end nobody has a ticket, and whoever had one has all that it cost. */
export const canceledEventViolations = (facts: Facts): readonly Violation[] =>
  facts.cancellations.flatMap((canceled) => [
    ...facts.holds
      .filter(
        ({ eventId, sentAt }) =>
          eventId === canceled.eventId && sentAt >= (canceled.answeredAt ?? sentAt + 1),
      )
      .map(({ id }) => broken(id, "it was given when the event was canceled")),
    ...(facts.settled ? notGivenBack(canceled, facts.settled) : []),
  ]);

const notGivenBack = (
  canceled: CancellationFact,
  { sales, payments, refunds }: SettledFacts,
): readonly Violation[] => {
  const violations = canceled.answeredAt === null ? [broken(canceled.eventId, "it was not canceled")] : [];
  // Who has given all tickets back before has what the event's terms gave.
  const before = new Set<string>();
  for (const { orderId, status, tickets, refunds: records } of sales.filter(isOf(canceled))) {
    const isLive = tickets.some((ticket) => ticket.status === "valid");
    if (status !== "refunded" || isLive)
      violations.push(broken(orderId, `it is ${status}${isLive ? " and has live tickets" : ""}`));
    const returned = records
      .filter(({ reason }) => reason === "tickets_returned")
      .flatMap(({ seats }) => seats);
    if (tickets.length > 0 && returned.length === tickets.length) before.add(orderId);
  }
  const back = Map.groupBy(
    refunds.filter(({ status }) => status === "succeeded"),
    ({ paymentIntentId }) => paymentIntentId,
  );
  for (const { orderId, paymentIntentId, amountMinor } of payments.filter(isOf(canceled))) {
    const returned = (back.get(paymentIntentId) ?? []).reduce((sum, refund) => sum + refund.amountMinor, 0);
    if (returned !== amountMinor && !before.has(orderId ?? ""))
      violations.push(broken(orderId ?? "", `${amountMinor} was paid, and ${returned} is back`));
  }
  return violations;
};
