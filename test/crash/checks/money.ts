import type { EventFact, RefundRecordFact, SaleFact, SettledFacts, Violation } from "./facts.ts";

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const amountsOf = (of: readonly { readonly amountMinor: number }[]): number =>
  sum(of.map(({ amountMinor }) => amountMinor));

/** Begun, under way or done; one that failed or was canceled gave nothing back. */
const isGivenBack = ({ status }: { readonly status: string }): boolean =>
  status === "succeeded" || status === "pending" || status === "created";

/** What the house may keep of a sale: its live tickets, and the fees that did not go back. Where no ticket was given nothing is kept. */
export const keptFor = ({ tickets, feesMinor, refunds }: SaleFact): number => {
  if (tickets.length === 0) return 0;
  const live = tickets.filter(({ status }) => status === "valid");
  const back = refunds.filter(isGivenBack).map((refund) => refund.feesMinor);
  return sum(live.map(({ priceMinor }) => priceMinor)) + feesMinor - sum(back);
};

/** Given back by hand, and nobody can tell for what: the order is flagged, and until a person has said it less may be kept than it is worth. */
const isUnclear = ({ refunds }: SaleFact): boolean =>
  refunds.some(
    ({ reason, seats, feesMinor }) => reason === "made_at_provider" && seats.length + feesMinor === 0,
  );

/** Money taken = live tickets + fees kept + refunds begun, under way or done, for each order by itself, at Stripe and in Postgres. */
export const moneyViolations = (settled: SettledFacts): readonly Violation[] => {
  const { sales, payments, refunds, events } = settled;
  const saleOf = new Map(sales.map((sale) => [sale.orderId, sale]));
  const byOrder = Map.groupBy(payments, ({ orderId }) => orderId);
  const byIntent = Map.groupBy(refunds.filter(isGivenBack), ({ paymentIntentId }) => paymentIntentId);
  const violations: Violation[] = [];
  const broken = (about: string, detail: string): void => {
    violations.push({ rule: "money", about, detail });
  };
  for (const { paymentIntentId } of byOrder.get(null) ?? [])
    broken(paymentIntentId, "a payment for no order");
  for (const id of new Set([...saleOf.keys(), ...byOrder.keys()])) {
    if (id === null) continue;
    const theirs = byOrder.get(id) ?? [];
    const intents = theirs.map(({ paymentIntentId }) => paymentIntentId);
    const taken = amountsOf(theirs);
    const returned = amountsOf(intents.flatMap((intent) => byIntent.get(intent) ?? []));
    const sale = saleOf.get(id);
    const kept = sale ? keptFor(sale) : 0;
    const isWhole = sale && isUnclear(sale) ? taken <= kept + returned : taken === kept + returned;
    if (!isWhole)
      broken(
        id,
        `taken ${taken}; its tickets and the fees kept are worth ${kept}, refunds come to ${returned}`,
      );
    if (!sale) continue;
    const recorded = amountsOf(sale.refunds.filter(isGivenBack));
    if (recorded !== returned) broken(id, `${returned} went back; in Postgres ${recorded}`);
    if (sale.paymentIntentId !== null && !intents.includes(sale.paymentIntentId))
      broken(
        id,
        `Postgres has it paid by ${sale.paymentIntentId}, Stripe by ${intents.join(", ") || "none"}`,
      );
    const event = events.find(({ id: eventId }) => eventId === sale.eventId);
    for (const fault of faultsOf(sale, event)) broken(id, fault);
  }
  return violations;
};

/** Whether a sale is right in itself, and by the fees of its event. */
const faultsOf = (sale: SaleFact, event: EventFact | undefined): string[] => {
  const { tickets, totalMinor, feesMinor, refundedMinor, paymentIntentId } = sale;
  const own = sale.refunds.filter((refund) => refund.paymentIntentId === paymentIntentId);
  const back = amountsOf(own.filter(isGivenBack));
  const parts = sum(tickets.map(({ priceMinor }) => priceMinor)) + feesMinor;
  const due = event && tickets.length * event.fees.ticketMinor + event.fees.orderMinor;
  const faults = [
    back !== refundedMinor && `${refundedMinor} is noted as refunded, its refunds come to ${back}`,
    tickets.length > 0 &&
      parts !== totalMinor &&
      `the total is ${totalMinor}, its tickets and fees come to ${parts}`,
    tickets.length > 0 &&
      due !== undefined &&
      due !== feesMinor &&
      `its fees are ${feesMinor}; by the event ${due}`,
    ...sale.refunds.map((refund) => event && wrongFees(refund, sale, event)),
  ];
  return faults.filter((fault) => typeof fault === "string");
};

/** A fan has the fees back when the event says so, the order's with the last ticket; from a cancellation always all that is left. */
const wrongFees = (refund: RefundRecordFact, sale: SaleFact, { fees }: EventFact): string | false => {
  if (refund.reason !== "tickets_returned" || refund.by !== "fan") return false;
  const before = sale.refunds.slice(0, sale.refunds.indexOf(refund)).flatMap(({ seats }) => seats);
  const isLast = before.length + refund.seats.length === sale.tickets.length;
  const due = fees.refundable ? refund.seats.length * fees.ticketMinor + (isLast ? fees.orderMinor : 0) : 0;
  return refund.feesMinor !== due && `${refund.id} gives ${refund.feesMinor} of fees back, not ${due}`;
};
