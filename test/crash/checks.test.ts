import { describe, expect, it } from "vitest";
import type { Facts, HoldFact, SettledFacts } from "./checks/facts.ts";
import { healthy, payment, sale, settled } from "./checks/healthy-facts.ts";
import { violationsIn } from "./checks/violations.ts";

const rulesIn = (facts: Facts): string[] => [...new Set(violationsIn(facts).map(({ rule }) => rule))];

const withHold = (id: string, changes: Partial<HoldFact>): Facts => ({
  ...healthy,
  holds: healthy.holds.map((each) => (each.id === id ? { ...each, ...changes } : each)),
});
const withOrder = (id: string, looks: Facts["orders"][number]["looks"]): Facts => ({
  ...healthy,
  orders: healthy.orders.map((order) => (order.id === id ? { id, looks } : order)),
});
const withConfirm = (change: Partial<Facts["confirms"][number]>): Facts => ({
  ...healthy,
  confirms: healthy.confirms.map((confirm, i) => (i === 1 ? { ...confirm, ...change } : confirm)),
});
const withSettled = (changes: Partial<SettledFacts>): Facts => ({
  ...healthy,
  settled: { ...settled, ...changes },
});
const [event] = settled.events;
if (!event) throw new Error("there is one event");
const withEvent = (changes: Partial<typeof event>): Facts =>
  withSettled({ events: [{ ...event, ...changes }] });

