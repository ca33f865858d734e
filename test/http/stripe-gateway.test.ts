import { refundIdOf } from "../../src/domain/ids.ts";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { type PaymentGateway, PaymentRefused, PaymentUnavailable } from "../../src/payments/gateway.ts";
import { createStripeGateway } from "../../src/payments/stripe.ts";
import { askStripe, controlStripe, payableOrder, stripeOrigin } from "../support/payments.ts";

const gatewayAt = (apiBase: string, timeoutMs = 5_000): PaymentGateway =>
  createStripeGateway({ secretKey: env.STRIPE_SECRET_KEY, apiBase, timeoutMs });

const gateway = gatewayAt(stripeOrigin());

const pay = (sessionId: string): Promise<void> => controlStripe(`/sessions/${sessionId}/complete`);

describe("a Session", () => {
  it("says whose it is, what is to pay, and where the fan comes back to", async () => {
    const order = payableOrder();
    const session = await gateway.openSession(order);
    expect(session).toMatchObject({
      status: "open",
      paid: false,
      paymentIntentId: null,
      total: { amountMinor: 5950, currency: "eur" },
      orderId: order.orderId,
    });
    const atStripe = await askStripe<Record<string, unknown>>(
      `/checkout/sessions/${session.sessionId}?expand[]=line_items`,
    );
    const back = `https://tickets.example/order?lang=de&order=${order.orderId}`;
    expect(atStripe).toMatchObject({
      client_reference_id: order.orderId,
      customer_email: "fan@example.org",
      metadata: { order_id: order.orderId },
      allowed_payment_method_types: ["card"],
      success_url: back,
      cancel_url: back,
      line_items: {
        data: [
          { quantity: 1, amount_total: 4200 },
          { quantity: 1, amount_total: 1750 },
        ],
      },
    });
  });

  it("asked for twice, by two tabs or after a lost answer, is one Session", async () => {
    const order = payableOrder();
    const [first, second] = [await gateway.openSession(order), await gateway.openSession(order)];
    expect(second).toEqual(first);
  });

  it("asked for again is told as it is now, not as it was made", async () => {
    const order = payableOrder();
    const { sessionId } = await gateway.openSession(order);
    await pay(sessionId);
    expect(await gateway.openSession(order)).toMatchObject({ sessionId, status: "complete", paid: true });
  });

  it("lasts as long as Stripe demands, also when the hold is about to end", async () => {
    const endsSoon = payableOrder({ expiresAt: Date.now() + 1_000 });
    const endsLate = payableOrder({ expiresAt: Date.now() + 1_800_000 });
    for (const order of [endsSoon, endsLate])
      expect(await gateway.openSession(order)).toMatchObject({ status: "open" });
  });

  it.each([
    ["jpy", 5950],
    ["kwd", 5950],
  ])("takes the minor units of %s as they are", async (currency, amountMinor) => {
    const session = await gateway.openSession(payableOrder({ total: { amountMinor, currency } }));
    expect(session.total).toEqual({ amountMinor, currency });
  });

  it("is not made when its lines do not come to the total", async () => {
    const order = payableOrder({ total: { amountMinor: 5949, currency: "eur" } });
    await expect(gateway.openSession(order)).rejects.toThrow(order.orderId);
  });
});

describe("closing a Session", () => {
  it("ends it, so that nobody can pay it", async () => {
    const { sessionId, url } = await gateway.openSession(payableOrder());
    expect(await gateway.closeSession(sessionId)).toMatchObject({ status: "expired", paid: false });
    expect((await fetch(url ?? "", { method: "POST", redirect: "manual" })).status).toBe(410);
  });

  it("that was paid meanwhile finds it complete", async () => {
    const { sessionId } = await gateway.openSession(payableOrder());
    await pay(sessionId);
    const closed = await gateway.closeSession(sessionId);
    expect(closed).toMatchObject({ status: "complete", paid: true });
    expect(closed.paymentIntentId).toMatch(/^pi_/);
  });

  it("twice finds it expired", async () => {
    const { sessionId } = await gateway.openSession(payableOrder());
    await gateway.closeSession(sessionId);
    expect(await gateway.closeSession(sessionId)).toMatchObject({ status: "expired" });
  });
});

