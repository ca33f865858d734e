import { describe, expect, test } from "vitest";
import { PaymentRefused } from "../../src/payments/gateway.ts";
import { refusalOf } from "../support/box-office.ts";
import { paidOffice } from "../support/paid-office.ts";

const [available, held, sold, blocked] = [0, 1, 2, 3];
const hour = 3_600_000;

describe("tickets that come back", () => {
  test("are refunded, told to Postgres, and their seats are free after that", async () => {
    const { test, buy, giveBack, settled, view, provider, ledger } = await paidOffice();
    const orderId = await buy("anna", [2, 3]);
    ledger.isAway = true;
    await giveBack(orderId, { seats: [2] });
    await settled();
    expect((await view(orderId)).refunds).toMatchObject([{ status: "succeeded", amountMinor: 5000 }]);
    expect((await test.statuses()).slice(2, 4)).toEqual([sold, sold]);
    ledger.isAway = false;
    await settled(hour);
    expect((await test.statuses()).slice(2, 4)).toEqual([available, sold]);
    expect(provider.made).toBe(1);
    expect(ledger.taken.at(-1)).toMatchObject({
      status: "confirmed",
      refundedMinor: 5000,
      tickets: [
        { seatNo: 2, status: "void" },
        { seatNo: 3, status: "valid" },
      ],
    });
  });

  test("are the same after a sleep at any moment", async () => {
    const { test, buy, giveBack, settled, view, provider, ledger } = await paidOffice();
    const orderId = await buy("anna", [2, 3]);
    ledger.isAway = true;
    provider.isAway = true;
    await giveBack(orderId, { seats: [2], seatsTo: "blocked", key: "k" });
    const before = await view(orderId);
    await test.sleepAndWake();
    expect(await view(orderId)).toEqual(before);
    expect(await giveBack(orderId, { seats: [2], seatsTo: "blocked", key: "k" })).toEqual({
      ok: true,
      value: before,
    });
    expect((await test.statuses()).slice(2, 4)).toEqual([sold, sold]);
    provider.isAway = false;
    ledger.isAway = false;
    await settled(hour);
    expect((await test.statuses()).slice(2, 4)).toEqual([blocked, sold]);
    await test.sleepAndWake();
    expect((await test.statuses()).slice(2, 4)).toEqual([blocked, sold]);
    expect(provider.made).toBe(1);
  });

  test("that were to be kept from sale are, after an edit of the event too", async () => {
    const { test, office, buy, giveBack, settled } = await paidOffice();
    const orderId = await buy("anna", [2, 3]);
    await giveBack(orderId, { seats: [2], seatsTo: "blocked" });
    await settled();
    await test.edit({ holdSeconds: 700 });
    expect((await test.statuses()).slice(2, 4)).toEqual([blocked, sold]);
    await office.unblock([2]);
    await test.edit({ holdSeconds: 800 });
    expect((await test.statuses()).slice(2, 4)).toEqual([available, sold]);
  });

  test("whose money is all back keep their seats from others until Postgres knows, after a sleep too", async () => {
    const { test, buy, giveBack, settled, view, ledger } = await paidOffice();
    const orderId = await buy("anna", [2, 3]);
    ledger.isAway = true;
    await giveBack(orderId);
    await settled();
    expect((await view(orderId)).status).toBe("refunded");
    await test.sleepAndWake();
    expect((await test.statuses()).slice(2, 4)).toEqual([sold, sold]);
    ledger.isAway = false;
    await settled(hour);
    expect((await test.statuses()).slice(2, 4)).toEqual([available, available]);
  });

  test("of a whole order leave their seats to others, after a sleep too", async () => {
    const { test, buy, giveBack, settled, view } = await paidOffice({ maxTicketsPerOrder: 2 });
    const orderId = await buy("anna", [2, 3]);
    await giveBack(orderId);
    await settled();
    expect((await view(orderId)).status).toBe("refunded");
    await test.sleepAndWake();
    const another = await buy("anna", [2, 3]);
    await test.sleepAndWake();
    expect((await view(another)).status).toBe("confirmed");
    expect((await test.statuses()).slice(2, 4)).toEqual([sold, sold]);
  });
});

