import { describe, expect, it } from "vitest";
import { ask, control, faultOf, order, paid, sdk, session, start } from "../support/node/stripe.ts";

const key = { idempotencyKey: "key" };

describe("under an Idempotency-Key", () => {
  it("the first answer comes again, marked, also when things have changed since", async () => {
    const standIn = await start();
    const { sessions } = sdk(standIn).checkout;
    const first = await sessions.create(session(), key);
    await sessions.expire(first.id);
    const again = await sessions.create(session(), key);
    expect([again.id, again.status]).toEqual([first.id, "open"]);
    const form = order();
    await ask(standIn, "/checkout/sessions", form, "other");
    const { headers } = await ask(standIn, "/checkout/sessions", form, "other");
    expect(headers.get("idempotent-replayed")).toBe("true");
  });

  it("another request is an error of its own, also at another endpoint", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    await stripe.checkout.sessions.create(session(), key);
    const error = { status: 400, type: "idempotency_error" };
    const other = session({ client_reference_id: "x" });
    expect(await faultOf(stripe.checkout.sessions.create(other, key))).toMatchObject(error);
    const elsewhere = stripe.refunds.create({ payment_intent: "pi_1" }, key);
    expect(await faultOf(elsewhere)).toMatchObject(error);
  });

  it("a refusal that came of how things stood is kept", async () => {
    const standIn = await start();
    const { refunds } = sdk(standIn);
    const { paymentIntentId: payment_intent } = await paid(standIn);
    const { id } = await control(standIn, `/payments/${payment_intent}/dispute`);
    const refund = () => refunds.create({ payment_intent }, key);
    expect(await faultOf(refund())).toMatchObject({ code: "charge_disputed" });
    await control(standIn, `/disputes/${id}/close`, { status: "won" });
    expect(await faultOf(refund())).toMatchObject({ code: "charge_disputed" });
    expect((await refunds.create({ payment_intent })).status).toBe("succeeded");
  });

  it("parameters that make no sense are not kept, nor is a rate limit", async () => {
    const standIn = await start();
    const { sessions } = sdk(standIn).checkout;
    const wrong = sessions.create(session({ success_url: "there" }), key);
    expect(await faultOf(wrong)).toMatchObject({ status: 400, type: "invalid_request_error" });
    await control(standIn, "/api", { status: 429, count: 1 });
    expect(await faultOf(sessions.create(session(), key))).toMatchObject({ status: 429 });
    expect((await sessions.create(session(), key)).status).toBe("open");
  });

  it("work whose answer was lost is not done again", async () => {
    const standIn = await start();
    const { refunds } = sdk(standIn);
    const { paymentIntentId: payment_intent } = await paid(standIn);
    // The package asks once more by itself when a connection breaks.
    await control(standIn, "/api", { drop: "after", count: 2 });
    const lost = refunds.create({ payment_intent, amount: 100 }, key);
    await expect(lost).rejects.toMatchObject({ type: "StripeConnectionError" });
    const { id } = await refunds.create({ payment_intent, amount: 100 }, key);
    expect((await refunds.list()).data.map((refund) => refund.id)).toEqual([id]);
  });

  it("nothing is remembered after a day: the same is done once more", async () => {
    const standIn = await start();
    const { refunds } = sdk(standIn);
    const { paymentIntentId: payment_intent } = await paid(standIn);
    const refund = async () => (await refunds.create({ payment_intent, amount: 100 }, key)).id;
    const first = await refund();
    await control(standIn, "/clock", { advanceSeconds: 23 * 3600 });
    expect(await refund()).toBe(first);
    await control(standIn, "/clock", { advanceSeconds: 2 * 3600 });
    expect(await refund()).not.toBe(first);
  });

  it("of more than 255 characters nothing is done", async () => {
    const { sessions } = sdk(await start()).checkout;
    const long = sessions.create(session(), { idempotencyKey: "k".repeat(256) });
    expect(await faultOf(long)).toMatchObject({ status: 400 });
  });
});
