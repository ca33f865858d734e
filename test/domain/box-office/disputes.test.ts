import { describe, expect, test } from "vitest";
import { givenBackOf, liveSeatsOf } from "../../../src/domain/box-office/order.ts";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import { PaperOffice, refusalOf } from "../../support/box-office.ts";
import { PaperOrder } from "../../support/paper-order.ts";

/** Two seats at 50.00 each, on record in Postgres. */
const sold = () => {
  const office = new PaperOffice({ rows: [10] }, { refundHoursBefore: 24 });
  return { office, order: PaperOrder.confirmed(office, "anna", [2, 3]) };
};
const back = (order: PaperOrder) => givenBackOf(order.now, order.now.payment?.paymentIntentId ?? null);

describe("a dispute", () => {
  test("that is open leaves the tickets, is flagged, and nothing is given back meanwhile", () => {
    const { order } = sold();
    order.dispute("open");
    expect(order.now).toMatchObject({ status: "confirmed", flags: [{ code: "disputed" }] });
    expect(refusalOf(order.giveBack())).toBe("order_disputed");
    expect(refusalOf(order.takeBack())).toBe("order_disputed");
    expect(liveSeatsOf(order.now)).toEqual([2, 3]);
  });

  test("that is won is over: tickets can be given back again", () => {
    const { order } = sold();
    order.dispute("open");
    order.dispute("won");
    expect(order.now).toMatchObject({ flags: [], disputes: [{ status: "won" }] });
    expect(order.giveBack().ok).toBe(true);
  });

  test("that is lost makes the tickets void, and their seats go back once Postgres knows", () => {
    const { office, order } = sold();
    order.dispute("open");
    order.dispute("lost");
    expect(order.now).toMatchObject({ status: "refunded", flags: [{ code: "dispute_lost" }] });
    expect(order.refund()).toMatchObject({
      reason: "dispute_lost",
      amountMinor: 10_000,
      status: "succeeded",
      by: { kind: "provider" },
    });
    expect(office.book.status[2]).toBe(seat.sold);
    order.record();
    expect(office.book.status[2]).toBe(seat.available);
  });

  test.each([["open", "lost", "lost"] as const, ["lost", "open", "lost"] as const, ["lost", "won"] as const])(
    "told as %s, %s, … is lost once",
    (...reports) => {
      const { order } = sold();
      for (const status of reports) order.dispute(status);
      expect(order.now).toMatchObject({ status: "refunded", disputes: [{ status: "lost" }] });
      expect(order.now.refunds).toHaveLength(1);
      expect(back(order)).toBe(10_000);
    },
  );

  test("of a payment that is not the order's is not known", () => {
    const { order } = sold();
    expect(refusalOf(order.dispute("open", { paymentIntentId: "pi_strange" }))).toBe("payment_not_known");
  });

  test("that is lost takes the place of a refund that was still to be asked for", () => {
    const { order } = sold();
    order.giveBack({ seats: [2] });
    order.dispute("open");
    order.dispute("lost");
    expect(order.now.refunds.map(({ status }) => status)).toEqual(["canceled", "succeeded"]);
    expect(back(order)).toBe(10_000);
    expect(order.now.status).toBe("refunded");
  });

  test("that is lost after all was given back, which then failed, leaves nothing to try again", () => {
    const { order } = sold();
    order.giveBack();
    order.answered(0, "succeeded");
    order.dispute("open");
    order.dispute("lost");
    order.answered(0, "failed");
    expect(order.now.status).toBe("refunded");
  });

  test("that is lost after the provider refused a refund leaves nothing to try again", () => {
    const { order } = sold();
    order.giveBack();
    order.dispute("open");
    order.refused(0);
    order.dispute("lost");
    expect(order.now.status).toBe("refunded");
    order.retry(order.refund(0).id);
    expect(back(order)).toBe(10_000);
  });

  test("does not hide that a refund came about that it was to take the place of", () => {
    const { order } = sold();
    order.giveBack({ seats: [2] });
    order.dispute("lost");
    order.answered(0, "succeeded");
    expect(order.refund(0)).toMatchObject({ status: "succeeded", providerId: "re_0" });
    expect(back(order)).toBe(15_000);
  });

  test("is one of several: told again in any order, they change nothing more", () => {
    const { order } = sold();
    const tell = () => {
      for (const [disputeId, status] of [
        ["dp_a", "open"],
        ["dp_a", "won"],
        ["dp_b", "open"],
        ["dp_b", "lost"],
      ] as const)
        order.dispute(status, { disputeId });
    };
    tell();
    const before = order.now;
    tell();
    expect(order.now).toBe(before);
    expect(order.now).toMatchObject({ status: "refunded", flags: [{ code: "dispute_lost" }] });
  });

  test("about money that was paid twice takes that, and no ticket", () => {
    const { order } = sold();
    order.pay({ session: "cs_2", intent: "pi_2" });
    order.dispute("open", { paymentIntentId: "pi_2" });
    order.dispute("lost", { paymentIntentId: "pi_2" });
    expect(liveSeatsOf(order.now)).toEqual([2, 3]);
    expect(givenBackOf(order.now, "pi_2")).toBe(10_000);
    expect(order.now.refunds).toMatchObject([{ status: "canceled" }, { reason: "dispute_lost" }]);
  });
});
