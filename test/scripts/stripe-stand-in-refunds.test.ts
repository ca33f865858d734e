import { describe, expect, it } from "vitest";
import { control, faultOf, paid, sdk, start, startWithReceiver } from "../support/node/stripe.ts";

describe("a refund", () => {
  it("of a charge is one of its payment, and the charge says how much is back", async () => {
    const { standIn, receiver } = await startWithReceiver();
    const stripe = sdk(standIn);
    const { paymentIntentId } = await paid(standIn);
    const { latest_charge } = await stripe.paymentIntents.retrieve(paymentIntentId);
    const charge = String(latest_charge);
    const refund = await stripe.refunds.create({ charge, amount: 4200 });
    expect(refund).toMatchObject({ payment_intent: paymentIntentId, charge, status: "succeeded" });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 4200, refunded: false });
    await stripe.refunds.create({ charge });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 8400, refunded: true });
    await receiver.until((bodies) => bodies.length === 5);
    const events = receiver.bodies.map((body) => JSON.parse(body));
    const refunded = events.filter(({ type }) => type === "charge.refunded");
    expect(refunded.map(({ data }) => data.object.amount_refunded).sort()).toEqual([4200, 8400]);
    expect(receiver.types()).toContain("refund.created");
  });

  it("is found by payment, by charge and by time", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const [one, other] = [await paid(standIn), await paid(standIn)];
    const refund = await stripe.refunds.create({ payment_intent: one.paymentIntentId, amount: 100 });
    await stripe.refunds.create({ payment_intent: other.paymentIntentId, amount: 100 });
    const found = async (by: object) => (await stripe.refunds.list(by)).data.map(({ id }) => id);
    expect(await found({ payment_intent: one.paymentIntentId })).toEqual([refund.id]);
    expect(await found({ charge: String(refund.charge) })).toEqual([refund.id]);
    expect(await found({ created: { gte: refund.created + 60 } })).toEqual([]);
    expect(await found({ created: { gte: refund.created - 60 } })).toHaveLength(2);
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ amount: 100 });
  });

  it("needs something to refund", async () => {
    const stripe = sdk(await start());
    expect(await faultOf(stripe.refunds.create({}))).toMatchObject({ code: "parameter_missing" });
    const unknown = stripe.refunds.create({ payment_intent: "pi_1" });
    expect(await faultOf(unknown)).toMatchObject({ status: 404, code: "resource_missing" });
  });

  it("is told more of later: what is named changes, what is empty goes", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { paymentIntentId: payment_intent } = await paid(standIn);
    const { id } = await stripe.refunds.create({ payment_intent, metadata: { who: "fan", why: "ill" } });
    const { metadata } = await stripe.refunds.update(id, { metadata: { why: "", until: "noon" } });
    expect(metadata).toEqual({ who: "fan", until: "noon" });
    expect((await stripe.refunds.update(id, { metadata: "" })).metadata).toEqual({});
  });

  it("can be canceled while it waits and not after, and its money can be given back again", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { paymentIntentId: payment_intent } = await paid(standIn, "4000000000007726");
    const { id } = await stripe.refunds.create({ payment_intent });
    expect(await stripe.refunds.cancel(id)).toMatchObject({ status: "canceled" });
    expect(await faultOf(stripe.refunds.cancel(id))).toMatchObject({ code: "status_transition_invalid" });
    const again = await stripe.refunds.create({ payment_intent });
    expect(again.amount).toBe(8400);
  });

  it("that seemed done can fail after all, and then counts no more", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { paymentIntentId: payment_intent } = await paid(standIn);
    const { id, charge } = await stripe.refunds.create({ payment_intent });
    await control(standIn, `/refunds/${id}/end`, { status: "failed" });
    expect(await stripe.refunds.retrieve(id)).toMatchObject({
      status: "failed",
      failure_reason: "expired_or_canceled_card",
    });
    expect(await stripe.charges.retrieve(String(charge))).toMatchObject({ amount_refunded: 0 });
    const { data } = await stripe.events.list({ type: "refund.failed" });
    expect(data.map((event) => event.data.object)).toMatchObject([{ id, status: "failed" }]);
  });

  it("made in Stripe's own dashboard says nothing of an order", async () => {
    const standIn = await start();
    const { sessionId, paymentIntentId } = await paid(standIn);
    await control(standIn, `/payments/${sessionId}/refund`, { amount: 4200 });
    await control(standIn, `/payments/${paymentIntentId}/refund`);
    const { data } = await sdk(standIn).refunds.list({ payment_intent: paymentIntentId });
    expect(data.map(({ amount, metadata }) => [amount, metadata])).toEqual([
      [4200, {}],
      [4200, {}],
    ]);
  });
});

describe("a dispute", () => {
  it("is told of, found, and keeps the payment from being refunded", async () => {
    const { standIn, receiver } = await startWithReceiver();
    const stripe = sdk(standIn);
    const { sessionId, paymentIntentId: payment_intent } = await paid(standIn);
    const made = await control(standIn, `/payments/${sessionId}/dispute`, { reason: "product_not_received" });
    const dispute = await stripe.disputes.retrieve(made.id);
    expect(dispute).toMatchObject({
      object: "dispute",
      payment_intent,
      status: "needs_response",
      reason: "product_not_received",
      amount: 8400,
    });
    expect(await stripe.charges.retrieve(String(dispute.charge))).toMatchObject({ disputed: true });
    for (const by of [{ payment_intent }, { charge: String(dispute.charge) }, {}])
      expect((await stripe.disputes.list(by)).data.map(({ id }) => id)).toEqual([dispute.id]);
    expect((await stripe.disputes.list({ payment_intent: "pi_1" })).data).toEqual([]);
    expect(await faultOf(stripe.refunds.create({ payment_intent }))).toMatchObject({
      status: 400,
      code: "charge_disputed",
    });
    await control(standIn, `/disputes/${dispute.id}/close`, { status: "won" });
    await receiver.until((bodies) => bodies.length === 3);
    const closed = JSON.parse(receiver.bodies.at(-1) ?? "");
    expect(closed).toMatchObject({
      type: "charge.dispute.closed",
      data: { object: { status: "won", payment_intent } },
    });
    expect((await stripe.refunds.create({ payment_intent })).status).toBe("succeeded");
  });

  it("that is given up is lost, and the payment stays with the bank", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { paymentIntentId: payment_intent } = await paid(standIn);
    const { id } = await control(standIn, `/payments/${payment_intent}/dispute`);
    expect(await stripe.disputes.close(id)).toMatchObject({ status: "lost" });
    expect(await faultOf(stripe.disputes.close(id))).toMatchObject({ status: 400 });
    expect(await faultOf(stripe.refunds.create({ payment_intent }))).toMatchObject({
      code: "charge_disputed",
    });
  });

  it("follows a moment after a payment with the card for that", async () => {
    const standIn = await start();
    const { paymentIntentId: payment_intent } = await paid(standIn, "4000000000000259");
    const disputes = async () => (await sdk(standIn).disputes.list({ payment_intent })).data;
    expect(await disputes()).toEqual([]);
    await control(standIn, "/clock", { advanceSeconds: 10 });
    await expect.poll(disputes).toMatchObject([{ status: "needs_response", reason: "fraudulent" }]);
  });
});
