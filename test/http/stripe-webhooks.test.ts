import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { signWebhook } from "../../scripts/stripe-stand-in/signature.ts";
import type { CompletedPayment, OrderView } from "../../src/domain/box-office/contract.ts";
import { type Outcome, refuse } from "../../src/domain/outcome.ts";
import { createWebhooks } from "../../src/payments/webhooks.ts";
import { api } from "../support/api.ts";
import { newOrderId } from "../support/payments.ts";

const secret = env.STRIPE_WEBHOOK_SECRET;

const completed = (session: Record<string, unknown>, type = "checkout.session.completed") => ({
  id: "evt_1",
  object: "event",
  type,
  data: {
    object: {
      id: "cs_test_1",
      object: "checkout.session",
      payment_status: "paid",
      amount_total: 5950,
      currency: "eur",
      payment_intent: "pi_1",
      metadata: { order_id: newOrderId() },
      ...session,
    },
  },
});

const send = async (body: string, signature?: string) => {
  const headers = signature === undefined ? {} : { "stripe-signature": signature };
  const response = await api("/webhooks/stripe", { body, headers });
  const { code, outcome, reason } = await response.json<Record<string, string>>();
  return { status: response.status, code, outcome, reason };
};

const sendSigned = async (body: string) => send(body, await signWebhook(body, secret));

describe("at the door", () => {
  const body = JSON.stringify(completed({}));

  it("a webhook without a signature is turned away", async () => {
    expect(await send(body)).toMatchObject({ status: 400, code: "webhook_signature_invalid" });
  });

  it.each([
    ["with another secret", (event: string) => signWebhook(event, "whsec_other")],
    ["for another body", (event: string) => signWebhook(`${event} `, secret)],
    ["as nothing that Stripe writes", async () => "v1=abc"],
    [
      "with a later time than was signed",
      async (event: string) => {
        const signature = await signWebhook(event, secret, 1_700_000_000);
        return signature.replace("t=1700000000", `t=${Math.floor(Date.now() / 1000)}`);
      },
    ],
  ])("one that is signed %s is turned away", async (_, sign) => {
    expect(await send(body, await sign(body))).toMatchObject({
      status: 400,
      code: "webhook_signature_invalid",
    });
  });

  it("one that was signed more than five minutes ago is turned away", async () => {
    const then = Math.floor(Date.now() / 1000) - 301;
    expect(await send(body, await signWebhook(body, secret, then))).toMatchObject({
      status: 400,
      code: "webhook_stale",
    });
  });

  it.each([
    ["no JSON", "paid!", { status: 400, code: "body_not_json" }],
    ["a number", "7", { status: 422, code: "invalid_request" }],
    ["no event", "{}", { status: 422, code: "invalid_request" }],
    ["a Session without a status", JSON.stringify(completed({ payment_status: undefined })), { status: 422 }],
    ["a payment without an amount", JSON.stringify(completed({ amount_total: null })), { status: 422 }],
  ])("one that is signed but is %s is a fault of the body", async (_, garbled, expected) => {
    expect(await sendSigned(garbled)).toMatchObject(expected);
  });

  it("one that is too large is not even read", async () => {
    expect(await sendSigned("x".repeat(1024 * 1024 + 1))).toMatchObject({
      status: 413,
      code: "body_too_large",
    });
  });

  it("many from one address are all let in", async () => {
    const address = "2001:db8::57:1";
    const signature = await signWebhook(body, "whsec_other");
    const statuses = new Set<number>();
    for (let i = 0; i < 700; i++) {
      const headers = { "stripe-signature": signature };
      statuses.add((await api("/webhooks/stripe", { body, headers, address })).status);
    }
    expect([...statuses]).toEqual([400]);
  });
});

describe("what is not for us is taken and left", () => {
  it.each([
    ["another type", completed({}, "checkout.session.expired"), "event_type"],
    ["a Session of something else", completed({ metadata: {} }), "not_ours"],
    ["an order of something else", completed({ metadata: { order_id: "1234" } }), "not_ours"],
    ["an order that its Session names otherwise", completed({ client_reference_id: "ord_x" }), "not_ours"],
  ])("%s", async (_, event, reason) => {
    expect(await sendSigned(JSON.stringify(event))).toMatchObject({
      status: 200,
      outcome: "ignored",
      reason,
    });
  });
});