describe("what the kill test is checked by", () => {
  it("finds nothing wrong where nothing is", () => {
    expect(violationsIn(healthy)).toEqual([]);
  });

  it.each<[string, string, Facts]>([
    [
      "a hold that nobody knows",
      "hold_lost",
      withHold("hld_back", { looks: [{ sentAt: 1600, at: 1600, status: "missing" }] }),
    ],
    [
      "a hold that was released by nobody",
      "hold_lost",
      withHold("hld_ended", {
        looks: [{ sentAt: 1600, at: 1600, status: "released", seats: [2], expiresAt: 5000 }],
      }),
    ],
    [
      "a hold that ended before its time",
      "hold_lost",
      withHold("hld_ended", {
        looks: [{ sentAt: 4900, at: 4900, status: "expired", seats: [2], expiresAt: 5000 }],
      }),
    ],
    [
      "a hold that has come to other seats",
      "hold_changed",
      withHold("hld_ended", {
        looks: [{ sentAt: 1800, at: 1800, status: "held", seats: [3], expiresAt: 5000 }],
      }),
    ],
    [
      "a hold that was lost and made anew",
      "hold_changed",
      withHold("hld_ended", {
        looks: [{ sentAt: 1800, at: 1800, status: "held", seats: [2], expiresAt: 5800 }],
      }),
    ],
    ["a seat that is held by two", "two_owners", withHold("hld_back", { givenBackAt: 1750 })],
    [
      "a seat that is held after it was sold",
      "two_owners",
      withHold("hld_ended", { seats: [1], sentAt: 6000, answeredAt: 6010, expiresAt: 9000, looks: [] }),
    ],
    [
      "a seat on two live tickets",
      "two_owners",
      withSettled({ sales: [sale, { ...sale, orderId: "ord_again", paymentIntentId: null }] }),
    ],
    [
      "a confirm whose order is gone",
      "confirm_without_order",
      withOrder("ord_late", [{ sentAt: 1500, at: 1500, status: "missing" }]),
    ],
    ["a confirm that is of another hold", "confirm_without_order", withConfirm({ orderId: "ord_late" })],
    ["two payment pages for one hold", "two_payment_pages", withConfirm({ checkoutUrl: "http://pay/twice" })],
    [
      "a paid order that waits for payment again",
      "order_went_back",
      withOrder("ord_sold", [
        { sentAt: 1500, at: 1500, status: "paid", totalMinor: 9000 },
        { sentAt: 1600, at: 1600, status: "awaiting_payment", totalMinor: 9000 },
        { sentAt: 9000, at: 9000, status: "confirmed", totalMinor: 9000 },
      ]),
    ],
    [
      "an order that waits for ever",
      "order_stuck",
      withOrder("ord_late", [{ sentAt: 9000, at: 9000, status: "refunding", totalMinor: 9000 }]),
    ],
    [
      "a hold that does not end",
      "order_stuck",
      withHold("hld_ended", {
        looks: [{ sentAt: 9000, at: 9000, status: "in_payment", seats: [2], expiresAt: 5000 }],
      }),
    ],
    [
      "a page on which an order that has ended can be paid",
      "page_left_open",
      withSettled({
        sessions: [{ id: "cs_late", orderId: "ord_late", status: "open", url: "http://pay/late" }],
      }),
    ],
    ["seats that are fewer than there are", "seats_do_not_add_up", withEvent({ capacity: 6 })],
    [
      "available seats that are counted wrongly",
      "seats_do_not_add_up",
      withEvent({ availableByCategory: [3] }),
    ],
    ["blocked seats that nobody blocked", "seats_do_not_add_up", withEvent({ blocked: [] })],
    [
      "a seat that is held by nobody",
      "seats_do_not_add_up",
      withEvent({ statuses: ["sold", "sold", "held", "available", "blocked"], availableByCategory: [1] }),
    ],
    [
      "a seat that is sold without a ticket",
      "seats_do_not_add_up",
      withEvent({ statuses: ["sold", "sold", "sold", "available", "blocked"], availableByCategory: [1] }),
    ],
    ["an order that Postgres does not have", "records_differ", withSettled({ sales: [] })],
    [
      "an order of which Postgres has another total",
      "records_differ",
      withSettled({ sales: [{ ...sale, totalMinor: 9100 }] }),
    ],
    [
      "a sale that no fan asked for",
      "records_differ",
      { ...healthy, orders: healthy.orders.filter(({ id }) => id !== "ord_sold") },
    ],
    ["money without tickets", "money", withSettled({ sales: [] })],
    ["tickets without money", "money", withSettled({ payments: settled.payments.slice(1) })],
    [
      "an order that was paid twice",
      "money",
      withSettled({ payments: [...settled.payments, { ...payment, paymentIntentId: "pi_again" }] }),
    ],
    [
      "money that is kept for a void ticket",
      "money",
      withSettled({
        sales: [
          { ...sale, tickets: sale.tickets.map((ticket, i) => (i ? ticket : { ...ticket, status: "void" })) },
        ],
      }),
    ],
    ["money that nobody gave back", "money", withSettled({ refunds: settled.refunds.slice(1) })],
    [
      "a refund that failed",
      "money",
      withSettled({ refunds: settled.refunds.map((refund) => ({ ...refund, status: "failed" })) }),
    ],
    [
      "a refund of what was sold",
      "money",
      withSettled({
        refunds: [...settled.refunds, { paymentIntentId: "pi_sold", amountMinor: 9000, status: "pending" }],
      }),
    ],
    [
      "a payment for no order",
      "money",
      withSettled({
        payments: [...settled.payments, { paymentIntentId: "pi_stray", orderId: null, amountMinor: 1 }],
      }),
    ],
    [
      "a total that is not the sum of its tickets and its fee",
      "money",
      withSettled({ sales: [{ ...sale, feeMinor: 100 }] }),
    ],
    [
      "a sale that names another payment",
      "money",
      withSettled({ sales: [{ ...sale, paymentIntentId: "pi_other" }] }),
    ],
  ])("finds %s", (_, rule, facts) => {
    expect(rulesIn(facts)).toContain(rule);
  });

  it("lets money stay for a fee while there is a live ticket, and no longer", () => {
    const withFee = { ...sale, totalMinor: 9300, feeMinor: 300 };
    const paid = [{ ...payment, amountMinor: 9300 }, ...settled.payments.slice(1)];
    const facts = withOrder("ord_sold", [{ sentAt: 9000, at: 9000, status: "confirmed", totalMinor: 9300 }]);
    expect(violationsIn({ ...facts, settled: { ...settled, sales: [withFee], payments: paid } })).toEqual([]);
    const voided = { ...withFee, tickets: withFee.tickets.map((ticket) => ({ ...ticket, status: "void" })) };
    const after = { ...facts, settled: { ...settled, sales: [voided], payments: paid } };
    expect(rulesIn(after)).toContain("money");
  });
});