describe("a refund", () => {
  test("whose answer is lost is asked for again with the same id, and made once", async () => {
    const { buy, giveBack, settled, view, provider } = await paidOffice();
    const orderId = await buy("anna", [2]);
    provider.isAway = true;
    await giveBack(orderId);
    await settled();
    provider.isAway = false;
    await settled(hour);
    expect(new Set(provider.asked.map(({ refundId }) => refundId)).size).toBe(1);
    expect(provider.asked.length).toBeGreaterThan(1);
    expect(provider.made).toBe(1);
    expect((await view(orderId)).status).toBe("refunded");
  });

  test("that the bank is still at is looked after until it is done", async () => {
    const { test, buy, giveBack, settled, view, provider } = await paidOffice();
    const orderId = await buy("anna", [2]);
    provider.stand = "pending";
    await giveBack(orderId);
    await settled();
    expect((await view(orderId)).status).toBe("refunding");
    await test.sleepAndWake();
    provider.stand = "succeeded";
    await settled(2 * hour);
    expect((await view(orderId)).status).toBe("refunded");
    expect(provider.asked).toHaveLength(1);
  });

  test("that is refused is flagged, and asked for as another when someone tries again", async () => {
    const { test, office, buy, giveBack, settled, view, provider } = await paidOffice();
    const orderId = await buy("anna", [2]);
    const { refund } = provider;
    provider.refund = () => Promise.reject(new PaymentRefused("in dispute"));
    await giveBack(orderId);
    await settled();
    const failed = await view(orderId);
    expect(failed).toMatchObject({ status: "refunding", flags: [{ code: "refund_failed" }] });
    await test.sleepAndWake();
    const listed = await office.listOrders({ which: "flagged", after: null, limit: 10 });
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual([orderId]);
    provider.refund = refund;
    const [first] = failed.refunds;
    if (!first) throw new Error("expected a refund");
    await office.retryRefund(first.id);
    await settled();
    expect((await view(orderId)).status).toBe("refunded");
    expect(provider.asked.map(({ refundId }) => refundId)).not.toContain(first.id);
  });

  test("of money by another Session is given, though its order had ended unpaid, after a sleep too", async () => {
    const { test, office, begin, settled, view, provider } = await paidOffice();
    const orderId = await begin("anna", [2]);
    await settled(600_000);
    expect((await view(orderId)).status).toBe("expired");
    provider.isAway = true;
    await office.settle({
      orderId,
      sessionId: "cs_another",
      paymentIntentId: "pi_another",
      amountMinor: 5000,
      currency: "eur",
      reportId: "evt_1",
    });
    await test.sleepAndWake();
    provider.isAway = false;
    await settled(hour);
    expect(await view(orderId)).toMatchObject({ status: "expired", refunds: [{ status: "succeeded" }] });
    expect((await test.statuses())[2]).toBe(available);
  });
});

describe("an order that is to be closed", () => {
  test("is on the organizer's list while the provider is away, also when its time has run out", async () => {
    const { test, office, begin, settled, provider } = await paidOffice();
    const over = await begin("anna", [2]);
    provider.isAway = true;
    const closing = async () => {
      const listed = await office.listOrders({ which: "closing", after: null, limit: 10 });
      return listed.ok ? listed.value.map(({ id }) => id) : [];
    };
    expect(await closing()).toEqual([]);
    await settled(600_000);
    expect(await closing()).toEqual([over]);
    expect((await test.statuses())[2]).toBe(held);
    provider.isAway = false;
    await settled(hour);
    expect(await closing()).toEqual([]);
    expect((await test.statuses())[2]).toBe(available);
  });

  test("and waits for its bank is not on it before its time", async () => {
    const { office, begin, settled } = await paidOffice({ delayedPaymentHours: 48 });
    const orderId = await begin("anna", [2]);
    await office.paymentUnderWay({ orderId, sessionId: `cs_${orderId}`, paymentIntentId: "pi_1" });
    await settled(hour);
    const listed = await office.listOrders({ which: "closing", after: null, limit: 10 });
    expect(listed.ok && listed.value).toEqual([]);
  });
});

describe("a hold that had ended before its payment came", () => {
  test("is sold", async () => {
    const { test, office, begin, pay, settled, view } = await paidOffice();
    const orderId = await begin("anna", [2]);
    await settled(600_000);
    const { holdId, status } = await view(orderId);
    expect(status).toBe("expired");
    await pay(orderId);
    await test.sleepAndWake();
    expect(await office.viewHold("anna", holdId)).toMatchObject({ ok: true, value: { status: "sold" } });
    expect(refusalOf(await office.release("anna", holdId))).toBe("order_closed");
  });
});