describe("what Stripe will not do is PaymentRefused, and asking again is no use", () => {
  it.each([
    ["an amount above what it takes", { amountMinor: 100_000_000, currency: "eur" }],
    ["a currency that it does not know", { amountMinor: 5950, currency: "zzz" }],
  ])("%s", async (_, total) => {
    const lines = [{ name: "Stalls", quantity: 1, unitMinor: total.amountMinor }];
    await expect(gateway.openSession(payableOrder({ lines, total }))).rejects.toThrow(PaymentRefused);
  });

  it("a Session that would have to end in less than half an hour", async () => {
    const order = payableOrder({ expiresAt: Date.now() - 120_000 });
    await expect(gateway.openSession(order)).rejects.toThrow(PaymentRefused);
  });

  it("closing a Session that it does not have, and says so", async () => {
    await expect(gateway.closeSession("cs_test_of_another_account")).rejects.toMatchObject({
      name: "PaymentRefused",
      missing: true,
    });
  });

  it("but another order under the same key is not refused: there is a Session", async () => {
    const order = payableOrder();
    await gateway.openSession(order);
    const other = gateway.openSession({ ...order, email: "other@example.org" });
    await expect(other).rejects.not.toBeInstanceOf(PaymentRefused);
    await expect(other).rejects.not.toBeInstanceOf(PaymentUnavailable);
  });
});

it("a live key is given to no address that could be listened to on the way", () => {
  const at = (secretKey: string, apiBase: string) => () => createStripeGateway({ secretKey, apiBase });
  for (const key of ["sk_live_1", "rk_live_1"]) expect(at(key, "http://127.0.0.1:12111")).toThrow(/https/);
  expect(at("sk_live_1", "https://payments.example.org")).not.toThrow();
  expect(at("sk_test_1", "http://127.0.0.1:12111")).not.toThrow();
});

describe("a payment that a bank has to confirm", () => {
  it.each([
    [true, { paid: true, failed: false }],
    [false, { paid: false, failed: true }],
  ])("and that it confirms: %s", async (succeeded, expected) => {
    const { sessionId } = await gateway.openSession(payableOrder({ delayedMethods: true }));
    await controlStripe(`/sessions/${sessionId}/complete`, { delayed: true });
    const underWay = { status: "complete", paid: false, failed: false };
    expect(await gateway.viewSession(sessionId)).toMatchObject(underWay);
    expect(await gateway.closeSession(sessionId)).toMatchObject(underWay);
    await controlStripe(`/sessions/${sessionId}/settle`, { succeeded });
    expect(await gateway.viewSession(sessionId)).toMatchObject(expected);
  });
});

describe("a refund", () => {
  const paidOrder = async (card?: string) => {
    const order = payableOrder();
    const { sessionId } = await gateway.openSession(order);
    await controlStripe(`/sessions/${sessionId}/complete`, card ? { card } : {});
    const { paymentIntentId } = await gateway.viewSession(sessionId);
    return {
      refundId: refundIdOf(order.orderId, 0),
      orderId: order.orderId,
      paymentIntentId: paymentIntentId ?? "",
      amountMinor: 5950,
      reason: "seats_gone",
      mayExist: false,
    };
  };
  const refundsOf = async (paymentIntentId: string) =>
    (await askStripe<{ data: unknown[] }>(`/refunds?payment_intent=${paymentIntentId}`)).data;
  /** As an operator does it in the dashboard. */
  const refundByHand = (paymentIntentId: string, amount: number, more: Record<string, string> = {}) =>
    fetch(`${stripeOrigin()}/v1/refunds`, {
      method: "POST",
      headers: { authorization: `Bearer ${env.STRIPE_SECRET_KEY}` },
      body: new URLSearchParams({ payment_intent: paymentIntentId, amount: `${amount}`, ...more }),
    });

  it("is given once, however often it is asked for", async () => {
    const asked = await paidOrder();
    const refund = await gateway.refund(asked);
    expect(refund.status).toBe("succeeded");
    expect(await gateway.refund(asked)).toEqual(refund);
    // Other words are other parameters under the same key.
    expect(await gateway.refund({ ...asked, reason: "told otherwise" })).toEqual(refund);
    expect(await refundsOf(asked.paymentIntentId)).toHaveLength(1);
  });

  it("is found when its key is forgotten", async () => {
    const asked = await paidOrder();
    // Under no key, as if it had been forgotten.
    await refundByHand(asked.paymentIntentId, 2000, { "metadata[refund_id]": asked.refundId });
    const [made] = await refundsOf(asked.paymentIntentId);
    expect(made).toMatchObject({
      id: (await gateway.refund({ ...asked, amountMinor: 2000, mayExist: true })).providerId,
    });
    expect(await refundsOf(asked.paymentIntentId)).toHaveLength(1);
  });

  it("in part leaves the rest for another", async () => {
    const asked = await paidOrder();
    const other = { ...asked, refundId: refundIdOf(asked.orderId, 1), amountMinor: 3950 };
    await gateway.refund({ ...asked, amountMinor: 2000 });
    await gateway.refund(other);
    await gateway.refund(other);
    expect(await refundsOf(asked.paymentIntentId)).toHaveLength(2);
  });

  it("is one a payment, also of an order that was paid twice", async () => {
    const first = await paidOrder();
    const second = { ...(await paidOrder()), orderId: first.orderId };
    const refunds = [await gateway.refund(first), await gateway.refund(second)];
    expect(refunds).toMatchObject([{ status: "succeeded" }, { status: "succeeded" }]);
    expect(await refundsOf(second.paymentIntentId)).toHaveLength(1);
  });

  it("that was given by hand is done", async () => {
    const asked = await paidOrder();
    await refundByHand(asked.paymentIntentId, 5950);
    expect(await gateway.refund(asked)).toMatchObject({ status: "succeeded" });
    expect(await refundsOf(asked.paymentIntentId)).toHaveLength(1);
  });

  it("that was given in part only is not taken for the whole", async () => {
    const asked = await paidOrder();
    await refundByHand(asked.paymentIntentId, 1000);
    await expect(gateway.refund(asked)).rejects.toThrow(PaymentRefused);
  });

  it.each([
    ["4000000000007726", "pending", "succeeded"],
    ["4000000000005126", "succeeded", "failed"],
  ])("to the card %s asked for again is told as it is now", async (card, first, later) => {
    const asked = await paidOrder(card);
    expect((await gateway.refund(asked)).status).toBe(first);
    await vi.waitFor(async () => expect((await gateway.refund(asked)).status).toBe(later), {
      timeout: 6000,
      interval: 300,
    });
    expect(await refundsOf(asked.paymentIntentId)).toHaveLength(1);
  });
});

