import { describe, expect, test } from "vitest";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import { PaperOffice, refusalOf } from "../../support/box-office.ts";
import { PaperOrder } from "../../support/paper-order.ts";

const minute = 60_000;
const hour = 60 * minute;

const begun = (rules = {}) => {
  const office = new PaperOffice({ rows: [10] }, rules);
  const order = new PaperOrder(office, "anna", [2, 3]);
  order.begin();
  return { office, order, statuses: () => [office.book.status[2], office.book.status[3]] };
};

describe("money that comes when its order has ended", () => {
  test.each(["expired", "canceled", "failed"])("gets the same seats when they are all free: %s", (how) => {
    const { office, order, statuses } = begun();
    order.attach();
    if (how === "expired") office.wait(10 * minute);
    if (how === "canceled") order.cancel();
    if (how === "failed") order.fail();
    else order.closeSession();
    expect(statuses()).toEqual([seat.available, seat.available]);
    expect(order.pay()).toMatchObject({ ok: true, value: { status: "paid", closing: null } });
    expect(statuses()).toEqual([seat.sold, seat.sold]);
    expect(office.book.ticketsOf("anna")).toBe(2);
  });

  test("goes back in full, once, when one of its seats is another's", () => {
    const order = PaperOrder.late(new PaperOffice({ rows: [10] }), "anna", [2, 3], [3]);
    order.pay();
    expect(order.now).toMatchObject({ status: "refunding", given: false });
    expect(order.now.refunds).toHaveLength(1);
    expect(order.refund()).toMatchObject({ amountMinor: 10_000, reason: "seats_gone" });
  });

  test("goes back when its event is canceled, though its seats are free or its hold lives", () => {
    for (const hasEnded of [true, false]) {
      const { office, order, statuses } = begun();
      if (hasEnded) {
        office.wait(10 * minute);
        order.closeSession();
      }
      office.cancelEvent();
      office.cancelOrders();
      order.pay();
      expect(order.refund()).toMatchObject({ amountMinor: 10_000, reason: "event_canceled" });
      expect(statuses()).toEqual([seat.available, seat.available]);
    }
  });
});

describe("money that is not the order's", () => {
  test.each([
    [{ amountMinor: 9999 }, 9999],
    [{ amountMinor: 10_001 }, 10_001],
    [{ currency: "usd" }, 10_000],
  ])("confirms nothing, is flagged and goes back: %j", (payment, amountMinor) => {
    const { order, statuses } = begun();
    expect(refusalOf(order.pay(payment))).toBe("payment_mismatch");
    expect(order.now).toMatchObject({ status: "refunding", flags: [{ code: "payment_mismatch" }] });
    expect(order.refund()).toMatchObject({ amountMinor, reason: "not_what_was_due", feesMinor: 0 });
    expect(statuses()).toEqual([seat.available, seat.available]);
  });

  test("but of another Session is flagged and goes back, and the order can still be paid", () => {
    const { order, statuses } = begun();
    order.attach("cs_1");
    order.pay({ session: "cs_2", intent: "pi_2" });
    expect(order.now).toMatchObject({ status: "awaiting_payment", flags: [{ code: "paid_elsewhere" }] });
    expect(order.refund()).toMatchObject({ paymentIntentId: "pi_2", amountMinor: 10_000 });
    expect(order.pay()).toMatchObject({ ok: true, value: { status: "paid" } });
    expect(statuses()).toEqual([seat.sold, seat.sold]);
    order.pay({ session: "cs_2", intent: "pi_2" });
    expect(order.now.refunds).toHaveLength(1);
  });

  test("goes back when it comes twice, each once, and the tickets stay", () => {
    const { order } = begun();
    order.pay();
    for (const intent of ["pi_2", "pi_3", "pi_2"]) order.pay({ session: `cs of ${intent}`, intent });
    expect(order.now.status).toBe("paid");
    expect(order.now.refunds.map(({ paymentIntentId }) => paymentIntentId)).toEqual(["pi_2", "pi_3"]);
  });

  test("goes back though the order is refunded already, which is open until it is back", () => {
    const { order } = begun();
    order.pay();
    order.takeBack();
    order.answered(0, "succeeded");
    order.pay({ session: "cs_2", intent: "pi_2" });
    expect(order.now.status).toBe("refunding");
    order.answered(1, "succeeded");
    expect(order.now.status).toBe("refunded");
  });
});

