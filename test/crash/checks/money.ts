import type { RefundFact, SaleFact, SettledFacts, Violation } from "./facts.ts";

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What the house may keep of a sale: its live tickets, and its fee while there is one. */
export const keptFor = (sale: SaleFact): number => {
  const live = sale.tickets.filter(({ status }) => status === "valid");
  return live.length > 0 ? sum(live.map(({ priceMinor }) => priceMinor)) + sale.feeMinor : 0;
};

/** Under way or done; one that failed or was canceled gave nothing back. */
const givesBack = ({ status }: RefundFact): boolean => status === "succeeded" || status === "pending";

/** Money taken at Stripe = live tickets + fees + refunds under way or done, for each order by itself. */
export const moneyViolations = ({ sales, payments, refunds }: SettledFacts): readonly Violation[] => {
  const saleOf = new Map(sales.map((sale) => [sale.orderId, sale]));
  const violations: Violation[] = [];
  const broken = (about: string, detail: string): void => {
    violations.push({ rule: "money", about, detail });
  };
  const ids = new Set([...saleOf.keys(), ...payments.map(({ orderId }) => orderId)]);
  for (const id of ids) {
    const theirs = payments.filter(({ orderId }) => orderId === id);
    if (id === null) {
      for (const { paymentIntentId } of theirs) broken(paymentIntentId, "a payment for no order");
      continue;
    }
    const intents = theirs.map(({ paymentIntentId }) => paymentIntentId);
    const back = refunds.filter((each) => intents.includes(each.paymentIntentId) && givesBack(each));
    const taken = sum(theirs.map(({ amountMinor }) => amountMinor));
    const returned = sum(back.map(({ amountMinor }) => amountMinor));
    const sale = saleOf.get(id);
    const kept = sale ? keptFor(sale) : 0;
    if (taken !== kept + returned)
      broken(id, `taken ${taken}; its tickets and fee are worth ${kept}, refunds come to ${returned}`);
    if (!sale) continue;
    const parts = sum(sale.tickets.map(({ priceMinor }) => priceMinor)) + sale.feeMinor;
    if (parts !== sale.totalMinor)
      broken(id, `the total is ${sale.totalMinor}, its tickets and fee come to ${parts}`);
    if (sale.paymentIntentId !== null && !intents.includes(sale.paymentIntentId))
      broken(
        id,
        `Postgres has it paid by ${sale.paymentIntentId}, Stripe by ${intents.join(", ") || "none"}`,
      );
  }
  return violations;
};
