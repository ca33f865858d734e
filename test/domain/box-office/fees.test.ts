import { describe, expect, test } from "vitest";
import { amountOf } from "../../../src/domain/box-office/fees.ts";
import { viewOfOrder } from "../../../src/domain/box-office/views.ts";
import { PaperOffice } from "../../support/box-office.ts";
import { PaperOrder } from "../../support/paper-order.ts";

const fees = { ticketMinor: 150, orderMinor: 300, refundable: false };
/** A row of six at 50.00 and a row of six that costs nothing, but for what a test changes. */
const officeWith = (rules = {}) =>
  new PaperOffice({ rows: [6, 6], categories: 2 }, { pricesMinor: [5000, 0], fees, ...rules });

describe("fees", () => {
  test("are on each ticket that costs something and once on the order", () => {
    const order = PaperOrder.paid(officeWith(), "anna", [0, 1]);
    expect(amountOf(order.now)).toBe(2 * 5000 + 2 * 150 + 300);
    expect(order.now.lines).toEqual([
      { name: "Category 1", quantity: 2, unitMinor: 5000 },
      { name: "Fee for each ticket", quantity: 2, unitMinor: 150 },
      { name: "Fee for the order", quantity: 1, unitMinor: 300 },
    ]);
  });

  test("are not on free tickets, beside ones that cost something or alone", () => {
    const mixed = PaperOrder.paid(officeWith(), "anna", [0, 6]);
    expect(amountOf(mixed.now)).toBe(5000 + 150 + 300);
    const free = PaperOrder.paid(officeWith(), "anna", [6, 7]);
    expect(free.now).toMatchObject({ status: "paid", payment: { amountMinor: 0 } });
  });

  test("are what the hold showed, though the event has changed them since", () => {
    const office = officeWith();
    const order = new PaperOrder(office, "anna", [0]);
    office.book.rules = { ...office.book.rules, fees: { ...fees, ticketMinor: 9000 } };
    order.begin();
    expect(amountOf(order.now)).toBe(5000 + 150 + 300);
    expect(order.pay()).toMatchObject({ ok: true, value: { status: "paid" } });
  });

  test("stay with the organizer when a ticket comes back, unless the event says otherwise", () => {
    const policy = { refundHoursBefore: 1 };
    const kept = PaperOrder.paid(officeWith(policy), "anna", [0, 1]);
    kept.giveBack();
    expect(kept.refund()).toMatchObject({ amountMinor: 10_000, feesMinor: 0 });

    const given = PaperOrder.paid(
      officeWith({ ...policy, fees: { ...fees, refundable: true } }),
      "anna",
      [0, 1],
    );
    given.giveBack();
    expect(given.refund()).toMatchObject({ amountMinor: 10_600, feesMinor: 600 });
  });

  test("go back with each ticket, and that of the order with its last one", () => {
    const refundable = { refundHoursBefore: 1, fees: { ...fees, refundable: true } };
    const order = PaperOrder.paid(officeWith(refundable), "anna", [0, 1, 6]);
    order.giveBack({ seats: [1] });
    order.giveBack({ seats: [0] });
    order.giveBack({ seats: [6] });
    expect(order.now.refunds.map(({ amountMinor }) => amountMinor)).toEqual([5150, 5150, 300]);
  });

  test("go back in the window after a reschedule, whatever the event says of fees", () => {
    const office = officeWith();
    office.book.rules = { ...office.book.rules, refundWindowEndsAt: office.now + 1000 };
    const order = PaperOrder.paid(office, "anna", [0, 1]);
    order.giveBack({ seats: [0] });
    expect(order.refund()).toMatchObject({ amountMinor: 5150, feesMinor: 150 });
    office.now += 1000;
    expect(order.giveBack()).toMatchObject({ ok: false, refusal: { code: "refund_not_allowed" } });
  });

  test("go back when an organizer says so, and stay when he says so", () => {
    for (const withFees of [true, false]) {
      const order = PaperOrder.paid(officeWith(), "anna", [0]);
      order.takeBack({ withFees });
      expect(order.refund().amountMinor).toBe(withFees ? 5450 : 5000);
    }
  });

  test("all go back when the event is canceled, those of tickets that came back before too", () => {
    const office = officeWith({ refundHoursBefore: 1 });
    const order = PaperOrder.paid(office, "anna", [0, 1]);
    order.giveBack({ seats: [0] });
    office.cancelEvent();
    office.cancelOrders();
    expect(order.refund(1)).toMatchObject({ amountMinor: 10_600 - 5000, feesMinor: 600, seats: [1] });
  });
});

describe("until when tickets can be given back", () => {
  const day = 24 * 3600_000;
  const until = (rules: { refundHoursBefore?: number | null; refundWindowEndsAt?: number | null }) => {
    const office = officeWith(rules);
    const order = PaperOrder.paid(office, "anna", [0]);
    return (viewOfOrder(office.book, order.now).returnableUntil ?? 0) - office.now;
  };

  test("is by the policy, or by the window when that ends later", () => {
    expect(until({ refundHoursBefore: 24 })).toBe(29 * day);
    expect(until({ refundWindowEndsAt: 1_000_000 + 3 * day })).toBe(3 * day);
    expect(until({ refundHoursBefore: 24, refundWindowEndsAt: 1_000_000 + 3 * day })).toBe(29 * day);
    expect(until({ refundHoursBefore: 29 * 24, refundWindowEndsAt: 1_000_000 + 3 * day })).toBe(3 * day);
  });

  test("is never without a policy, and when nothing is left to give back", () => {
    const office = officeWith();
    const order = PaperOrder.paid(office, "anna", [0]);
    expect(viewOfOrder(office.book, order.now).returnableUntil).toBeNull();
    office.book.rules = { ...office.book.rules, refundHoursBefore: 1 };
    expect(viewOfOrder(office.book, order.now).returnableUntil).not.toBeNull();
    order.giveBack();
    expect(viewOfOrder(office.book, order.now).returnableUntil).toBeNull();
  });
});
