import { describe, expect, it } from "vitest";
import { type StripeStandIn, startStripeStandIn } from "../../scripts/stripe-stand-in/stripe-stand-in.ts";
import {
  ask,
  control,
  inSeconds,
  open,
  order,
  pay,
  secretKey,
  start,
  webhookSecret,
} from "../support/node/stripe.ts";

describe("the API", () => {
  it("lets nobody in without the key, and names every answer", async () => {
    const { origin } = await start();
    const response = await fetch(`${origin}/v1/checkout/sessions`);
    expect(response.status).toBe(401);
    expect(response.headers.get("request-id")).toMatch(/^req_/);
    const basic = { authorization: `Basic ${btoa(`${secretKey}:`)}` };
    expect((await fetch(`${origin}/v1/checkout/sessions`, { headers: basic })).status).toBe(200);
  });

  it.each([
    ["expires_at", { expires_at: inSeconds(1700) }],
    ["expires_at", { expires_at: inSeconds(25 * 3600) }],
    ["line_items[0][quantity]", { "line_items[0][quantity]": "0" }],
    ["line_items[0][price_data][unit_amount]", { "line_items[0][price_data][unit_amount]": "-1" }],
    ["line_items[0][price_data][currency]", { "line_items[0][price_data][currency]": "zzz" }],
    ["success_url", { success_url: "over there" }],
    ["payment_method_types", { "payment_method_types[0]": "card" }],
    ["made_up", { made_up: "1" }],
  ])("refuses a Session over its %s", async (param, changes) => {
    const { status, body } = await ask(await start(), "/checkout/sessions", order(changes));
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: "invalid_request_error", param });
  });

  it("refuses to charge less than the least", async () => {
    const less = order({ "line_items[0][price_data][unit_amount]": "24" });
    expect((await ask(await start(), "/checkout/sessions", less)).body.error.code).toBe("amount_too_small");
  });

  it("does a request with an Idempotency-Key once, and refuses another under it", async () => {
    const standIn = await start();
    const form = order();
    const first = await ask(standIn, "/checkout/sessions", form, "key");
    const again = await ask(standIn, "/checkout/sessions", form, "key");
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const other = await ask(standIn, "/checkout/sessions", { ...form, client_reference_id: "x" }, "key");
    expect(other).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } });
    expect((await ask(standIn, "/refunds", { payment_intent: "pi_1" }, "key")).status).toBe(400);
  });

  it("tells the second of two at once to wait", async () => {
    const standIn = await start();
    await control(standIn, "/api", { delayMs: 300, count: 1 });
    const form = order();
    const both = [1, 2].map(() => ask(standIn, "/checkout/sessions", form, "key"));
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
  });

  it("keeps what failed under its key when it is told to, and not what never began", async () => {
    const standIn = await start();
    const form = order();
    await control(standIn, "/api", { status: 503, count: 1 });
    expect((await ask(standIn, "/checkout/sessions", form, "early")).status).toBe(503);
    expect((await ask(standIn, "/checkout/sessions", form, "early")).status).toBe(200);
    await control(standIn, "/api", { status: 500, saved: true, count: 1 });
    expect((await ask(standIn, "/checkout/sessions", form, "late")).status).toBe(500);
    expect((await ask(standIn, "/checkout/sessions", form, "late")).status).toBe(500);
  });

  it("lists the newest first, in pages", async () => {
    const standIn = await start();
    const ids = [await open(standIn), await open(standIn), await open(standIn)].reverse();
    const first = (await ask(standIn, "/checkout/sessions?limit=2")).body;
    const rest = (await ask(standIn, `/checkout/sessions?limit=2&starting_after=${ids[1]}`)).body;
    expect([first.has_more, rest.has_more]).toEqual([true, false]);
    expect([...first.data, ...rest.data].map(({ id }: { id: string }) => id)).toEqual(ids);
  });
});

describe("refunds", () => {
  const paidWith = async (standIn: StripeStandIn, card: string): Promise<string> => {
    const id = await open(standIn);
    await pay(standIn, id, { card });
    return (await ask(standIn, `/checkout/sessions/${id}`)).body.payment_intent;
  };

  it("come in parts, and never to more than was paid", async () => {
    const standIn = await start();
    const payment_intent = await paidWith(standIn, "4242424242424242");
    const refund = (form: Record<string, string>) => ask(standIn, "/refunds", { payment_intent, ...form });
    expect((await refund({ amount: "4200" })).body.status).toBe("succeeded");
    expect((await refund({ amount: "4201" })).body.error.code).toBe("amount_too_large");
    expect((await refund({})).body.amount).toBe(4200);
    expect((await refund({})).body.error.code).toBe("charge_already_refunded");
  });

  it.each([
    ["4000000000007726", "pending", "succeeded"],
    ["4000000000005126", "succeeded", "failed"],
  ])("of the card %s are %s first and %s a moment later", async (card, first, then) => {
    const standIn = await start();
    const payment_intent = await paidWith(standIn, card);
    const { id, status } = (await ask(standIn, "/refunds", { payment_intent })).body;
    expect(status).toBe(first);
    await control(standIn, "/clock", { advanceSeconds: 10 });
    await expect.poll(async () => (await ask(standIn, `/refunds/${id}`)).body.status).toBe(then);
  });
});

it("a port that is taken is an error of the start", async () => {
  const { origin } = await start();
  const port = Number(new URL(origin).port);
  await expect(startStripeStandIn({ port, secretKey, webhookSecret })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
