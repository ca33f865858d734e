import type { OrderView } from "../domain/box-office/contract.ts";
import { eventIdOf, type OrderId, ticketIdOf } from "../domain/ids.ts";
import type { DifferenceKind } from "./difference.ts";
import type { RecordedOrder } from "./ports.ts";

/** What may be wrong with one order at one look. Only what is found at two looks is a difference: between them things move on. */
export interface Finding {
  readonly kind: DifferenceKind;
  readonly orderId: OrderId;
  readonly detail: string;
  /** The tickets that differ. */
  readonly tickets: readonly string[];
  /** All that are live on one side or the other. */
  readonly live: readonly string[];
  readonly remedy: Remedy;
  /** The same at two looks: nothing has happened to it between them. */
  readonly key: string;
}

/**
 * `hand_over`: the box office has the money on record, so it tells Postgres again. `hurry`: it owes this, and does it now. `restore`:
 * Postgres has a sale that the box office lost. `ask`: Stripe knows how the payment ended. `none`: more than one answer may be right.
 */
export type Remedy = "hand_over" | "hurry" | "restore" | "ask" | "none";

/** A hold that ended so long ago is known to be paid or not: closing it takes seconds. */
const longOverMs = 15 * 60_000;
/** A refund is asked for at once. */
const longAskedMs = 10 * 60_000;

/** Both by id, both of the same stretch of ids. */
export const compareOrders = (
  here: readonly OrderView[],
  there: readonly RecordedOrder[],
  now: number,
): readonly Finding[] => {
  const recorded = new Map(there.map((order) => [order.id, order]));
  const known = new Set(here.map(({ id }) => id));
  return [
    ...here.flatMap((order) => [...owedBy(order, now), ...differencesOf(order, recorded.get(order.id))]),
    ...there.filter(({ id }) => !known.has(id)).flatMap(lostAtBoxOffice),
  ];
};

const finding = (
  kind: DifferenceKind,
  remedy: Remedy,
  order: OrderView | RecordedOrder,
  detail: string,
  {
    tickets = [],
    recorded,
  }: { readonly tickets?: readonly string[]; readonly recorded?: RecordedOrder } = {},
): Finding => ({
  kind,
  remedy,
  orderId: order.id,
  detail,
  tickets,
  live: [...liveTickets(order), ...(recorded ? liveTickets(recorded) : [])],
  key: `${kind} ${order.id} ${order.revision}`,
});

const liveTickets = (order: OrderView | RecordedOrder): readonly string[] =>
  "tickets" in order
    ? order.tickets.flatMap(({ status, ticketId }) => (status === "valid" ? [ticketId] : []))
    : order.validSeats.map((seatNo) => ticketIdOf(eventIdOf(order.id), seatNo));

const owedBy = (order: OrderView, now: number): readonly Finding[] => {
  const endedAt = Math.max(order.expiresAt, order.underWayUntil ?? 0);
  if (order.status === "awaiting_payment" && endedAt < now - longOverMs)
    return [
      finding("order_not_closed", "ask", order, `Its time was over at ${new Date(endedAt).toISOString()}`),
    ];
  const waiting = order.refunds.filter(
    ({ status, createdAt }) => status === "created" && createdAt < now - longAskedMs,
  );
  if (waiting.length === 0) return [];
  const names = waiting.map(({ id }) => id).join(", ");
  return [finding("refund_waits", "hurry", order, `Stripe was not asked yet for ${names}`)];
};

const differencesOf = (order: OrderView, recorded: RecordedOrder | undefined): readonly Finding[] => {
  const has = (kind: DifferenceKind, remedy: Remedy, detail: string): readonly Finding[] => [
    finding(kind, remedy, order, detail, recorded ? { recorded } : {}),
  ];
  const { status, revision } = order;
  if (order.paidAt === null) {
    if (!recorded) return [];
    const detail = `It is ${status} at the box office, ${recorded.status} in Postgres`;
    const isOver = status === "expired" || status === "canceled";
    return isOver ? has("order_not_in_box_office", "restore", detail) : has("order_differs", "none", detail);
  }
  if (status === "offered") return [];
  if (recorded && recorded.revision > revision)
    return has(
      "order_ahead_in_postgres",
      "none",
      `Revision ${revision} here, ${recorded.revision} in Postgres`,
    );
  if (revision > order.recorded)
    return has("order_not_recorded", "hurry", `Postgres has not taken revision ${revision} yet`);
  if (!recorded) return has("order_not_in_postgres", "hand_over", `Postgres took revision ${revision} once`);
  if (recorded.revision < revision)
    return has(
      "order_old_in_postgres",
      "hand_over",
      `Postgres has revision ${recorded.revision} of ${revision}`,
    );
  return [...contentOf(order, recorded), ...ticketsOf(order, recorded)];
};

const lostAtBoxOffice = (recorded: RecordedOrder): readonly Finding[] => {
  // A box office that was set up again is not given back what is over.
  if (recorded.status === "refunded" && recorded.validSeats.length === 0) return [];
  const detail = `It is ${recorded.status} in Postgres`;
  return [finding("order_not_in_box_office", "restore", recorded, detail)];
};

const contentOf = (order: OrderView, recorded: RecordedOrder): readonly Finding[] => {
  const refundedMinor = order.refunds
    .filter(({ paymentIntentId }) => paymentIntentId === order.paymentIntentId)
    .filter(({ status }) => status === "created" || status === "pending" || status === "succeeded")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const refunds = order.refunds.map(({ id, status }) => `${id} ${status}`).toSorted();
  const here = [order.status, `${refundedMinor} refunded`, ...refunds].join(", ");
  const there = [recorded.status, `${recorded.refundedMinor} refunded`, ...recorded.refunds].join(", ");
  if (here === there) return [];
  return [finding("order_differs", "none", order, `Here: ${here}. In Postgres: ${there}`, { recorded })];
};

const ticketsOf = (order: OrderView, recorded: RecordedOrder): readonly Finding[] => {
  const here = liveTickets(order);
  const there = liveTickets(recorded);
  const onlyHere = here.filter((ticket) => !there.includes(ticket));
  const onlyThere = there.filter((ticket) => !here.includes(ticket));
  const tickets = [...onlyHere, ...onlyThere];
  if (tickets.length === 0) return [];
  const detail = `Live at the box office alone: ${listOf(onlyHere)}. In Postgres alone: ${listOf(onlyThere)}`;
  return [finding("tickets_differ", "none", order, detail, { tickets, recorded })];
};

const listOf = (names: readonly string[]): string => names.join(" ") || "none";