describe("an order whose time is over", () => {
  test("is still to be closed after something else has happened to it", () => {
    const { office, order } = begun();
    order.attach();
    office.wait(10 * minute);
    order.pay({ session: "cs_2", intent: "pi_2" });
    expect([...office.book.toClose]).toEqual([order.id]);
    order.closeSession();
    expect(office.book.toClose.size).toBe(0);
    expect(order.now.status).toBe("expired");
  });

  test("keeps its seats until its payment is known, and is not begun again", () => {
    const { office, order, statuses } = begun();
    office.wait(10 * minute);
    expect(refusalOf(order.begin())).toBe("hold_expired");
    expect(statuses()).toEqual([seat.held, seat.held]);
    order.pay();
    expect(office.book.toClose.size).toBe(0);
    expect(statuses()).toEqual([seat.sold, seat.sold]);
  });
});

describe("a payment that a bank has yet to confirm", () => {
  const rules = { delayedPaymentHours: 48 };

  test("keeps its seats beyond the hold, up to the event's limit", () => {
    const { office, order, statuses } = begun(rules);
    order.attach();
    order.underWay();
    const until = office.now + 48 * hour;
    expect(order.now.underWay).toMatchObject({ sessionId: "cs_1", until });
    office.wait(48 * hour - 1);
    expect(office.book.toClose.size).toBe(0);
    office.wait(1);
    expect([...office.book.toClose]).toEqual([order.id]);
    expect(statuses()).toEqual([seat.held, seat.held]);
    order.closeSession();
    expect(order.now).toMatchObject({ status: "expired", underWay: null });
    expect(statuses()).toEqual([seat.available, seat.available]);
  });

  test("is not prolonged by hearing of it again", () => {
    const { office, order } = begun(rules);
    order.underWay();
    const { underWay } = order.now;
    office.wait(hour);
    order.underWay();
    expect(order.now.underWay).toEqual(underWay);
  });

  test("heard of only after the hold had run out keeps the seats all the same", () => {
    const { office, order } = begun(rules);
    office.wait(10 * minute);
    order.underWay();
    expect(office.book.toClose.size).toBe(0);
    office.wait(48 * hour);
    expect([...office.book.toClose]).toEqual([order.id]);
  });

  test("that comes is a sale, and one that does not frees the seats at once", () => {
    for (const comes of [true, false]) {
      const { office, order, statuses } = begun(rules);
      order.attach();
      order.underWay();
      office.wait(24 * hour);
      if (comes) order.pay();
      else order.fail();
      expect(order.now).toMatchObject({ status: comes ? "paid" : "expired", underWay: null });
      expect(order.now.closing).toBe(comes ? null : "failed");
      expect(statuses()[0]).toBe(comes ? seat.sold : seat.available);
      const before = order.now;
      order.underWay();
      order.fail();
      expect(order.now).toBe(before);
    }
  });

  test("that its fan cancels is to be called off, and keeps its seats until it is", () => {
    const { office, order, statuses } = begun(rules);
    order.underWay();
    order.cancel();
    expect([...office.book.toClose]).toEqual([order.id]);
    expect(statuses()).toEqual([seat.held, seat.held]);
    order.closeSession();
    expect(order.now.status).toBe("canceled");
  });

  test("by another Session than the order's is not waited for, and its failure ends nothing", () => {
    const { order } = begun(rules);
    order.attach("cs_1");
    order.underWay("cs_2");
    expect(order.now.underWay).toBeNull();
    order.fail("cs_2");
    expect(order.now).toMatchObject({ status: "awaiting_payment", closing: null });
  });
});
