import { describe, expect, test } from "vitest";
import { givenBackOf, liveSeatsOf } from "../../../src/domain/box-office/order.ts";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import { PaperOffice, refusalOf } from "../../support/box-office.ts";
import { PaperOrder } from "../../support/paper-order.ts";

const policy = { refundHoursBefore: 24 };
const day = 24 * 3600_000;
/** Two seats at 50.00 each, on record in Postgres. */
const sold = (rules = {}) => {
  const office = new PaperOffice({ rows: [10] }, { ...policy, ...rules });
  return { office, order: PaperOrder.confirmed(office, "anna", [2, 3]) };
};

describe("tickets that come back", () => {
  test("are void at once, and the order stays confirmed with the rest", () => {
    const { order } = sold();
    expect(order.giveBack({ seats: [2] })).toMatchObject({
      ok: true,
      value: { status: "confirmed", tickets: [{ status: "void" }, { status: "valid" }] },
    });
    expect(order.refund()).toMatchObject({ amountMinor: 5000, seats: [2], status: "created" });
  });

  test.each(["available", "blocked"] as const)(
    "free their seats only when Postgres has them as void, and then they are %s",
    (seatsTo) => {
      const { office, order } = sold();
      order.takeBack({ seats: [2], seatsTo });
      order.answered(0, "succeeded");
      expect(office.book.status[2]).toBe(seat.sold);
      order.record(1);
      expect(office.book.status[2]).toBe(seat.sold);
      order.record();
      expect([office.book.status[2], office.book.status[3]]).toEqual([seat[seatsTo], seat.sold]);
      expect(office.book.ticketsOf("anna")).toBe(1);
    },
  );

  test("of one order may go to different places", () => {
    const { office, order } = sold();
    order.takeBack({ seats: [2], seatsTo: "blocked" });
    order.takeBack({ seats: [3], seatsTo: "available" });
    order.record();
    expect([office.book.status[2], office.book.status[3]]).toEqual([seat.blocked, seat.available]);
    expect(office.book.availableByCategory).toEqual([9]);
  });

  test("all of them make the order refunded once the money is back", () => {
    const { order } = sold();
    order.giveBack();
    expect(order.now.status).toBe("refunding");
    order.answered(0, "pending");
    expect(order.now.status).toBe("refunding");
    order.report(0, "succeeded");
    expect(order.now.status).toBe("refunded");
  });

  test("of a free order give nothing back, and it is refunded at once", () => {
    const { order } = sold({ pricesMinor: [0] });
    order.giveBack();
    expect(order.now.status).toBe("refunded");
    expect(order.refund()).toMatchObject({ amountMinor: 0, status: "succeeded" });
  });

  test("can be named once only, whatever their order", () => {
    const { order } = sold();
    order.giveBack({ seats: [3, 3] });
    expect(order.refund()).toMatchObject({ amountMinor: 5000, seats: [3] });
    expect(refusalOf(order.giveBack({ seats: [2, 3] }))).toBe("ticket_not_in_order");
  });

  test("must be the order's", () => {
    const { order } = sold();
    expect(refusalOf(order.giveBack({ seats: [2, 4] }))).toBe("ticket_not_in_order");
    expect(order.now.refunds).toEqual([]);
  });

  test("a fan may within the policy alone, an organizer always", () => {
    const { office, order } = sold();
    office.now = office.book.rules.startsAt - day;
    expect(refusalOf(order.giveBack())).toBe("refund_not_allowed");
    expect(order.takeBack({ seats: [2] }).ok).toBe(true);
    office.now -= 1;
    expect(order.giveBack({ seats: [3] }).ok).toBe(true);
  });

  test("a fan may not without a policy, nor those of another's order", () => {
    const { order } = sold({ refundHoursBefore: null });
    expect(refusalOf(order.giveBack())).toBe("refund_not_allowed");
    expect(refusalOf(sold().order.giveBack({ fanId: "ben" }))).toBe("order_not_found");
  });

  test("can not be had of an order that is not paid", () => {
    const office = new PaperOffice({ rows: [10] }, policy);
    const order = new PaperOrder(office, "anna", [2]);
    expect(refusalOf(order.giveBack())).toBe("order_not_found");
    order.begin();
    expect(refusalOf(order.takeBack())).toBe("order_closed");
  });

  test("count against the fan's limit no longer once their seats are back", () => {
    const { office, order } = sold({ maxTicketsPerOrder: 2 });
    expect(() => new PaperOrder(office, "anna", [5])).toThrow("too_many_tickets");
    order.giveBack({ seats: [2] });
    order.record();
    expect(() => new PaperOrder(office, "anna", [2])).not.toThrow();
  });
});

