import type { Facts, OrderFact, OrderSeen, SaleFact, Violation } from "./facts.ts";

const isPaid = (status: string): boolean =>
  status !== "missing" && status !== "awaiting_payment" && status !== "expired" && status !== "canceled";

const ended: readonly string[] = ["confirmed", "expired", "canceled", "refunded"];
const endedHold: readonly string[] = ["sold", "expired", "released"];

/** Every answered confirm has its order, one page for all who ask, and what is paid stays paid. */
export const brokenOrders = ({ confirms, orders }: Facts): readonly Violation[] => {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const pages = Map.groupBy(confirms, ({ orderId }) => orderId);
  return [
    ...confirms.flatMap(({ orderId, holdId, at }): Violation[] => {
      const isItsOwn = orderId.slice(4) === holdId.slice(4);
      const gone = byId.get(orderId)?.looks.some((look) => look.sentAt >= at && look.status === "missing");
      if (isItsOwn && !gone) return [];
      const detail = isItsOwn ? "there is no such order any more" : `is not the order of ${holdId}`;
      return [{ rule: "confirm_without_order", about: orderId, detail }];
    }),
    ...[...pages].flatMap(([orderId, answers]): Violation[] => {
      const urls = new Set(answers.map(({ checkoutUrl }) => checkoutUrl).filter((url) => url !== null));
      return urls.size > 1
        ? [{ rule: "two_payment_pages", about: orderId, detail: [...urls].join(" ") }]
        : [];
    }),
    ...orders.flatMap(wentBack),
  ];
};

const wentBack = ({ id, looks }: OrderFact): Violation[] => {
  const paidAt = Math.min(...looks.filter(({ status }) => isPaid(status)).map(({ at }) => at));
  return looks
    .filter(({ sentAt, status }) => sentAt >= paidAt && !isPaid(status))
    .slice(0, 1)
    .map(({ status }) => ({ rule: "order_went_back", about: id, detail: `it was paid, then ${status}` }));
};

const inOrder = (seats: readonly number[]): string => seats.toSorted((a, b) => a - b).join(" ");
const refundsAs = (refunds: OrderSeen["refunds"]): string =>
  refunds
    .map(({ id, amountMinor, status }) => `${id} ${amountMinor} ${status}`)
    .toSorted()
    .join(", ");
const described = (order: OrderSeen & { readonly status: string }): string =>
  `${order.status}, ${order.totalMinor} with ${order.feesMinor} fees, seats ${inOrder(order.live)}, refunds ${refundsAs(order.refunds)}`;

/** Postgres has the orders on which there is money. */
const asSold = (seen: OrderSeen & { readonly status: string }): string =>
  isPaid(seen.status) ? described(seen) : "none";
const asSoldIn = (sale: SaleFact): string => {
  const live = sale.tickets.filter(({ status }) => status === "valid").map(({ seatNo }) => seatNo);
  return described({ ...sale, live });
};

/** When all has settled: nothing waits, nobody can pay any more, and Postgres says what the box office says. */
export const unsettledOrders = ({ holds, orders, confirms, settled }: Facts): readonly Violation[] => {
  if (!settled) return [];
  const violations: Violation[] = [];
  for (const { id, looks } of holds) {
    const status = looks.at(-1)?.status ?? "missing";
    if (!endedHold.includes(status)) violations.push({ rule: "order_stuck", about: id, detail: status });
  }
  const saleOf = new Map(settled.sales.map((sale) => [sale.orderId, sale]));
  for (const { id, looks } of orders) {
    const last = looks.at(-1) ?? { status: "missing" as const };
    const sale = saleOf.get(id);
    saleOf.delete(id);
    // An unanswered confirm may have made no order.
    if (last.status === "missing") {
      if (sale) violations.push({ rule: "records_differ", about: id, detail: "only Postgres has it" });
      continue;
    }
    if (!ended.includes(last.status))
      violations.push({ rule: "order_stuck", about: id, detail: last.status });
    const [here, there] = [asSold(last), sale ? asSoldIn(sale) : "none"];
    if (here !== there)
      violations.push({ rule: "records_differ", about: id, detail: `${here}; in Postgres ${there}` });
  }
  for (const id of saleOf.keys())
    violations.push({
      rule: "records_differ",
      about: id,
      detail: "Postgres has it, and no fan asked for it",
    });
  // A Session that nobody was given the address of may be left to end by itself.
  const given = new Set(confirms.map(({ checkoutUrl }) => checkoutUrl));
  for (const { id, status, url, orderId } of settled.sessions)
    if (status === "open" && given.has(url))
      violations.push({ rule: "page_left_open", about: orderId ?? id, detail: `${id} can still be paid` });
  return violations;
};
