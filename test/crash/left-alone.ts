import { setTimeout as sleep } from "node:timers/promises";
import type { Violation } from "./checks/facts.ts";
import type { Machine } from "./machine/machine.ts";
import { readSales } from "./machine/sales-books.ts";
import { readHeard, readStripe } from "./machine/stripe-books.ts";
import type { Shop } from "./shop/shop.ts";

/**
 * What has to end though nobody asks, seen from outside: pages of short holds that can be paid, payments of these, or that the
 * Worker has heard of, of which Postgres knows nothing, refunds that are not done, and orders of a canceled event. Who paid by a
 * debit may have other seats on offer, and is asked.
 */
const leftAlone = async (machine: Machine, { sales, ledger }: Shop): Promise<readonly Violation[]> => {
  const isOf =
    (some: readonly { readonly id: string }[]) =>
    (orderId: string | null): boolean =>
      some.some(({ id }) => id.slice(4) === orderId?.slice(4, 16));
  const endsSoon = isOf(sales.filter((sale) => sale.endsSoon));
  const { confirms, cancellations } = ledger.facts(null);
  const isCanceled = isOf(cancellations.map(({ eventId }) => ({ id: eventId })));
  const heard = await readHeard(machine);
  const given = new Set(confirms.map(({ checkoutUrl }) => checkoutUrl));
  const { sessions, payments } = await readStripe(machine);
  const sold = await readSales(machine);
  const known = new Set(sold.map(({ orderId }) => orderId));
  const stuck = [
    ...sessions.filter(
      ({ status, url, orderId }) => status === "open" && given.has(url) && endsSoon(orderId),
    ),
    ...payments
      .filter(({ orderId }) => (endsSoon(orderId) || heard.has(orderId ?? "")) && !known.has(orderId ?? ""))
      .filter(({ orderId }) => !ledger.isByDebit(orderId ?? "")),
    ...sold.filter(
      ({ orderId, status, refunds }) =>
        status === "refunding" ||
        refunds.some((refund) => refund.status === "created" || refund.status === "pending") ||
        (isCanceled(orderId) && status !== "refunded"),
    ),
  ];
  return stuck.map((each) => ({
    rule: "order_stuck",
    about: each.orderId ?? "",
    detail: "it does not come to its end while nobody asks",
  }));
};

/**
 * Nobody asks anything any more: the box office has only its alarm, and what Stripe still tells. Answers with what has not come to
 * its end when the patience is over.
 */
export const leaveAlone = async (
  machine: Machine,
  shop: Shop,
  patienceSeconds: number,
): Promise<readonly Violation[]> => {
  const patience = Date.now() + patienceSeconds * 1000;
  for (;;) {
    const stuck = await leftAlone(machine, shop);
    if (stuck.length === 0 || Date.now() > patience) return stuck;
    await sleep(250);
  }
};
