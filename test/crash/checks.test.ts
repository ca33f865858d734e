import { describe, expect, it } from "vitest";
import type { Facts, HoldFact, SaleFact, SettledFacts } from "./checks/facts.ts";
import {
  atStripe,
  gone,
  half,
  healthy,
  look,
  off,
  payment,
  rained,
  record,
  returned,
  sale,
  seen,
  settled,
} from "./checks/healthy-facts.ts";
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
const withSale = (changed: SaleFact, more: Partial<SettledFacts> = {}): Facts =>
  withSettled({
    sales: settled.sales.map((each) => (each.orderId === changed.orderId ? changed : each)),
    ...more,
  });
const without = <Item extends { readonly paymentIntentId: string }>(items: readonly Item[], intent: string) =>
  items.filter(({ paymentIntentId }) => paymentIntentId !== intent);
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
      withSettled({
        sales: [...settled.sales, { ...sale, orderId: "ord_again", paymentIntentId: null }],
      }),
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
        look("paid", { sentAt: 1500 }),
        look("awaiting_payment", { sentAt: 1600 }),
        look("confirmed"),
      ]),
    ],
    ["an order that waits for ever", "order_stuck", withOrder("ord_late", [look("refunding")])],
    ["an offer that nobody answers", "order_stuck", withOrder("ord_late", [look("offered")])],
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
    ["seats that are fewer than there are", "seats_do_not_add_up", withEvent({ capacity: 8 })],
    [
      "available seats that are counted wrongly",
      "seats_do_not_add_up",
      withEvent({ availableByCategory: [4] }),
    ],
    ["blocked seats that nobody blocked", "seats_do_not_add_up", withEvent({ blocked: [] })],
    [
      "a seat that is held by nobody",
      "seats_do_not_add_up",
      withEvent({ statuses: event.statuses.with(2, "held"), availableByCategory: [2] }),
    ],
    [
      "a seat that is sold without a ticket",
      "seats_do_not_add_up",
      withEvent({ statuses: event.statuses.with(2, "sold"), availableByCategory: [2] }),
    ],
    [
      "a seat that is for sale though it was given back to be kept from it",
      "seats_do_not_add_up",
      withSale({ ...half, refunds: [{ ...returned, seatsTo: "blocked" }] }),
    ],
    [
      "a seat that was for sale while Postgres had its live ticket",
      "for_sale_too_early",
      { ...healthy, early: [{ eventId: "evt_1", seatNo: 6, orderId: "ord_half" }] },
    ],
    [
      "a sale that found its seat on another live ticket",
      "for_sale_too_early",
      withSale({ ...half, refunds: [{ ...returned, reason: "seat_already_sold" }] }),
    ],
    ["an order that Postgres does not have", "records_differ", withSettled({ sales: [] })],
    [
      "a refunded order that Postgres has as sold",
      "records_differ",
      withOrder("ord_sold", [look("refunded")]),
    ],
    [
      "a ticket that is void at the box office alone",
      "records_differ",
      withOrder("ord_sold", [look("confirmed", { live: [0] })]),
    ],
    [
      "a refund that the box office alone has",
      "records_differ",
      withOrder("ord_sold", [look("confirmed", seen(half))]),
    ],
    [
      "an order of which Postgres has another total",
      "records_differ",
      withSale({ ...sale, totalMinor: 9600 }),
    ],
    [
      "a sale that no fan asked for",
      "records_differ",
      { ...healthy, orders: healthy.orders.filter(({ id }) => id !== "ord_sold") },
    ],
    ["money without tickets", "money", withSettled({ sales: [] })],
    ["tickets without money", "money", withSettled({ payments: without(settled.payments, "pi_sold") })],
    [
      "an order that was paid twice",
      "money",
      withSettled({ payments: [...settled.payments, { ...payment, paymentIntentId: "pi_again" }] }),
    ],
    [
      "money that is kept for a void ticket",
      "money",
      withSale({ ...sale, tickets: sale.tickets.map((each, i) => (i ? each : { ...each, status: "void" })) }),
    ],
    ["a fee that is kept twice", "money", withSale({ ...half, refunds: [{ ...returned, feesMinor: 150 }] })],
    [
      "a fee that goes back though the event keeps it",
      "money",
      withSale(
        {
          ...half,
          refundedMinor: 4650,
          refunds: [{ ...returned, amountMinor: 4650, feesMinor: 150 }],
        },
        {
          refunds: settled.refunds.map((refund) =>
            refund.refundId === returned.id ? { ...refund, amountMinor: 4650 } : refund,
          ),
        },
      ),
    ],
    ["fees that are not the event's", "money", withEvent({ fees: { ...event.fees, orderMinor: 300 } })],
    [
      "an amount noted as refunded that is not what its refunds come to",
      "money",
      withSale({ ...half, refundedMinor: 4400 }),
    ],
    [
      "money that went back and of which Postgres knows nothing",
      "money",
      withSale({ ...half, refundedMinor: 0, refunds: [] }),
    ],
    ["money that nobody gave back", "money", withSettled({ refunds: without(settled.refunds, "pi_late") })],
    [
      "a refund that failed",
      "money",
      withSettled({ refunds: settled.refunds.map((refund) => ({ ...refund, status: "failed" })) }),
    ],
    [
      "a refund of what was sold",
      "money",
      withSettled({
        refunds: [
          ...settled.refunds,
          { ...atStripe(gone), id: "re_more", refundId: null, paymentIntentId: "pi_sold" },
        ],
      }),
    ],
    [
      "a refund that is not at Stripe",
      "refund_not_once",
      withSettled({ refunds: without(settled.refunds, "pi_half") }),
    ],
    [
      "a refund that is at Stripe twice",
      "refund_not_once",
      withSettled({ refunds: [...settled.refunds, { ...atStripe(returned), id: "re_again" }] }),
    ],
    [
      "a refund that Stripe has with another amount",
      "refund_not_once",
      withSale({ ...half, refunds: [{ ...returned, amountMinor: 4400 }] }),
    ],
    [
      "a refund that Stripe has at another end",
      "refund_not_once",
      withSale({ ...half, refunds: [{ ...returned, status: "pending" }] }),
    ],
    [
      "a refund made by hand that is not on record",
      "refund_not_once",
      withSettled({
        refunds: [...settled.refunds, { ...atStripe(returned), id: "re_hand", refundId: null }],
      }),
    ],
    [
      "two refunds of one request",
      "refund_not_once",
      withSale({ ...half, refunds: [returned, { ...returned, id: "rfd_half_1" }] }),
    ],
    [
      "tickets that were taken back, and no refund of them",
      "refund_lost",
      { ...healthy, returns: [{ orderId: "ord_sold", key: "key-lost" }] },
    ],
    [
      "a refund that is gone",
      "refund_lost",
      withOrder("ord_half", [look("confirmed", { sentAt: 2500, ...seen(half) }), look("confirmed")]),
    ],
    [
      "a refund that goes back to its beginning",
      "refund_lost",
      withOrder("ord_half", [
        look("confirmed", { sentAt: 2500, ...seen(half) }),
        look("confirmed", seen({ ...half, refunds: [{ ...returned, status: "created" }] })),
      ]),
    ],
    [
      "a void ticket that is good again",
      "refund_lost",
      withOrder("ord_half", [
        look("confirmed", { sentAt: 2500, live: [5] }),
        look("confirmed", { live: [5, 6] }),
      ]),
    ],
    [
      "an order of a canceled event that is still sold",
      "event_canceled",
      withSale({ ...off, status: "confirmed", tickets: half.tickets }),
    ],
    [
      "an order of a canceled event that was not given back whole",
      "event_canceled",
      withSale(off, {
        refunds: [...without(settled.refunds, "pi_off"), { ...atStripe(rained), amountMinor: 9000 }],
      }),
    ],
    [
      "a payment for a canceled event of which Postgres knows nothing",
      "event_canceled",
      withSettled({
        payments: [...settled.payments, { ...payment, paymentIntentId: "pi_wet", orderId: off.orderId }],
      }),
    ],
    [
      "a hold of a canceled event",
      "event_canceled",
      withHold("hld_ended", { eventId: "evt_222222222222", sentAt: 6200, answeredAt: 6210, looks: [] }),
    ],
    [
      "an event that was to be canceled and is not",
      "event_canceled",
      {
        ...healthy,
        cancellations: healthy.cancellations.map((each) => ({ ...each, answeredAt: null })),
      },
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
      withSale({ ...sale, feesMinor: 400 }),
    ],
    ["a sale that names another payment", "money", withSale({ ...sale, paymentIntentId: "pi_other" })],
  ])("finds %s", (_, rule, facts) => {
    expect(rulesIn(facts)).toContain(rule);
  });

  const all = { reason: "tickets_returned", by: "fan", seats: [0, 1], paymentIntentId: "pi_sold" } as const;
  const givenBack = (amountMinor: number, feesMinor: number): Facts => {
    const back = record({ id: "rfd_sold_0", amountMinor, feesMinor, ...all });
    const voided: SaleFact = {
      ...sale,
      ...{ status: "refunded", refundedMinor: amountMinor, refunds: [back] },
      tickets: sale.tickets.map((ticket) => ({ ...ticket, status: "void" })),
    };
    const facts = withSale(voided, { refunds: [...settled.refunds, atStripe(back)] });
    const orders = withOrder("ord_sold", [look("refunded", seen(voided))]).orders;
    const events = [{ ...event, statuses: event.statuses.with(0, "available").with(1, "available") }].map(
      (each) => ({ ...each, availableByCategory: [5] }),
    );
    return { ...facts, orders, settled: facts.settled && { ...facts.settled, events } };
  };

  it("lets the fees stay when the event keeps them, and no more than they are", () => {
    expect(violationsIn(givenBack(9000, 0))).toEqual([]);
    expect(rulesIn(givenBack(8000, 0))).toEqual(["money"]);
    expect(rulesIn(givenBack(9500, 500))).toEqual(["money"]);
  });

  it("lets less be kept than the tickets are worth where a part went back by hand, and no more", () => {
    const byHand = record({
      ...{ id: "rfd_sold_0", amountMinor: 4000, paymentIntentId: "pi_sold" },
      ...{ reason: "made_at_provider", by: "provider", providerId: "re_hand" },
    });
    const flagged: SaleFact = { ...sale, refundedMinor: 4000, refunds: [byHand] };
    const refunds = [...settled.refunds, { ...atStripe(byHand), id: "re_hand", refundId: null }];
    const facts = withSale(flagged, { refunds });
    const { orders } = withOrder("ord_sold", [look("confirmed", seen(flagged))]);
    expect(violationsIn({ ...facts, orders })).toEqual([]);
    const voided = { ...flagged, tickets: sale.tickets.map((ticket) => ({ ...ticket, status: "void" })) };
    expect(rulesIn(withSale(voided, { refunds }))).toContain("money");
  });

  it("lets a seat that was given back be sold again", () => {
    const again = {
      ...sale,
      orderId: "ord_again",
      paymentIntentId: "pi_again",
      tickets: half.tickets.slice(1),
    };
    const sold: SaleFact = {
      ...again,
      ...{ totalMinor: 4850, feesMinor: 350 },
      tickets: again.tickets.map((ticket) => ({ ...ticket, status: "valid" })),
    };
    const facts = withSettled({
      sales: [...settled.sales, sold],
      payments: [
        ...settled.payments,
        { paymentIntentId: "pi_again", orderId: "ord_again", amountMinor: 4850 },
      ],
      events: [{ ...event, statuses: event.statuses.with(6, "sold"), availableByCategory: [2] }],
    });
    const bought = {
      id: "ord_again",
      looks: [look("confirmed", { totalMinor: 4850, feesMinor: 350, live: [6] })],
    };
    expect(violationsIn({ ...facts, orders: [...facts.orders, bought] })).toEqual([]);
  });

  it("lets a debit keep its hold longer, and come to other seats, and only a debit", () => {
    const kept = { sentAt: 5100, at: 5100, status: "sold", seats: [3], expiresAt: 9_000_000 } as const;
    expect(rulesIn(withHold("hld_ended", { looks: [kept] }))).toEqual(["hold_changed"]);
    expect(violationsIn(withHold("hld_ended", { debitedAt: 2000, looks: [kept] }))).toEqual([]);
  });

  it("lets the holds of a canceled event end before their time", () => {
    const looks = [{ sentAt: 4000, at: 4000, status: "released", seats: [2], expiresAt: 5000 }] as const;
    const facts = withHold("hld_ended", { looks });
    expect(rulesIn(facts)).toEqual(["hold_lost"]);
    const cancellations = [{ eventId: "evt_1", askedAt: 3900, answeredAt: 3950 }];
    expect(rulesIn({ ...facts, cancellations })).not.toContain("hold_lost");
  });
});
