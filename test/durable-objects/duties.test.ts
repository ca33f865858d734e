import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, onTestFinished, test } from "vitest";
import { realClock } from "../../durable-objects/box-office/clock.ts";
import { within } from "../../durable-objects/box-office/duty.ts";
import type { SaleResult } from "../../src/domain/box-office/sales-ledger.ts";
import { orderIdOf } from "../../src/domain/ids.ts";
import {
  type PaymentGateway,
  type PaymentRefund,
  PaymentRefused,
  type PaymentSession,
  PaymentUnavailable,
  type RefundRequest,
} from "../../src/payments/gateway.ts";
import { chooseSeats, refusalOf } from "../support/box-office.ts";
import { TestOffice } from "../support/office.ts";

const available = 0;
const held = 1;
const sold = 2;
const minute = 60_000;
const holdMs = 10 * minute;
/** A Session ends 31 minutes after its hold at the latest; what may differ between clocks comes on top. */
const surelyOverMs = 40 * minute;

const sessionOf = (
  status: PaymentSession["status"],
  change: Partial<PaymentSession> = {},
): PaymentSession => ({
  sessionId: "cs_1",
  url: "https://pay",
  status,
  paid: status === "complete",
  failed: false,
  paymentIntentId: "pi_1",
  total: { amountMinor: 5000, currency: "eur" },
  orderId: null,
  ...change,
});

const refunded = (status: PaymentRefund["status"]): PaymentRefund => ({
  providerId: `re_${crypto.randomUUID()}`,
  status,
  failure: null,
});

const nobody: PaymentGateway = {
  openSession: async () => sessionOf("open"),
  viewSession: async () => sessionOf("open"),
  closeSession: async () => sessionOf("expired"),
  cancelPayment: async () => ({ paid: false }),
  refund: async () => refunded("succeeded"),
  viewRefund: async () => refunded("succeeded"),
  orderOf: async () => null,
  listEvents: async () => ({ events: [], isWhole: true }),
};

/** An order in payment for seat 3, at a provider that does what the test says. */
const inPayment = async (
  payments: Partial<PaymentGateway> = {},
  { attached = false, commit = everything }: { attached?: boolean; commit?: typeof everything } = {},
) => {
  const test = await TestOffice.open(
    { rows: [8] },
    {},
    { payments: () => ({ ...nobody, ...payments }), ledger: { commit } },
  );
  const begin = async (fanId: string, seat: number) => {
    const command = chooseSeats(test.eventId, fanId, [seat]);
    await test.office.hold(command);
    const order = { holdId: command.holdId, email: "a@example.org", returnUrl: "https://example.org" };
    await test.office.beginOrder({ fanId, ...order });
    return orderIdOf(command.holdId);
  };
  const orderId = await begin("anna", 3);
  if (attached) await test.office.attachSession(orderId, { sessionId: "cs_1", url: "https://pay" });
  const pay = (change: { id?: typeof orderId; amountMinor?: number; intent?: string } = {}) => {
    const { id = orderId, amountMinor = 5000, intent = "pi_1" } = change;
    return test.office.settle({
      orderId: id,
      sessionId: `cs of ${intent}`,
      paymentIntentId: intent,
      amountMinor,
      currency: "eur",
      reportId: "evt_1",
    });
  };
  const status = async (fanId = "anna", id = orderId) => {
    const order = await test.office.viewOrder(fanId, id);
    return order.ok ? order.value.status : order.refusal.code;
  };
  const ringAfter = async (ms: number) => {
    await test.wait(ms);
    await test.ringAlarm();
  };
  return { test, orderId, begin, pay, status, ringAfter };
};

const everything = async (
  sales: readonly { readonly orderId: string; readonly revision: number }[],
): Promise<readonly SaleResult[]> =>
  sales.map(({ orderId, revision }) => ({ orderId, revision, status: "committed" }) as SaleResult);

const alarmOf = ({ stub }: TestOffice) => runInDurableObject(stub, (_, { storage }) => storage.getAlarm());

