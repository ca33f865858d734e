import { describe, expect, test } from "vitest";
import { decideHold } from "../../../src/domain/box-office/decide-hold.ts";
import { decideCancelEvent } from "../../../src/domain/box-office/decide-cancellation.ts";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import { chooseSeats, PaperOffice, refusalOf } from "../../support/box-office.ts";
import { PaperOrder } from "../../support/paper-order.ts";

const open = (rules = {}) =>
  new PaperOffice(
    { rows: [20] },
    { fees: { ticketMinor: 100, orderMinor: 50, refundable: false }, refundHoursBefore: 24, ...rules },
  );
const counts = ({ book }: PaperOffice) =>
  [0, 1, 2, 3].map((status) => book.status.filter((each) => each === status).length);

describe("an event that is canceled", () => {
  test("sells nothing any more, and says so", () => {
    const office = open();
    const held = new PaperOrder(office, "ben", [7]);
    const begun = new PaperOrder(office, "carl", [9]);
    begun.begin();
    office.cancelEvent();
    const hold = office.do((book, now) =>
      decideHold(book, chooseSeats(office.eventId, "anna", [1]), null, now, () => 0),
    );
    expect(refusalOf(hold)).toBe("event_canceled");
    expect(refusalOf(begun.begin())).toBe("event_canceled");
    expect(refusalOf(held.begin())).toBe("hold_not_found");
  });

  test("ends holds that nobody pays at once, and keeps those that are being paid", () => {
    const office = open();
    new PaperOrder(office, "ben", [7, 8]);
    new PaperOrder(office, "carl", [9]).begin();
    office.cancelEvent();
    expect(counts(office)).toEqual([19, 1, 0, 0]);
  });

  test("is canceled once: asking again changes nothing, not even the reason", () => {
    const office = open();
    office.cancelEvent("The singer is ill.");
    const { canceled } = office.book.rules;
    office.now += 1000;
    const again = office.do((book, now) => decideCancelEvent(book, "Another reason.", now));
    expect(again).toEqual({ ok: true, value: canceled });
    expect(office.book.rules).toMatchObject({ closed: true, canceled: { reason: "The singer is ill." } });
  });
});

describe("an order of a canceled event", () => {
  test("that is paid goes back whole, with its fees, whether Postgres has it or not", () => {
    const office = open();
    const paid = PaperOrder.paid(office, "anna", [0, 1]);
    const confirmed = PaperOrder.confirmed(office, "ben", [3]);
    office.cancelEvent("The singer is ill.");
    expect(office.book.toCancel.size).toBe(2);
    office.cancelOrders();
    expect(paid.refund()).toMatchObject({
      amountMinor: 10_250,
      feesMinor: 250,
      reason: "event_canceled",
      note: "The singer is ill.",
    });
    expect(confirmed.refund().amountMinor).toBe(5150);
    expect([paid.now.status, confirmed.now.status]).toEqual(["refunding", "refunding"]);
    expect(office.book.toCancel.size).toBe(0);
    expect(office.book.toRefund.size).toBe(2);
  });

  test("goes back once, however often the cancellation comes to it", () => {
    const office = open();
    const order = PaperOrder.paid(office, "anna", [0, 1]);
    office.cancelEvent();
    for (let n = 0; n < 3; n++) office.cancelOrders([order.id]);
    expect(order.now.refunds).toHaveLength(1);
  });

  test("that costs nothing is refunded at once", () => {
    const office = open({ pricesMinor: [0] });
    const order = PaperOrder.confirmed(office, "anna", [0]);
    office.cancelEvent();
    office.cancelOrders();
    expect(order.now.status).toBe("refunded");
    expect(office.book.toRefund.size).toBe(0);
  });

  test("of which a ticket came back gives back the rest, with every fee", () => {
    const office = open();
    const order = PaperOrder.confirmed(office, "anna", [0, 1]);
    order.giveBack({ seats: [0] });
    office.cancelEvent();
    office.cancelOrders();
    expect(order.now.refunds.map(({ amountMinor }) => amountMinor)).toEqual([5000, 5250]);
  });

  test("that is not paid closes its payment page, and its seats are free once that is closed", () => {
    const office = open();
    const order = new PaperOrder(office, "anna", [0]);
    order.begin();
    order.attach();
    office.cancelEvent();
    office.cancelOrders();
    expect(order.now).toMatchObject({ status: "awaiting_payment", closing: "event_canceled" });
    expect([...office.book.toClose]).toEqual([order.id]);
    expect(office.book.status[0]).toBe(seat.held);
    order.closeSession();
    expect(order.now.status).toBe("canceled");
    expect(office.book.status[0]).toBe(seat.available);
  });

  test("that its fan has canceled before stays canceled by him", () => {
    const office = open();
    const order = new PaperOrder(office, "anna", [0]);
    order.begin();
    order.cancel();
    office.cancelEvent();
    expect(office.book.toCancel.size).toBe(0);
    office.cancelOrders([order.id]);
    expect(order.now.closing).toBe("canceled");
  });

  test("that waits for its bank is called off, and goes back when the bank pays all the same", () => {
    const office = open({ delayedPaymentHours: 48 });
    const order = new PaperOrder(office, "anna", [0]);
    order.begin();
    order.underWay();
    office.cancelEvent();
    office.cancelOrders();
    expect([...office.book.toClose]).toEqual([order.id]);
    order.pay();
    expect(order.refund()).toMatchObject({ reason: "event_canceled", amountMinor: 5150 });
    expect(counts(office)).toEqual([20, 0, 0, 0]);
  });

  test("paid before the cancellation has come to it goes back, not twice", () => {
    const office = open();
    const order = new PaperOrder(office, "anna", [0]);
    order.begin();
    office.cancelEvent();
    order.pay();
    office.cancelOrders();
    office.cancelOrders([order.id]);
    expect(order.now.refunds).toHaveLength(1);
    expect(office.book.toCancel.size).toBe(0);
  });

  test("can not be given back by its fan beside that", () => {
    const office = open();
    const order = PaperOrder.confirmed(office, "anna", [0]);
    office.cancelEvent();
    expect(refusalOf(order.giveBack())).toBe("refund_not_allowed");
    office.cancelOrders();
    expect(refusalOf(order.takeBack())).toBe("order_closed");
  });
});