const orderOfPayment = newOrderId();

describe("a payment", () => {
  const receiving = (settle: (payment: CompletedPayment) => Promise<Outcome<OrderView>>) => {
    const lines: string[] = [];
    const told: string[] = [];
    const tell = (what: string) => async () => {
      told.push(what);
      return refuse("order_not_found", "");
    };
    const webhooks = createWebhooks({
      secret,
      boxOfficeOf: () => ({
        settle,
        paymentUnderWay: tell("under way"),
        paymentFailed: tell("failed"),
        refundReported: tell("refund"),
        disputeReported: tell("dispute"),
        flag: async (_, { code }) => await tell(code)(),
      }),
      orderOf: async () => orderOfPayment,
      live: false,
      log: (line) => lines.push(line),
    });
    const receive = async (event: unknown) => {
      const body = JSON.stringify(event);
      return await webhooks.receive(body, await signWebhook(body, secret));
    };
    return { receive, lines, told };
  };

  it.each([
    ["checkout.session.completed", "paid"],
    ["checkout.session.completed", "no_payment_required"],
    ["checkout.session.async_payment_succeeded", "paid"],
  ])("that %s reports as %s is settled with what Stripe says of it", async (type, payment_status) => {
    const orderId = newOrderId();
    const payments: CompletedPayment[] = [];
    const { receive } = receiving(async (payment) => {
      payments.push(payment);
      return refuse("order_not_found", "");
    });
    await receive(completed({ payment_status, metadata: { order_id: orderId } }, type));
    expect(payments).toEqual([
      {
        orderId,
        sessionId: "cs_test_1",
        paymentIntentId: "pi_1",
        amountMinor: 5950,
        currency: "eur",
        reportId: "evt_1",
      },
    ]);
  });

  const never = async (): Promise<never> => {
    throw new Error("it is not to be settled");
  };
  const ofType = (type: string, object: Record<string, unknown>) => ({ id: "evt_2", type, data: { object } });
  const refund = { id: "re_1", amount: 100, payment_intent: "pi_1", status: "succeeded" };
  const dispute = { id: "du_1", amount: 100, payment_intent: "pi_1", status: "needs_response", reason: "x" };

  it.each([
    ["a bank has yet to confirm", completed({ payment_status: "unpaid" }), "under way"],
    [
      "a bank does not make",
      completed({ payment_status: "unpaid" }, "checkout.session.async_payment_failed"),
      "failed",
    ],
    ["goes back", ofType("refund.updated", refund), "refund"],
    ["is disputed", ofType("charge.dispute.created", dispute), "dispute"],
    ["is of the other mode", { ...completed({}), livemode: true }, "wrong_mode"],
  ])("that %s is told as that, and settles nothing", async (_, event, what) => {
    const { receive, told } = receiving(never);
    await receive(event);
    expect(told).toEqual([what]);
  });

  it("that can never be settled is logged whole and does not come again", async () => {
    const event = completed({});
    const { receive, lines } = receiving(async () => refuse("payment_mismatch", "too little"));
    expect(await receive(event)).toMatchObject({ outcome: "refused", code: "payment_mismatch" });
    expect(lines.join()).toContain(event.data.object.metadata.order_id);
  });

  it("that can not be settled just now comes again", async () => {
    const { receive } = receiving(async () => refuse("payment_unavailable", "later"));
    expect(await receive(completed({}))).toMatchObject({ outcome: "later" });
  });

  it("that meets a failure comes again", async () => {
    const { receive } = receiving(async () => {
      throw new Error("the box office is moving");
    });
    await expect(receive(completed({}))).rejects.toThrow();
  });

  it("of an event whose box office knows nothing comes again: it may have to be set up first", async () => {
    const event = JSON.stringify(completed({}));
    expect(await sendSigned(event)).toMatchObject({ status: 503, code: "unavailable" });
  });

  it("for an order that its box office does not know is taken, and said to be refused", async () => {
    const { receive } = receiving(async () => refuse("order_not_found", "none"));
    expect(await receive(completed({}))).toMatchObject({ outcome: "refused", code: "order_not_found" });
  });
});