describe("an order without a Session on record whose time is over", () => {
  test("is over at once when the provider refuses to make one", async () => {
    const { test, status, ringAfter } = await inPayment({
      openSession: () => Promise.reject(new PaymentRefused("expires_at is too near")),
    });
    await ringAfter(holdMs);
    expect(await status()).toBe("expired");
    expect((await test.statuses())[3]).toBe(available);
  });

  test("is over when the provider fails for longer than any Session could last", async () => {
    const { test, status, ringAfter } = await inPayment({
      openSession: () => Promise.reject(new PaymentUnavailable("500, replayed")),
    });
    await ringAfter(holdMs);
    await ringAfter(30 * minute);
    expect((await test.statuses())[3]).toBe(held);
    await ringAfter(10 * minute);
    expect(await status()).toBe("expired");
    expect((await test.statuses())[3]).toBe(available);
  });

  test("and whose Session the fan gave up is canceled when none can be made", async () => {
    const { test, orderId, status, ringAfter } = await inPayment({
      openSession: () => Promise.reject(new PaymentRefused("no")),
    });
    await test.office.cancelOrder("anna", orderId);
    await ringAfter(1000);
    expect(await status()).toBe("canceled");
    expect((await test.statuses())[3]).toBe(available);
  });
});

describe("an order with a Session on record whose time is over", () => {
  test("that the provider does not know keeps its seats while the Session could be another account's", async () => {
    const { test, status, ringAfter } = await inPayment(
      { closeSession: () => Promise.reject(new PaymentRefused("no such session", { missing: true })) },
      { attached: true },
    );
    await ringAfter(holdMs);
    expect((await test.statuses())[3]).toBe(held);
    await ringAfter(surelyOverMs);
    expect(await status()).toBe("expired");
    expect((await test.statuses())[3]).toBe(available);
  });

  test("keeps its seats as long as nobody says how it stands: it may be paid", async () => {
    const { test, ringAfter } = await inPayment(
      { closeSession: () => Promise.reject(new PaymentUnavailable("away")) },
      { attached: true },
    );
    await ringAfter(holdMs);
    await ringAfter(surelyOverMs);
    expect((await test.statuses())[3]).toBe(held);
  });

  test("keeps its seats while a payment is under way, and has them when it is done", async () => {
    let stands = sessionOf("open");
    const { test, status, ringAfter } = await inPayment(
      { closeSession: async () => stands },
      { attached: true },
    );
    await ringAfter(holdMs);
    expect((await test.statuses())[3]).toBe(held);
    stands = sessionOf("complete");
    await ringAfter(minute);
    expect(await status()).toBe("confirmed");
    expect((await test.statuses())[3]).toBe(sold);
  });
});

describe("the pause after a failure", () => {
  test("grows, and the alarm rings at its end", async () => {
    const attempts: number[] = [];
    const { test, ringAfter } = await inPayment({
      openSession: async () => {
        attempts.push(test.now);
        throw new PaymentUnavailable("away");
      },
    });
    await ringAfter(holdMs);
    // Where a pause is longer than what an alarm allows a duty, one finds nothing to do.
    for (let rings = 0; rings < 9; rings++) await ringAfter(((await alarmOf(test)) ?? 0) - test.now);
    const pauses = attempts.slice(1).map((at, i) => at - (attempts[i] ?? 0));
    expect(pauses.slice(0, 6)).toEqual([375, 750, 1500, 3000, 6000, 12_000]);
  });

  test("is counted from the failure, however long it took", async () => {
    let attempts = 0;
    const { test, ringAfter } = await inPayment({
      openSession: async () => {
        attempts += 1;
        test.pass(17_000);
        throw new PaymentUnavailable("slow");
      },
    });
    await ringAfter(holdMs);
    await ringAfter(374);
    expect(attempts).toBe(1);
    await ringAfter(1);
    expect(attempts).toBe(2);
  });

  test("of one order keeps no other from its turn", async () => {
    let broken = "";
    const { test, orderId, begin, status, ringAfter } = await inPayment({
      openSession: async (order) => {
        if (order.orderId === broken) throw new PaymentUnavailable("500, replayed");
        return sessionOf("open");
      },
    });
    broken = orderId;
    const other = await begin("ben", 5);
    await ringAfter(holdMs);
    expect([await status(), await status("ben", other)]).toEqual(["awaiting_payment", "expired"]);
    expect((await test.statuses()).slice(3, 6)).toEqual([held, available, available]);
  });
});

