import { describe, expect, test } from "vitest";
import { decideHold } from "../../../src/domain/box-office/decide-hold.ts";
import { liveSeatsOf } from "../../../src/domain/box-office/order.ts";
import { saleOf } from "../../../src/domain/box-office/sale.ts";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import type { SoldOrder } from "../../../src/domain/box-office/setup.ts";
import { restoredOrder } from "../../../src/domain/box-office/sold-orders.ts";
import { chooseSeats, PaperOffice, refusalOf } from "../../support/box-office.ts";
import { PaperOrder } from "../../support/paper-order.ts";

const sold = () => {
  const office = new PaperOffice({ rows: [10] }, { refundHoursBefore: 24 });
  const order = PaperOrder.paid(office, "anna", [2, 3]);
  return { office, order, statuses: () => [office.book.status[2], office.book.status[3]] };
};

describe("an order that Postgres has", () => {
  test("is confirmed, and owes it nothing until it changes", () => {
    const { office, order } = sold();
    expect([...office.book.unrecorded]).toEqual([order.id]);
    order.record();
    expect(order.now).toMatchObject({ status: "confirmed", revision: 1, recorded: 1 });
    expect(office.book.unrecorded.size).toBe(0);
    order.giveBack({ seats: [2] });
    expect([...office.book.unrecorded]).toEqual([order.id]);
  });

  test("as it was before it changed is handed over again, and its void tickets are not free before that", () => {
    const { office, order, statuses } = sold();
    order.giveBack({ seats: [2] });
    order.record(1);
    expect(order.now).toMatchObject({ status: "confirmed", recorded: 1 });
    expect([...office.book.unrecorded]).toEqual([order.id]);
    expect(statuses()).toEqual([seat.sold, seat.sold]);
    order.record(2);
    expect(office.book.unrecorded.size).toBe(0);
    expect(statuses()).toEqual([seat.available, seat.sold]);
  });

  test("is not taken back by an older answer, nor changed by the same one", () => {
    const { office, order } = sold();
    order.giveBack({ seats: [2] });
    order.record(2);
    const before = order.now;
    order.record(2);
    order.record(1);
    order.record(1, "seat_already_sold");
    expect(order.now).toBe(before);
    expect(office.book.status[2]).toBe(seat.available);
  });

  test("says of each ticket whether it is good, and what went back", () => {
    const { office, order } = sold();
    order.giveBack({ seats: [2] });
    expect(saleOf(office.book, "hash", order.now)).toMatchObject({
      status: "confirmed",
      revision: 2,
      total: { amountMinor: 10_000 },
      refundedMinor: 5000,
      tickets: [
        { seatNo: 2, status: "void" },
        { seatNo: 3, status: "valid" },
      ],
    });
  });

  test("is not told of what was never paid, nor of what is flagged before", () => {
    const office = new PaperOffice({ rows: [10] });
    const order = new PaperOrder(office, "anna", [2]);
    order.begin();
    order.attach();
    order.pay({ session: "cs_2", intent: "pi_2" });
    expect(office.book.unrecorded.size).toBe(0);
  });

  test("stays unrecorded when Postgres refuses it for another reason", () => {
    const { office, order } = sold();
    order.record(1, "not_committed");
    expect(order.now.status).toBe("paid");
    expect([...office.book.unrecorded]).toEqual([order.id]);
  });
});

describe("a seat that Postgres has on another ticket", () => {
  test("makes the whole order void, and all of its money goes back, once", () => {
    const { order, statuses } = sold();
    order.record(1, "seat_already_sold");
    order.record(1, "seat_already_sold");
    expect(order.now).toMatchObject({
      status: "refunding",
      given: false,
      flags: [{ code: "seat_already_sold" }],
    });
    expect(order.now.refunds).toHaveLength(1);
    expect(order.refund()).toMatchObject({ amountMinor: 10_000, reason: "seat_already_sold" });
    expect(statuses()).toEqual([seat.blocked, seat.blocked]);
    expect(liveSeatsOf(order.now)).toEqual([]);
  });

  test("gives back what is left when a ticket came back meanwhile", () => {
    const { office, order, statuses } = sold();
    order.giveBack({ seats: [2] });
    order.record(1, "seat_already_sold");
    expect(order.now.refunds.map(({ amountMinor }) => amountMinor)).toEqual([5000, 5000]);
    expect(statuses()).toEqual([seat.blocked, seat.blocked]);
    expect(office.book.ticketsOf("anna")).toBe(0);
    order.record();
    expect(statuses()).toEqual([seat.blocked, seat.blocked]);
    order.answered(0, "succeeded");
    order.answered(1, "succeeded");
    expect(order.now.status).toBe("refunded");
  });

  test("is told to Postgres as an order without tickets", () => {
    const { office, order } = sold();
    order.record(1, "seat_already_sold");
    expect(saleOf(office.book, "hash", order.now)).toMatchObject({ status: "refunding", tickets: [] });
  });
});

describe("a seat whose ticket is void", () => {
  test("can be had by another once Postgres knows, and never before", () => {
    const { office, order } = sold();
    order.record();
    order.takeBack();
    const hold = () =>
      office.do((book, now) => decideHold(book, chooseSeats(office.eventId, "ben", [2]), null, now, () => 0));
    expect(refusalOf(hold())).toBe("tickets_unavailable");
    order.record(1);
    expect(refusalOf(hold())).toBe("tickets_unavailable");
    order.record();
    expect(hold().ok).toBe(true);
  });
});

describe("a sale that comes back from Postgres", () => {
  const { order } = sold();
  const sale: SoldOrder = {
    orderId: order.id,
    fanId: "anna",
    email: "anna@example.org",
    status: "confirmed",
    seats: [2, 3],
    pricesMinor: [5000, 5000],
    fees: { ticketMinor: 0, orderMinor: 0 },
    refunds: [],
    paymentIntentId: "pi_1",
    paidMinor: 10_000,
    revision: 4,
    confirmedAt: 1,
  };

  test("has its live seats, and void ones are free", () => {
    const office = new PaperOffice({ rows: [10] });
    order.takeBack({ seats: [2] });
    const restored = restoredOrder(
      office.eventId,
      { currency: "eur", eventName: "An evening" },
      { ...sale, refunds: order.now.refunds },
    );
    office.change(() => [{ type: "order_sold", order: restored }]);
    expect([office.book.status[2], office.book.status[3]]).toEqual([seat.available, seat.sold]);
    expect(office.book.unrecorded.size).toBe(0);
    expect([...office.book.toRefund]).toEqual([order.id]);
  });

  test("can be given back, and goes on counting where Postgres stands", () => {
    const office = new PaperOffice({ rows: [10] });
    const restored = restoredOrder(office.eventId, { currency: "eur", eventName: "An evening" }, sale);
    office.change(() => [{ type: "order_sold", order: restored }]);
    office.orders.set(restored.id, restored);
    expect(restored).toMatchObject({ status: "confirmed", revision: 4, recorded: 4, given: true });
  });
});
