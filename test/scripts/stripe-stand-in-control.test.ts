import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { type StripeStandIn, startStripeStandIn } from "../../scripts/stripe-stand-in/stripe-stand-in.ts";
import {
  control,
  faultOf,
  paid,
  sdk,
  secretKey,
  session,
  start,
  startWithReceiver,
  webhookSecret,
} from "../support/node/stripe.ts";

/** As a browser sends the form of a page. */
const press = async (standIn: StripeStandIn, path: string, form: Record<string, string> = {}) => {
  const response = await fetch(`${standIn.origin}/_control${path}`, {
    method: "POST",
    headers: { accept: "text/html" },
    body: new URLSearchParams(form),
    redirect: "manual",
  });
  return { status: response.status, location: response.headers.get("location") ?? "" };
};

const read = async ({ origin }: StripeStandIn, path: string) =>
  await (await fetch(`${origin}/_control${path}`)).json();

describe("the control page", () => {
  it("shows what was paid, refunded and disputed, what was sent, and the rules in force", async () => {
    const { standIn } = await startWithReceiver();
    const stripe = sdk(standIn);
    const { id } = await stripe.checkout.sessions.create(session({ client_reference_id: "<b>ord_1</b>" }));
    const { paymentIntentId: payment_intent } = await paid(standIn);
    const refund = await stripe.refunds.create({ payment_intent, amount: 100 });
    const dispute = await control(standIn, `/payments/${payment_intent}/dispute`);
    await control(standIn, "/api", { status: 503, match: "zzz" });
    const page = await (await fetch(`${standIn.origin}/_control`)).text();
    for (const shown of [id, payment_intent, refund.id, dispute.id, "charge.dispute.created", "zzz"])
      expect(page).toContain(shown);
    expect(page).not.toContain("<b>ord_1");
  });

  it("has a form for every trouble, and comes back to where it stood", async () => {
    const standIn = await start();
    const back = { status: 303, location: "/_control#trouble" };
    const blank = { match: "", count: "", probability: "", delayMs: "" };
    for (const given of [{ status: "429" }, { drop: "after" }, { delayMs: "5000", count: "2" }])
      expect(await press(standIn, "/api?at=trouble", { ...blank, ...given })).toEqual(back);
    expect(await read(standIn, "/api")).toEqual([
      { status: 429 },
      { drop: "after" },
      { delayMs: 5000, count: 2 },
    ]);
    const rule = { ...blank, action: "hold", type: "refund.*", probability: "0.5" };
    expect(await press(standIn, "/webhooks/rules?at=trouble", rule)).toEqual(back);
    expect(await read(standIn, "/webhooks/rules")).toEqual([
      { action: "hold", type: "refund.*", probability: 0.5 },
    ]);
    expect(await press(standIn, "/rules/clear?at=trouble")).toEqual(back);
    expect([await read(standIn, "/api"), await read(standIn, "/webhooks/rules")]).toEqual([[], []]);
  });

  it("settles, refunds, disputes and turns the clock by its forms", async () => {
    const standIn = await start();
    const stripe = sdk(standIn);
    const { id } = await stripe.checkout.sessions.create(session());
    await press(standIn, `/sessions/${id}/complete`, { delayed: "true" });
    await press(standIn, `/sessions/${id}/settle`, { succeeded: "true" });
    await press(standIn, `/payments/${id}/refund`, { amount: "100" });
    await press(standIn, `/payments/${id}/dispute`);
    const [dispute] = (await stripe.disputes.list()).data;
    await press(standIn, `/disputes/${dispute?.id}/close`, { status: "lost" });
    expect((await stripe.refunds.list()).data).toMatchObject([{ amount: 100 }]);
    expect((await stripe.disputes.list()).data).toMatchObject([{ status: "lost" }]);
    await press(standIn, "/clock", { advanceSeconds: "86400" });
    expect(Date.parse((await read(standIn, "/clock")).now)).toBeGreaterThan(Date.now() + 86_000_000);
    await press(standIn, "/reset");
    expect(Date.parse((await read(standIn, "/clock")).now)).toBeLessThan(Date.now() + 1000);
  });

  it("says what did not work", async () => {
    const standIn = await start();
    const { status, location } = await press(standIn, "/payments/pi_1/refund?at=payments");
    expect([status, new URL(location, standIn.origin).hash]).toEqual([303, "#payments"]);
    const page = await (await fetch(new URL(location, standIn.origin))).text();
    expect(page).toContain("No such payment_intent");
  });
});