describe("behind a provider that never answers", () => {
  test("holds end on time and the alarm is armed", async () => {
    let answer = (_: PaymentSession): void => {};
    const { test } = await inPayment({
      openSession: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    onTestFinished(() => answer(sessionOf("expired")));
    await test.wait(minute);
    const later = chooseSeats(test.eventId, "ben", [5]);
    await test.office.hold(later);
    await test.wait(holdMs - minute);
    expect(await runDurableObjectAlarm(test.stub)).toBe(true);
    expect(await alarmOf(test)).not.toBeNull();
    await test.wait(minute);
    expect(await runDurableObjectAlarm(test.stub)).toBe(true);
    await runInDurableObject(test.stub, (_, { storage }) => {
      const rows = storage.sql.exec("SELECT id FROM ended_holds").toArray();
      expect(rows).toEqual([{ id: later.holdId }]);
    });
  });
});

describe("a bank debit that failed unheard", () => {
  test("frees the seats as soon as the box office asks", async () => {
    const failed = sessionOf("complete", { paid: false, failed: true });
    const { test, status, ringAfter } = await inPayment(
      { closeSession: async () => failed },
      { attached: true },
    );
    await ringAfter(holdMs);
    expect(await status()).toBe("expired");
    expect((await test.statuses())[3]).toBe(available);
  });
});

describe("a payment of another amount", () => {
  test("found when the hold ends gives nothing, frees the seats and goes back as it was paid, once", async () => {
    const refunds: RefundRequest[] = [];
    let asked = 0;
    const { test, orderId, status, ringAfter } = await inPayment(
      {
        closeSession: async () => {
          asked += 1;
          return sessionOf("complete", { total: { amountMinor: 4000, currency: "eur" } });
        },
        refund: async (request) => {
          refunds.push(request);
          return refunded("succeeded");
        },
      },
      { attached: true },
    );
    await ringAfter(holdMs);
    await ringAfter(minute);
    expect(asked).toBe(1);
    expect(refunds).toMatchObject([{ orderId, paymentIntentId: "pi_1", amountMinor: 4000 }]);
    expect(await status()).toBe("refunded");
    expect((await test.statuses())[3]).toBe(available);
  });

  test("is refused each time that it is reported, also after a sleep", async () => {
    const { test, pay, status, ringAfter } = await inPayment();
    expect(refusalOf(await pay({ amountMinor: 4999 }))).toBe("payment_mismatch");
    expect(refusalOf(await pay({ amountMinor: 4999 }))).toBe("payment_mismatch");
    await test.sleepAndWake();
    expect(refusalOf(await pay({ amountMinor: 4999 }))).toBe("payment_mismatch");
    await ringAfter(5000);
    expect(await status()).toBe("refunded");
    expect(refusalOf(await pay({ amountMinor: 4999 }))).toBe("payment_mismatch");
  });
});

describe("a second payment of an order", () => {
  test("goes back, once, and the order keeps its seats", async () => {
    const refunds: RefundRequest[] = [];
    const { test, orderId, pay, status, ringAfter } = await inPayment({
      refund: async (request) => {
        refunds.push(request);
        return refunded("succeeded");
      },
    });
    await pay();
    expect((await pay({ intent: "pi_2", amountMinor: 5100 })).ok).toBe(true);
    await test.sleepAndWake();
    await pay({ intent: "pi_2", amountMinor: 5100 });
    await ringAfter(5000);
    await pay({ intent: "pi_2", amountMinor: 5100 });
    await ringAfter(5000);
    expect(refunds).toMatchObject([{ orderId, paymentIntentId: "pi_2", amountMinor: 5100 }]);
    expect(await status()).toBe("confirmed");
    expect((await test.statuses())[3]).toBe(sold);
  });

  test("that comes when the first went back goes back too, and waits through a sleep for that", async () => {
    const refunds: string[] = [];
    let away = false;
    const { test, pay, status, ringAfter } = await inPayment({
      refund: async ({ paymentIntentId }) => {
        if (away) throw new PaymentUnavailable("away");
        refunds.push(paymentIntentId);
        return refunded("succeeded");
      },
    });
    await pay({ amountMinor: 1 });
    await ringAfter(5000);
    away = true;
    await pay({ intent: "pi_2" });
    await ringAfter(1000);
    await test.sleepAndWake();
    away = false;
    await ringAfter(minute);
    expect(refunds).toEqual(["pi_1", "pi_2"]);
    expect(await status()).toBe("refunded");
  });
});

describe("a refund", () => {
  /** Of a payment that was not what was due, at a provider where it stands as the test says. */
  const refunding = async (first: PaymentRefund["status"]) => {
    const stands = { status: first, asked: 0 };
    const parts = await inPayment({
      refund: async () => {
        stands.asked += 1;
        return { providerId: "re_1", status: stands.status, failure: null };
      },
      viewRefund: async () => ({ providerId: "re_1", status: stands.status, failure: null }),
    });
    await parts.pay({ amountMinor: 1 });
    await parts.ringAfter(5000);
    return { ...parts, stands };
  };

  test("that is pending is looked at again, and done when it is done", async () => {
    const { status, stands, ringAfter } = await refunding("pending");
    expect(await status()).toBe("refunding");
    stands.status = "succeeded";
    await ringAfter(2 * 60 * minute);
    expect(await status()).toBe("refunded");
    expect(stands.asked).toBe(1);
  });

  test.each(["failed", "canceled"] as const)(
    "that is %s waits, flagged, for someone who has it tried again as another",
    async (first) => {
      const { test, orderId, status, stands, ringAfter } = await refunding(first);
      await ringAfter(2 * 60 * minute);
      expect([await status(), stands.asked]).toEqual(["refunding", 1]);
      const flagged = await test.office.listOrders({ which: "flagged", after: null, limit: 10 });
      expect(flagged.ok && flagged.value.map(({ id }) => id)).toEqual([orderId]);
      stands.status = "succeeded";
      const [refund] = (flagged.ok && flagged.value[0]?.refunds) || [];
      if (!refund) throw new Error("expected a refund");
      await runInDurableObject(test.stub, (instance) => {
        const gateway = instance.world.payments();
        instance.world = {
          ...instance.world,
          payments: () => ({ ...gateway, refund: async () => refunded("succeeded") }),
        };
      });
      expect((await test.office.retryRefund(refund.id)).ok).toBe(true);
      await test.ringAlarm();
      expect(await status()).toBe("refunded");
      expect(refusalOf(await test.office.retryRefund(`${refund.id}9` as typeof refund.id))).toBe(
        "refund_not_found",
      );
    },
  );
});

describe("a sale that Postgres refuses", () => {
  test("is set aside, and those that come after it go in without a wait", async () => {
    let refused = "";
    const groups: string[][] = [];
    const { orderId, begin, pay, status, ringAfter } = await inPayment(
      {},
      {
        commit: async (sales) => {
          groups.push(sales.map((sale) => sale.orderId));
          return sales.map(({ orderId: id, revision }) => ({
            orderId: id as typeof orderId,
            revision,
            status: id === refused ? "not_committed" : "committed",
          }));
        },
      },
    );
    refused = orderId;
    await pay();
    await ringAfter(1000);
    const other = await begin("ben", 5);
    await pay({ id: other, intent: "pi_2" });
    await ringAfter(10);
    expect([await status(), await status("ben", other)]).toEqual(["paid", "confirmed"]);
    expect(groups).toEqual([[orderId], [other]]);

    refused = "";
    await ringAfter(2 * 60 * minute);
    expect(await status()).toBe("confirmed");
    expect(groups).toEqual([[orderId], [other], [orderId]]);
  });

  test("is handed over again after a sleep", async () => {
    let refuses = true;
    const { test, pay, status, ringAfter } = await inPayment(
      {},
      {
        commit: async (sales) => {
          const results = await everything(sales);
          return refuses ? results.map((result) => ({ ...result, status: "not_committed" })) : results;
        },
      },
    );
    await pay();
    await ringAfter(1000);
    refuses = false;
    await test.sleepAndWake();
    await ringAfter(5000);
    expect(await status()).toBe("confirmed");
  });
});

test("work that never ends is given up, and what comes in time is not", async () => {
  await expect(within(realClock, 20, new Promise(() => {}))).rejects.toThrow();
  await expect(within(realClock, 1000, Promise.resolve("done"))).resolves.toBe("done");
});
