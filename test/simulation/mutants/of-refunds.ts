import type { Mutant } from "./mutant.ts";

const domain = "src/domain/box-office";
const office = "durable-objects/box-office";

/** From the sale to the money's way back, and what Postgres hears of it. */
export const mutantsOfRefunds: readonly Mutant[] = [
  {
    name: "refund without a key of its own",
    file: `${office}/give-back.ts`,
    find: "refundId: refund.id,",
    // Of the same form, and another each millisecond.
    replace: "refundId: (refund.id.slice(0, -1) + (now % 10)) as typeof refund.id,",
    why: "an answer that is lost is money that goes back twice",
  },
  {
    name: "take a refund for given that came back",
    file: `${domain}/decide-refund.ts`,
    find: 'if (before.status === "succeeded" && status !== "failed") return false;',
    replace: 'if (before.status === "succeeded") return false;',
    why: "nobody hears that the fan has nothing",
  },
  {
    name: "return seats before Postgres has them as void",
    file: `${domain}/decide-recorded.ts`,
    find: "(refund) => !refund.returned && refund.revision <= revision",
    replace: "(refund) => !refund.returned",
    why: "the next buyer meets the old ticket",
  },
  {
    name: "return the wrong seats of an order",
    file: `${domain}/decide-recorded.ts`,
    find: "due.flatMap((refund) => (refund.seatsTo === to ? refund.seats : []))",
    replace:
      "due.flatMap((refund) => (refund.seatsTo === to ? order.seats.slice(-refund.seats.length) : []))",
    why: "a seat with a good ticket is sold again",
  },
  {
    name: "keep the fees of a refund",
    file: `${domain}/decide-return.ts`,
    find: "if (!withFees) return { pricesMinor, feesMinor: 0 };",
    replace: "if (prices.length > 0) return { pricesMinor, feesMinor: 0 };",
    why: "the event says that fees go back",
  },
  {
    name: "take a seat that is sold twice for sold",
    file: `${domain}/decide-recorded.ts`,
    find: 'if (status === "seat_already_sold") return order.given ? [voided(order, now)] : [];',
    replace: "",
    why: "the last word of Postgres is not heard",
  },
  {
    name: "take an older revision for the latest",
    file: `${domain}/decide-recorded.ts`,
    find: "recorded: revision,",
    replace: "recorded: order.revision,",
    why: "Postgres never hears of the change that came meanwhile",
  },
  {
    name: "cancel an event and not its orders",
    file: `${office}/desk.ts`,
    find: "desk.book.file(order);",
    replace: "desk.book.plan.labelOf(order.seats.length);",
    why: "fans keep tickets of what does not take place",
  },
  {
    name: "cancel an event and leave its pages open",
    file: `${domain}/decide-cancellation.ts`,
    find: 'return order.closing ? [] : [{ type: "order_changed", order: { ...order, closing: "event_canceled" } }];',
    replace: "return [];",
    why: "fans pay for what does not take place",
  },
  {
    name: "sweep past the present",
    file: "src/reconciliation/reconciliation.ts",
    find: "until: startedAt - leftToWebhooksMs,",
    replace: "until: startedAt + 3_600_000,",
    why: "what happens until the next sweep is never looked at",
  },
  {
    name: "forget to ask for a refund after a sleep",
    file: `${office}/store.ts`,
    find: "status NOT IN ('expired', 'canceled', 'refunded') OR owing = 1 OR given = 1",
    replace: "status = 'confirmed' OR status = 'awaiting_payment'",
    why: "what was owed before the sleep is owed for ever",
  },
];