describe("a trouble", () => {
  it("given for a share of the requests meets that share", async () => {
    const standIn = await start();
    await control(standIn, "/api", { status: 500, probability: 0.5 });
    const asked = Array.from({ length: 60 }, () =>
      sdk(standIn)
        .events.list()
        .then(
          () => 1,
          () => 0,
        ),
    );
    const answered = (await Promise.all<number>(asked)).reduce((sum, each) => sum + each, 0);
    expect(answered).toBeGreaterThan(5);
    expect(answered).toBeLessThan(55);
    await control(standIn, "/rules/clear");
    await control(standIn, "/api", { status: 500, probability: 0 });
    expect((await sdk(standIn).events.list()).data).toEqual([]);
  });

  it("that says nothing of what is to happen is refused", async () => {
    expect(await control(await start(), "/api", { count: 1 })).toHaveProperty("error");
  });

  it("can be an answer that comes too late, the work being done", async () => {
    const standIn = await start();
    await control(standIn, "/api", { answerDelayMs: 400, count: 1 });
    const { sessions } = sdk(standIn).checkout;
    const late = sessions.create(session(), { timeout: 100 });
    await expect(late).rejects.toMatchObject({ type: "StripeConnectionError" });
    expect((await sessions.list()).data).toHaveLength(1);
  });

  it("can make one kind of webhook three days late by its clock, behind what came after", async () => {
    const { standIn, receiver } = await startWithReceiver();
    const late = { action: "delay", type: "checkout.session.*", delayMs: 3 * 24 * 3600 * 1000 };
    await control(standIn, "/webhooks/rules", late);
    const { paymentIntentId: payment_intent } = await paid(standIn);
    await sdk(standIn).refunds.create({ payment_intent });
    await receiver.until((bodies) => bodies.length === 2);
    await control(standIn, "/clock", { advanceSeconds: 3 * 24 * 3600 - 60 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(receiver.bodies).toHaveLength(2);
    // Whoever was away when it came at last still gets it.
    receiver.status = 500;
    await control(standIn, "/clock", { advanceSeconds: 120 });
    await receiver.until((bodies) => bodies.length === 3);
    receiver.status = 200;
    await receiver.until((bodies) => bodies.length === 4);
    expect(receiver.types().slice(2)).toEqual(["checkout.session.completed", "checkout.session.completed"]);
  });
});

describe("it is for this machine alone", () => {
  const statusFor = (standIn: StripeStandIn, host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const asked = request(`${standIn.origin}/_control`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on("error", reject).end();
    });

  it.each([
    ["127.0.0.1:12111", 200],
    ["localhost:12111", 200],
    ["[::1]:12111", 200],
    ["tickets.example", 403],
    ["127.0.0.1.tickets.example", 403],
    ["127.0.0.1@tickets.example", 400],
  ])("asked for as %s it answers %i", async (host, status) => {
    expect(await statusFor(await start(), host)).toBe(status);
  });

  it("takes no form that a page elsewhere sends", async () => {
    const { origin } = await start();
    const headers = { "sec-fetch-site": "cross-site" };
    expect((await fetch(`${origin}/_control/reset`, { method: "POST", headers })).status).toBe(403);
  });

  it.each(["sk_live_1", "rk_live_1", "", "whsec_1"])("does not start with the key %j", async (key) => {
    await expect(startStripeStandIn({ port: 0, secretKey: key, webhookSecret })).rejects.toThrow();
  });

  it("takes no other test key either", async () => {
    expect(secretKey).not.toBe("sk_test_other");
    const stranger = sdk(await start(), "sk_test_other");
    expect(await faultOf(stranger.events.list())).toMatchObject({ status: 401 });
  });
});
