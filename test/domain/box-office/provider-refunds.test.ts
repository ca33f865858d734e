import { describe, expect, test } from "vitest";
import type { RefundReport } from "../../../src/domain/box-office/contract.ts";
import { givenBackOf, liveSeatsOf } from "../../../src/domain/box-office/order.ts";
import { PaperOffice, refusalOf } from "../../support/box-office.ts";
import { PaperOrder } from "../../support/paper-order.ts";

/** Two seats at 50.00 each, on record in Postgres. */
const sold = (rules = {}) =>
  PaperOrder.confirmed(new PaperOffice({ rows: [10] }, { refundHoursBefore: 24, ...rules }), "anna", [2, 3]);
const back = (order: PaperOrder) => givenBackOf(order.now, order.now.payment?.paymentIntentId ?? null);

describe("reports of our own refund", () => {
  test.each<[RefundReport["status"][], RefundReport["status"]]>([
    [["pending", "succeeded"], "succeeded"],
    [["succeeded", "pending"], "succeeded"],
    [["succeeded", "pending", "succeeded"], "succeeded"],
    [["pending", "failed", "succeeded"], "failed"],
    [["failed", "pending", "succeeded"], "failed"],
    [["succeeded", "failed", "pending"], "failed"],
    [["canceled", "pending"], "canceled"],
  ])("%j come to %s, with or without our own answer between", (reports, end) => {
    for (const answeredAfter of [-1, 0, 1, 2]) {
      const order = sold();
      order.giveBack();
      reports.forEach((status, n) => {
        if (n === answeredAfter) order.answered(0, "pending");
        order.report(0, status);
      });
      expect(order.refund().status).toBe(end);
      expect(order.now.refunds).toHaveLength(1);
    }
  });

  test("change nothing when they are told again", () => {
    const order = sold();
    order.giveBack();
    order.report(0, "succeeded");
    const before = order.now;
    order.report(0, "succeeded");
    order.report(0, "pending");
    expect(order.now).toBe(before);
  });

  test("change how it stands and nothing else of it", () => {
    const order = sold();
    order.giveBack({ seats: [2] });
    const { status: _, providerId: __, ...before } = order.refund();
    order.reported({ refundId: before.id, status: "pending", providerId: "re_0", amountMinor: 1 });
    expect(order.refund()).toEqual({ ...before, status: "pending", providerId: "re_0" });
  });

  test("before the payment is known are told again later", () => {
    const office = new PaperOffice({ rows: [10] });
    const order = new PaperOrder(office, "anna", [2]);
    order.begin();
    expect(refusalOf(order.byHand(5000, { paymentIntentId: "pi_1" }))).toBe("payment_not_known");
    expect(refusalOf(order.dispute("open", { paymentIntentId: "pi_1" }))).toBe("payment_not_known");
    expect(order.now.refunds).toEqual([]);
  });
});

describe("a refund made by hand at the provider", () => {
  test("of everything makes the tickets void, once", () => {
    const order = sold();
    order.byHand(10_000);
    const before = order.now;
    expect(order.now).toMatchObject({ status: "refunded", flags: [] });
    expect(order.refund()).toMatchObject({ by: { kind: "provider" }, seats: [2, 3], amountMinor: 10_000 });
    order.byHand(10_000);
    expect(order.now).toBe(before);
  });

  test("of a part leaves the tickets and is flagged", () => {
    const order = sold();
    order.byHand(4000);
    expect(order.now).toMatchObject({ status: "confirmed", flags: [{ code: "refunded_elsewhere" }] });
    expect(liveSeatsOf(order.now)).toEqual([2, 3]);
  });

  test("of the rest, after tickets came back, makes what is left void", () => {
    const order = sold();
    order.giveBack({ seats: [2] });
    order.answered(0, "succeeded");
    order.byHand(5000);
    expect(order.now.status).toBe("refunded");
    expect(order.refund(1).seats).toEqual([3]);
  });

  test("of more than ours leaves, and not of all, takes no tickets: ours will fail", () => {
    const order = sold();
    order.giveBack({ seats: [2] });
    order.byHand(6000);
    expect(order.now).toMatchObject({ status: "confirmed", flags: [{ code: "refunded_elsewhere" }] });
    expect(liveSeatsOf(order.now)).toEqual([3]);
    order.refused(0);
    expect(order.retry(order.refund(0).id).ok).toBe(true);
    expect(back(order)).toBe(10_000);
  });

  test("leaves less to give back later", () => {
    const order = sold();
    order.byHand(7000);
    order.giveBack({ seats: [2] });
    order.giveBack({ seats: [3] });
    expect(order.now.refunds.map(({ amountMinor }) => amountMinor)).toEqual([7000, 3000, 0]);
    expect(back(order)).toBe(10_000);
  });

  test("that did not come about changes nothing", () => {
    const order = sold();
    order.byHand(10_000, { status: "failed" });
    order.byHand(10_000, { status: "canceled" });
    expect(order.now).toMatchObject({ status: "confirmed", refunds: [] });
  });

  test("in place of one that failed is that one, done", () => {
    const order = sold({ fees: { ticketMinor: 100, orderMinor: 0, refundable: false } });
    order.giveBack({ seats: [2] });
    order.refused(0);
    order.byHand(5000);
    expect(order.refund(1)).toMatchObject({ retryOf: order.refund(0).id, seats: [] });
    expect(order.now).toMatchObject({ status: "confirmed", flags: [] });
    order.retry(order.refund(0).id);
    expect(back(order)).toBe(5000);
  });

  test("of another's payment is not ours to record", () => {
    const order = sold();
    expect(refusalOf(order.byHand(10_000, { paymentIntentId: "pi_strange" }))).toBe("payment_not_known");
    expect(order.now.refunds).toEqual([]);
  });

  test("of a payment that came twice takes no tickets", () => {
    const order = sold();
    order.pay({ session: "cs_2", intent: "pi_2" });
    order.byHand(10_000, { paymentIntentId: "pi_2" });
    expect(order.now.status).toBe("confirmed");
    expect(liveSeatsOf(order.now)).toEqual([2, 3]);
    order.answered(0, "succeeded", "re_by_hand");
    expect(givenBackOf(order.now, "pi_2")).toBe(10_000);
  });
});

describe("a refund of ours that meets one made by hand", () => {
  // The provider answers for ours with the one by which the money went back.
  test.each(["report first", "answer first"])("is canceled, and nothing is given twice: %s", (order) => {
    const all = sold();
    all.giveBack();
    if (order === "report first") all.byHand(10_000);
    all.answered(0, "succeeded", "re_by_hand");
    if (order === "answer first") all.byHand(10_000);
    expect(all.now.refunds.map(({ status }) => status)).toEqual(["canceled", "succeeded"]);
    expect(back(all)).toBe(10_000);
    expect(all.now).toMatchObject({ status: "refunded", flags: [] });
    all.answered(0, "succeeded", "re_by_hand");
    all.byHand(10_000);
    expect(all.now.refunds).toHaveLength(2);
  });

  test.each(["report first", "answer first"])(
    "of a part, by all of it, leaves no ticket good: %s",
    (order) => {
      const part = sold();
      part.giveBack({ seats: [2] });
      if (order === "report first") part.byHand(10_000);
      part.answered(0, "succeeded", "re_by_hand");
      if (order === "answer first") part.byHand(10_000);
      expect(part.now.status).toBe("refunded");
      expect(liveSeatsOf(part.now)).toEqual([]);
      expect(back(part)).toBe(10_000);
    },
  );
});