describe("nothing is known, so PaymentUnavailable is thrown, when Stripe", () => {
  // Twice each: the client asks once more by itself.
  it.each([
    ["answers 500", { status: 500, count: 2 }],
    ["answers 503", { status: 503, count: 2 }],
    ["answers 429", { status: 429, count: 2 }],
    ["is slow", { delayMs: 2_000, count: 2 }],
    ["breaks the connection before the work", { drop: "before", count: 2 }],
    ["breaks the connection after the work", { drop: "after", count: 2 }],
  ])("%s", async (_, trouble) => {
    const order = payableOrder();
    await controlStripe("/api", { match: order.orderId, ...trouble });
    await expect(gatewayAt(stripeOrigin(), 300).openSession(order)).rejects.toThrow(PaymentUnavailable);
  });

  it("does not take the secret key: the operator's fault, not the fan's", async () => {
    const stranger = createStripeGateway({ secretKey: "sk_test_wrong", apiBase: stripeOrigin() });
    await expect(stranger.openSession(payableOrder())).rejects.toThrow(PaymentUnavailable);
    await expect(stranger.closeSession("cs_test_1")).rejects.toThrow(PaymentUnavailable);
  });

  it("is away", async () => {
    await expect(gatewayAt("http://127.0.0.1:1").openSession(payableOrder())).rejects.toThrow(
      PaymentUnavailable,
    );
  });

  it("is still at work on the same request", async () => {
    const order = payableOrder();
    await controlStripe("/api", { match: order.orderId, delayMs: 3_000, count: 1 });
    const first = gateway.openSession(order);
    await scheduler.wait(100);
    await expect(gateway.openSession(order)).rejects.toThrow(PaymentUnavailable);
    expect(await gateway.openSession(order).catch(() => first)).toEqual(await first);
  });

  it("and the Session that was made unheard is found by asking again", async () => {
    const order = payableOrder();
    await controlStripe("/api", { match: order.orderId, drop: "after", count: 1 });
    const session = await gateway.openSession(order);
    const { data } = await askStripe<{ data: { id: string; client_reference_id: string }[] }>(
      "/checkout/sessions?limit=100",
    );
    const made = data.filter(({ client_reference_id }) => client_reference_id === order.orderId);
    expect(made.map(({ id }) => id)).toEqual([session.sessionId]);
  });

  it("can not say whether a Session is closed", async () => {
    const { sessionId } = await gateway.openSession(payableOrder());
    await controlStripe("/api", { match: sessionId, status: 503, count: 2 });
    await expect(gateway.closeSession(sessionId)).rejects.toThrow(PaymentUnavailable);
    expect(await gateway.viewSession(sessionId)).toMatchObject({ status: "open" });
  });
});