describe("the same Idempotency-Key", () => {
  test("with the same tickets gives the same refund, in whatever order they are named", () => {
    const { order } = sold();
    const first = order.giveBack({ seats: [2, 3], key: "k" });
    expect(order.giveBack({ seats: [3, 2], key: "k" })).toEqual(first);
    expect(order.now.refunds).toHaveLength(1);
  });

  test("with other tickets is refused", () => {
    const { order } = sold();
    order.giveBack({ seats: [2], key: "k" });
    expect(refusalOf(order.giveBack({ seats: [3], key: "k" }))).toBe("idempotency_key_reused");
    expect(refusalOf(order.giveBack({ seats: null, key: "k" }))).toBe("idempotency_key_reused");
    expect(order.now.refunds).toHaveLength(1);
  });

  test("of a fan and of an organizer, or of two fans, are two keys", () => {
    const { office, order } = sold();
    order.giveBack({ seats: [2], key: "k" });
    expect(order.takeBack({ seats: [3], key: "k", by: { kind: "organizer", id: "anna" } }).ok).toBe(true);
    expect(order.now.refunds).toHaveLength(2);
    const bens = PaperOrder.confirmed(office, "ben", [7]);
    expect(bens.giveBack({ key: "k" }).ok).toBe(true);
    expect(bens.now.refunds).toHaveLength(1);
  });

  test("none at all gives back anew each time", () => {
    const { order } = sold();
    order.giveBack({ seats: [2] });
    expect(refusalOf(order.giveBack({ seats: [2] }))).toBe("ticket_not_in_order");
  });
});

describe("a refund that fails", () => {
  test("is flagged, its tickets stay void, and it is tried again as another", () => {
    const { order } = sold();
    order.giveBack({ seats: [2] });
    order.refused(0);
    expect(order.now).toMatchObject({ status: "confirmed", flags: [{ code: "refund_failed" }] });
    expect(order.retry(order.refund().id).ok).toBe(true);
    expect(order.refund(1)).toMatchObject({
      amountMinor: 5000,
      seats: [],
      status: "created",
      retryOf: order.refund().id,
    });
    expect(order.refund(1).id).not.toBe(order.refund().id);
    expect(order.now.flags).toEqual([]);
    expect(liveSeatsOf(order.now)).toEqual([3]);
  });

  test("is tried again once, however often it is asked", () => {
    const { order } = sold();
    order.giveBack();
    order.report(0, "failed");
    expect(order.now.status).toBe("refunding");
    order.retry(order.refund().id);
    expect(order.retry(order.refund().id).ok).toBe(true);
    expect(order.now.refunds).toHaveLength(2);
    order.answered(1, "succeeded");
    expect(order.now.status).toBe("refunded");
  });

  test("after it had succeeded opens the order again", () => {
    const { order } = sold();
    order.giveBack();
    order.report(0, "succeeded");
    order.report(0, "failed");
    expect(order.now).toMatchObject({ status: "refunding", flags: [{ code: "refund_failed" }] });
  });

  test("only can be tried again", () => {
    const { order } = sold();
    order.giveBack();
    expect(refusalOf(order.retry(order.refund().id))).toBe("refund_not_failed");
    expect(refusalOf(order.retry("rfd_of_nobody"))).toBe("refund_not_found");
  });

  test("gives no more than is left when it is tried after money went back in another way", () => {
    const { order } = sold();
    order.giveBack();
    order.refused(0);
    order.byHand(10_000);
    expect(order.now.status).toBe("refunded");
    order.retry(order.refund().id);
    expect(givenBackOf(order.now, order.now.payment?.paymentIntentId ?? "")).toBe(10_000);
    expect(order.now.status).toBe("refunded");
  });

  test("gives less when a part went back in another way", () => {
    const { order } = sold();
    order.giveBack();
    order.refused(0);
    order.byHand(4000);
    order.retry(order.refund().id);
    expect(order.refund(2).amountMinor).toBe(6000);
  });

  test("keeps the order open no longer when a canceled event gives all of it back", () => {
    const { office, order } = sold();
    order.giveBack({ seats: [2] });
    order.refused(0);
    office.cancelEvent();
    office.cancelOrders();
    expect(order.refund(1)).toMatchObject({ amountMinor: 10_000, seats: [3] });
    order.answered(1, "succeeded");
    expect(order.now.status).toBe("refunded");
  });
});
