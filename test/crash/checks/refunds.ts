import type {
  Facts,
  OrderFact,
  OrderSeen,
  RefundFact,
  RefundRecordFact,
  SettledFacts,
  Violation,
} from "./facts.ts";

const notOnce = (about: string, detail: string): Violation => ({ rule: "refund_not_once", about, detail });
const lost = (about: string, detail: string): Violation => ({ rule: "refund_lost", about, detail });

const isOf = (record: RefundRecordFact, { id, refundId }: RefundFact): boolean =>
  refundId === record.id || (refundId === null && id === record.providerId);

const isNothing = ({ amountMinor, paymentIntentId }: RefundRecordFact): boolean =>
  amountMinor === 0 || paymentIntentId === null;

/** Canceled before Stripe was asked: the money went back in another way. */
const wasNotAskedFor = ({ status, providerId }: RefundRecordFact): boolean =>
  status === "canceled" && providerId === null;

const differs = (record: RefundRecordFact, atStripe: RefundFact): boolean =>
  record.amountMinor !== atStripe.amountMinor ||
  record.paymentIntentId !== atStripe.paymentIntentId ||
  record.status !== atStripe.status ||
  record.providerId !== atStripe.id;

/** Every refund on record is at Stripe once and only once, as it is on record; and the other way round. */
export const refundViolations = (
  { returns }: Facts,
  { sales, refunds }: SettledFacts,
): readonly Violation[] => {
  const records = sales.flatMap((sale) => sale.refunds.map((record) => ({ record, orderId: sale.orderId })));
  const byRecord = Map.groupBy(refunds, ({ refundId, id }) => refundId ?? id);
  const theirs = (record: RefundRecordFact): readonly RefundFact[] =>
    [record.id, record.providerId ?? ""].flatMap((name) => byRecord.get(name) ?? []);
  const known = new Set<string>();
  const violations: Violation[] = [];
  for (const { record } of records) {
    const found = theirs(record).filter((refund) => isOf(record, refund));
    for (const { id } of found) {
      if (known.has(id)) violations.push(notOnce(id, "two records are of it"));
      known.add(id);
    }
    const due = isNothing(record) || wasNotAskedFor(record) ? 0 : 1;
    if (found.length !== due) violations.push(notOnce(record.id, `it is at Stripe ${found.length} times`));
    const [first] = found;
    if (due === 1 && first && differs(record, first))
      violations.push(notOnce(record.id, `${JSON.stringify(record)}; at Stripe ${JSON.stringify(first)}`));
  }
  for (const { id, refundId } of refunds)
    if (!known.has(id)) violations.push(notOnce(id, `made for ${refundId ?? "nothing"}, and not on record`));
  const ofKey = Map.groupBy(
    records.filter(({ record }) => record.key !== null),
    ({ record, orderId }) => `${orderId} ${record.key}`,
  );
  for (const [key, some] of ofKey)
    if (some.length > 1) violations.push(notOnce(key, `${some.length} refunds were made of one request`));
  for (const { orderId, key } of returns)
    if (!ofKey.has(`${orderId} ${key}`)) violations.push(lost(orderId, `what was asked with ${key} is gone`));
  return violations;
};

const rank = { created: 0, pending: 1, succeeded: 2, failed: 3, canceled: 3 } as const;

/** A refund that a fan has seen stays, and gets on; a ticket that was void is never good again. */
export const lostRefunds = ({ orders }: Facts): readonly Violation[] =>
  orders.flatMap(({ id, looks }) => {
    const faults = looks.flatMap((before, i) =>
      looks.slice(i + 1).flatMap((after) => (after.sentAt >= before.at ? faultsOf(before, after) : [])),
    );
    return faults.slice(0, 1).map((detail) => lost(id, detail));
  });

type OrderLook = OrderFact["looks"][number];
const isSeen = (look: OrderLook): look is Extract<OrderLook, OrderSeen> => look.status !== "missing";

const faultsOf = (before: OrderLook, after: OrderLook): string[] => {
  if (!isSeen(before) || !isSeen(after)) return [];
  const ofRefunds = before.refunds.flatMap((refund) => {
    const later = after.refunds.find(({ id }) => id === refund.id);
    if (!later) return [`${refund.id} is gone`];
    const [was, is] = [refund, later].map((each) => `${each.amountMinor} ${each.status}`);
    const isAsItWas = later.amountMinor === refund.amountMinor && rank[later.status] >= rank[refund.status];
    return isAsItWas ? [] : [`${refund.id} was ${was}, then ${is}`];
  });
  const isSold = before.status === "paid" || before.status === "confirmed";
  const revived = isSold ? after.live.filter((seatNo) => !before.live.includes(seatNo)) : [];
  return [
    ...ofRefunds,
    ...revived.map((seatNo) => `the ticket of seat ${seatNo} was void, and is good again`),
  ];
};
