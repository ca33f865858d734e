import { describe, expect, it } from "vitest";
import type { StripeStandIn } from "../../scripts/stripe-stand-in/stripe-stand-in.ts";
import {
  ask,
  control,
  faultOf,
  paid,
  pay,
  sdk,
  session,
  start,
  startWithReceiver,
} from "../support/node/stripe.ts";

/** The newest first. */
const sessionsOf = async (standIn: StripeStandIn, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.unshift((await sdk(standIn).checkout.sessions.create(session())).id);
  return ids;
};

describe("a list", () => {
  it("is walked through whole by the package itself, in both directions", async () => {
    const standIn = await start();
    const { sessions } = sdk(standIn).checkout;
    const ids = await sessionsOf(standIn, 5);
    const [newest = "", oldest = ""] = [ids[0], ids.at(-1)];
    const walk = async (from: object) => {
      const seen: string[] = [];
      for await (const { id } of sessions.list({ limit: 2, ...from })) seen.push(id);
      return seen;
    };
    expect(await walk({})).toEqual(ids);
    expect(await walk({ starting_after: newest })).toEqual(ids.slice(1));
    expect(await walk({ ending_before: oldest })).toEqual(ids.slice(0, -1).reverse());
  });

  it("says of each page whether more lies beyond it", async () => {
    const standIn = await start();
    const { sessions } = sdk(standIn).checkout;
    const ids = await sessionsOf(standIn, 4);
    const page = async (from: object) => {
      const { data, has_more } = await sessions.list({ limit: 2, ...from });
      return [data.map(({ id }) => ids.indexOf(id)), has_more];
    };
    expect(await page({})).toEqual([[0, 1], true]);
    expect(await page({ starting_after: ids[1] })).toEqual([[2, 3], false]);
    expect(await page({ ending_before: ids[3] })).toEqual([[1, 2], true]);
    expect(await page({ ending_before: ids[2] })).toEqual([[0, 1], false]);
  });

  it("goes on behind what is not asked for any more", async () => {
    const standIn = await start();
    const { sessions } = sdk(standIn).checkout;
    const ids = await sessionsOf(standIn, 3);
    await pay(standIn, ids[1] ?? "");
    const rest = await sessions.list({ status: "open", starting_after: ids[1] ?? "" });
    expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(2));
  });

  it("of Sessions is of a status, a payment and a time", async () => {
    const standIn = await start();
    const { sessions } = sdk(standIn).checkout;
    const [left = ""] = await sessionsOf(standIn, 1);
    const { sessionId, paymentIntentId } = await paid(standIn);
    const found = async (by: object) => (await sessions.list(by)).data.map(({ id }) => id);
    expect(await found({ status: "open" })).toEqual([left]);
    expect(await found({ status: "complete" })).toEqual([sessionId]);
    expect(await found({ payment_intent: paymentIntentId })).toEqual([sessionId]);
    const { created } = await sessions.retrieve(left);
    expect(await found({ created: { gt: created + 60 } })).toEqual([]);
    expect(await found({ created: { lte: created + 60, gte: created } })).toEqual([sessionId, left]);
    await control(standIn, "/clock", { advanceSeconds: 25 * 3600 });
    expect(await found({ status: "expired" })).toEqual([left]);
  });

  it.each([
    ["limit", { limit: "0" }],
    ["limit", { limit: "101" }],
    ["starting_after", { starting_after: "cs_1" }],
    ["made_up", { made_up: "1" }],
    ["created[after]", { "created[after]": "1" }],
  ])("refuses a %s that makes no sense", async (_, query) => {
    const { status } = await ask(await start(), `/checkout/sessions?${new URLSearchParams(query)}`);
    expect(status).toBe(400);
  });
});

describe("events", () => {
  it("are found by what they are, one or several or a group, and by time", async () => {
    const standIn = await start();
    const { events, refunds } = sdk(standIn);
    const { paymentIntentId: payment_intent } = await paid(standIn);
    await refunds.create({ payment_intent });
    const found = async (by: object) => (await events.list(by)).data.map(({ type }) => type);
    expect(await found({ type: "refund.created" })).toEqual(["refund.created"]);
    expect(await found({ types: ["refund.created", "checkout.session.completed"] })).toEqual([
      "refund.created",
      "checkout.session.completed",
    ]);
    expect(await found({ type: "charge.*" })).toEqual(["charge.refunded"]);
    const now = Math.floor(Date.now() / 1000);
    expect(await found({ created: { gte: now + 60 } })).toEqual([]);
    expect(await found({ created: { lt: now + 60 }, limit: 1 })).toEqual(["charge.refunded"]);
    expect(await faultOf(events.list({ type: "a", types: ["b"] }))).toMatchObject({ status: 400 });
  });

  it("say how it was, whatever came of it since", async () => {
    const standIn = await start();
    const { checkout, events } = sdk(standIn);
    const { id } = await checkout.sessions.create(session());
    await pay(standIn, id, { action: "later" });
    await control(standIn, `/sessions/${id}/settle`);
    const [completed] = (await events.list({ type: "checkout.session.completed" })).data;
    expect(completed?.data.object).toMatchObject({ id, payment_status: "unpaid" });
    const again = await events.retrieve(completed?.id ?? "");
    expect(again).toEqual(completed);
    expect((await checkout.sessions.retrieve(id)).payment_status).toBe("paid");
  });

  it("whose webhooks nobody took are told apart from the others", async () => {
    const { standIn, receiver } = await startWithReceiver();
    const { events } = sdk(standIn);
    await control(standIn, "/webhooks/rules", { action: "lose", count: 1 });
    await paid(standIn);
    await paid(standIn);
    await receiver.until((bodies) => bodies.length === 1);
    const pending = async (delivery_success: boolean) => {
      const { data } = await events.list({ type: "checkout.session.completed", delivery_success });
      return data.map(({ pending_webhooks }) => pending_webhooks);
    };
    await expect.poll(() => pending(true)).toEqual([0]);
    expect(await pending(false)).toEqual([1]);
  });
});
