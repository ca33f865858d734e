import { describe, expect, it } from "vitest";
import {
  control,
  faultOf,
  paid,
  pay,
  sdk,
  session,
  start,
  startWithReceiver,
} from "../support/node/stripe.ts";

const unexpected = { status: 400, code: "payment_intent_unexpected_state" };

describe("a payment", () => {
  it("is an intent and a charge that name each other, with the order's metadata", async () => {
    const standIn = await start();
    const { paymentIntentId } = await paid(standIn);
    const stripe = sdk(standIn);
    const intent = await stripe.paymentIntents.retrieve(paymentIntentId);
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 8400, livemode: false });
    expect(intent.metadata).toEqual({ order_id: "ord_1" });
    expect(await stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({
      payment_intent: paymentIntentId,
      amount: 8400,
      amount_refunded: 0,
      refunded: false,
      disputed: false,
      metadata: { order_id: "ord_1" },
    });
  });

  it("is given out whole where the id would stand, when that is asked for", async () => {
    const standIn = await start();
    const { sessionId } = await paid(standIn);
    const stripe = sdk(standIn);
    const expand = ["payment_intent.latest_charge", "line_items"];
    const { payment_intent, line_items } = await stripe.checkout.sessions.retrieve(sessionId, { expand });
    expect(payment_intent).toMatchObject({ latest_charge: { object: "charge", amount: 8400 } });
    expect(line_items?.data).toMatchObject([{ quantity: 2, price: { unit_amount: 4200 } }]);
    const [first] = (await stripe.checkout.sessions.list({ expand: ["data.payment_intent"] })).data;
    expect(first?.payment_intent).toMatchObject({ object: "payment_intent" });
    const unknown = stripe.checkout.sessions.retrieve(sessionId, { expand: ["currency"] });
    expect(await faultOf(unknown)).toMatchObject({ status: 400 });
  });

  it("that was declined leaves a failed charge, and the next try goes on with the intent", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { id } = await stripe.checkout.sessions.create(session());
    await pay(standIn, id, { action: "decline" });
    const before = await stripe.paymentIntents.list();
    expect(before.data).toMatchObject([
      { status: "requires_payment_method", last_payment_error: { code: "card_declined" } },
    ]);
    await pay(standIn, id);
    const after = await stripe.paymentIntents.list({ expand: ["data.latest_charge"] });
    expect(after.data.map((intent) => intent.id)).toEqual(before.data.map((intent) => intent.id));
    expect(after.data).toMatchObject([{ status: "succeeded", latest_charge: { status: "succeeded" } }]);
    expect((await stripe.charges.list()).data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  });
});

describe("a payment that comes later", () => {
  const later = async (allowed_payment_method_types?: ["card"] | ["card", "sepa_debit"]) => {
    const { standIn, receiver } = await startWithReceiver();
    const stripe = sdk(standIn);
    const asked = allowed_payment_method_types ? { allowed_payment_method_types } : {};
    const { id } = await stripe.checkout.sessions.create(session(asked));
    const page = await (await fetch(`${standIn.origin}/pay/${id}`)).text();
    const offered = page.includes('value="later"');
    const { status } = await pay(standIn, id, { action: "later" });
    return { standIn, stripe, receiver, id, offered, status };
  };

  it("is offered only when the Session allows such a way to pay", async () => {
    expect(await later(["card"])).toMatchObject({ offered: false, status: 400 });
    expect(await later(["card", "sepa_debit"])).toMatchObject({ offered: true, status: 303 });
    expect(await later()).toMatchObject({ offered: true, status: 303 });
  });

  it("makes the Session complete and unpaid, and is not there when the bank refuses", async () => {
    const { standIn, stripe, receiver, id } = await later();
    const expand = ["payment_intent"];
    expect(await stripe.checkout.sessions.retrieve(id, { expand })).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing" },
    });
    await control(standIn, `/sessions/${id}/settle`, { succeeded: false });
    expect(await stripe.checkout.sessions.retrieve(id, { expand })).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: {
        status: "requires_payment_method",
        last_payment_error: { code: "payment_intent_payment_attempt_failed" },
      },
    });
    await receiver.until((bodies) => bodies.length === 2);
    expect(receiver.types()).toEqual(["checkout.session.completed", "checkout.session.async_payment_failed"]);
    expect((await pay(standIn, id)).status).toBe(409);
  });

  it("can be canceled only after it failed, or when Stripe is in the mood", async () => {
    const { standIn, stripe, id } = await later();
    const payment = String((await stripe.checkout.sessions.retrieve(id)).payment_intent);
    expect(await faultOf(stripe.paymentIntents.cancel(payment))).toMatchObject(unexpected);
    await control(standIn, "/switches", { cancelableWhileProcessing: true });
    expect(await stripe.paymentIntents.cancel(payment)).toMatchObject({ status: "canceled" });

    const other = await later();
    await control(other.standIn, `/sessions/${other.id}/settle`, { succeeded: false });
    const [failed] = (await other.stripe.paymentIntents.list()).data;
    const reason = { cancellation_reason: "abandoned" } as const;
    expect(await other.stripe.paymentIntents.cancel(failed?.id ?? "", reason)).toMatchObject(reason);
  });
});

describe("a payment under way", () => {
  it("keeps its Session from being expired, paid again, or running out, until it is known", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { id } = await stripe.checkout.sessions.create(session());
    await control(standIn, `/sessions/${id}/begin`);
    expect(await faultOf(stripe.checkout.sessions.expire(id))).toMatchObject({ status: 400 });
    expect((await pay(standIn, id)).status).toBe(409);
    await control(standIn, "/clock", { advanceSeconds: 25 * 3600 });
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: "open" });
    await control(standIn, `/sessions/${id}/settle`);
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: "complete",
      payment_status: "paid",
    });
  });

  it("leaves its Session open when the bank says no", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { id } = await stripe.checkout.sessions.create(session());
    await control(standIn, `/sessions/${id}/begin`, { card: "4000000000009995" });
    await control(standIn, `/sessions/${id}/settle`, { succeeded: false });
    const expand = ["payment_intent"];
    expect(await stripe.checkout.sessions.retrieve(id, { expand })).toMatchObject({
      status: "open",
      payment_intent: { last_payment_error: { decline_code: "insufficient_funds" } },
    });
    expect(await stripe.checkout.sessions.expire(id, { expand })).toMatchObject({
      status: "expired",
      payment_intent: { status: "canceled", cancellation_reason: "expired" },
    });
  });
});

describe("an intent can not be canceled", () => {
  it("when it is paid, or while its Session is open and could be paid", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { paymentIntentId } = await paid(standIn);
    expect(await faultOf(stripe.paymentIntents.cancel(paymentIntentId))).toMatchObject(unexpected);
    const { id } = await stripe.checkout.sessions.create(session());
    await pay(standIn, id, { action: "decline" });
    const [declined] = (await stripe.paymentIntents.list({ limit: 1 })).data;
    expect(await faultOf(stripe.paymentIntents.cancel(declined?.id ?? ""))).toMatchObject(unexpected);
  });
});

it("leaving the page goes back to the shop and leaves the Session open", async () => {
  const standIn = await start();
  const stripe = sdk(standIn);
  const { id } = await stripe.checkout.sessions.create(session());
  const left = await pay(standIn, id, { action: "abandon" });
  expect([left.status, left.headers.get("location")]).toEqual([303, session().cancel_url]);
  expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: "open" });
});
