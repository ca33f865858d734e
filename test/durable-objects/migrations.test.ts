import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { migrations } from "../../durable-objects/box-office/migrations.ts";
import { type OrderId, orderIdOf } from "../../src/domain/ids.ts";
import { newHold, setupOf } from "../support/box-office.ts";
import { TestOffice } from "../support/office.ts";
import { TestLedger, TestProvider } from "../support/paid-office.ts";

const [available, held, sold] = [0, 1, 2];

interface OldOrder {
  readonly status: string;
  readonly seats: string;
  readonly payment?: { readonly intent: string; readonly amount?: number };
  readonly surplus?: readonly unknown[];
  readonly closing?: string;
}

/** A box office as an earlier version left it, `steps` migrations on, that wakes under this one. */
const wokenFrom = async (steps: 1 | 2, orders: readonly OldOrder[]) => {
  const provider = new TestProvider();
  const ledger = new TestLedger();
  const test = new TestOffice({ payments: () => provider, ledger });
  const ids = orders.map(() => newHold(test.eventId));
  const { plan, blocked, rules, ...terms } = setupOf(test.eventId, { rows: [10] });
  const { currency, pricesMinor, categoryNames, saleStartsAt, saleEndsAt, holdSeconds } = rules;
  const { maxTicketsPerOrder, preventSingleSeats, closed, eventName } = rules;
  const oldRules = {
    ...{ currency, pricesMinor, categoryNames, saleStartsAt, saleEndsAt, holdSeconds },
    ...{ maxTicketsPerOrder, preventSingleSeats, closed, eventName },
  };
  await runInDurableObject(test.stub, (_, { storage }) => {
    const { sql } = storage;
    sql.exec("CREATE TABLE migrations (step INTEGER PRIMARY KEY)");
    migrations.slice(0, steps).forEach((statements, step) => {
      sql.exec(statements);
      sql.exec("INSERT INTO migrations (step) VALUES (?)", step);
    });
    sql.exec(
      "INSERT INTO event VALUES (1, ?, ?)",
      JSON.stringify({ ...terms, rules: oldRules }),
      JSON.stringify(blocked),
    );
    sql.exec("INSERT INTO feed VALUES (1, 7)");
    sql.exec("INSERT INTO plan_chunks VALUES (0, ?)", plan);
    const createdAt = Date.now();
    orders.forEach(({ status, seats, payment, surplus = [], closing = null }, n) => {
      const id = ids[n] ?? "";
      const prices = seats
        .split(" ")
        .map(() => 5000)
        .join(" ");
      if (status === "awaiting_payment")
        sql.exec(
          "INSERT INTO holds VALUES (?, ?, 'anna', '', ?, ?, ?, ?, 1)",
          n,
          id,
          seats,
          prices,
          createdAt,
          createdAt + 600_000,
        );
      const { intent = null, amount = null } = payment ?? {};
      const paidAt = payment || status === "paid" || status === "confirmed" ? createdAt : null;
      const values = [
        ...[
          orderIdOf(newHoldOf(id)),
          "anna",
          "",
          status,
          "a@example.org",
          "https://example.org",
          seats,
          prices,
        ],
        ...["eur", "An evening", "[]", createdAt, createdAt + 600_000, closing, `cs_${n}`, "https://pay"],
        ...[paidAt === null ? null : `cs_${n}`, intent, paidAt === null ? null : "evt_1", paidAt],
        ...(steps === 2 ? [amount, amount === null ? null : "eur", JSON.stringify(surplus)] : []),
      ];
      sql.exec(`INSERT INTO orders VALUES (${values.map(() => "?").join(", ")})`, ...values);
    });
  });
  await evictDurableObject(test.stub);
  await test.wait(0);
  const view = async (n: number) => {
    const order = await test.office.viewOrder("anna", orderIdOf(newHoldOf(ids[n] ?? "")));
    if (!order.ok) throw new Error(order.refusal.code);
    return order.value;
  };
  const settled = async () => {
    await test.office.hurry();
    await test.wait(1000);
    for (let round = 0; round < 4; round++) await test.ringAlarm();
  };
  return { test, provider, ledger, view, settled };
};

// Ids are branded; these were made by `newHold`.
const newHoldOf = (id: string) => id as ReturnType<typeof newHold>;

describe.each([1, 2] as const)("a box office at step %i", (steps) => {
  test("sells on as it did: no fees, nothing given back by fans, no late payments", async () => {
    const { test, view } = await wokenFrom(steps, [
      { status: "awaiting_payment", seats: "2" },
      { status: "confirmed", seats: "3 4", payment: { intent: "pi_1" } },
    ]);
    expect((await test.statuses()).slice(2, 6)).toEqual([held, sold, sold, available]);
    expect(await view(0)).toMatchObject({
      feesMinor: 0,
      delayedMethods: false,
      total: { amountMinor: 5000 },
    });
    expect(await view(1)).toMatchObject({
      status: "confirmed",
      returnableUntil: null,
      revision: 1,
      recorded: 1,
    });
  });

  test("hands over what was paid, once, and not what Postgres has", async () => {
    const { view, settled, ledger } = await wokenFrom(steps, [
      { status: "paid", seats: "2", payment: { intent: "pi_1" } },
      { status: "confirmed", seats: "3", payment: { intent: "pi_2" } },
      { status: "expired", seats: "4" },
    ]);
    await settled();
    await settled();
    expect(ledger.taken.map(({ tickets }) => tickets.map(({ seatNo }) => seatNo))).toEqual([[2]]);
    expect((await view(0)).status).toBe("confirmed");
  });

  test("gives back what was going back, and not what is back", async () => {
    const { test, view, settled, provider } = await wokenFrom(steps, [
      { status: "refunding", seats: "2 3", payment: { intent: "pi_1" } },
      { status: "refunded", seats: "2", payment: { intent: "pi_2" } },
    ]);
    expect(await view(0)).toMatchObject({
      status: "refunding",
      refunds: [{ status: "created", amountMinor: 10_000 }],
    });
    await settled();
    await test.sleepAndWake();
    await settled();
    expect(provider.asked.map(({ paymentIntentId }) => paymentIntentId)).toEqual(["pi_1"]);
    expect(await view(0)).toMatchObject({ status: "refunded" });
    expect(await view(1)).toMatchObject({
      status: "refunded",
      refunds: [{ status: "succeeded", amountMinor: 5000 }],
    });
    expect((await test.statuses()).slice(2, 4)).toEqual([available, available]);
  });

  test("closes what was to be closed", async () => {
    const { test, view, settled, provider } = await wokenFrom(steps, [
      { status: "awaiting_payment", seats: "2", closing: "canceled" },
    ]);
    await settled();
    expect(provider.closed).toEqual(["cs_0"]);
    expect((await view(0)).status).toBe("canceled");
    expect((await test.statuses())[2]).toBe(available);
  });
});

describe("a box office at step 2", () => {
  const twice = (intent: string, refunded: boolean) => ({
    sessionId: `cs of ${intent}`,
    paymentIntentId: intent,
    amountMinor: 5000,
    currency: "eur",
    reportId: "evt_2",
    paidAt: 1_700_000_000_000,
    refunded,
  });

  test("gives surplus payments back that are not back, each once, whatever the order is", async () => {
    const { test, view, settled, provider } = await wokenFrom(2, [
      {
        status: "confirmed",
        seats: "2",
        payment: { intent: "pi_1", amount: 5000 },
        surplus: [twice("pi_2", true), twice("pi_3", false)],
      },
      {
        status: "refunding",
        seats: "3",
        payment: { intent: "pi_4", amount: 4999 },
        surplus: [twice("pi_5", false)],
      },
      { status: "expired", seats: "4", surplus: [twice("pi_6", false)] },
    ]);
    await settled();
    await test.sleepAndWake();
    await settled();
    const asked = provider.asked.map(
      ({ paymentIntentId, amountMinor }) => `${paymentIntentId}: ${amountMinor}`,
    );
    expect(asked.toSorted()).toEqual(["pi_3: 5000", "pi_4: 4999", "pi_5: 5000", "pi_6: 5000"]);
    expect((await view(0)).refunds.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
    expect((await view(0)).status).toBe("confirmed");
    expect((await view(1)).status).toBe("refunded");
    expect((await view(2)).status).toBe("expired");
    expect((await test.statuses())[2]).toBe(sold);
  });

  test("hears of a surplus payment again, and does not give it back again", async () => {
    const { test, view, settled, provider } = await wokenFrom(2, [
      {
        status: "confirmed",
        seats: "2",
        payment: { intent: "pi_1", amount: 5000 },
        surplus: [twice("pi_2", true)],
      },
    ]);
    const { id } = await view(0);
    const report = { orderId: id as OrderId, amountMinor: 5000, currency: "eur", reportId: "evt_3" };
    await test.office.settle({ ...report, sessionId: "cs of pi_2", paymentIntentId: "pi_2" });
    await test.office.settle({ ...report, sessionId: "cs of pi_7", paymentIntentId: "pi_7" });
    await settled();
    expect(provider.asked.map(({ paymentIntentId }) => paymentIntentId)).toEqual(["pi_7"]);
    expect(provider.asked[0]?.refundId).toBe((await view(0)).refunds[1]?.id);
  });

  test("can give tickets back, and cancel, with what it had", async () => {
    const { test, view, settled, provider } = await wokenFrom(2, [
      { status: "confirmed", seats: "2 3", payment: { intent: "pi_1", amount: 10_000 } },
    ]);
    const { id } = await view(0);
    await test.office.returnTickets({
      ...{ orderId: id, fanId: null, seats: [2], seatsTo: "available", withFees: null },
      ...{ by: { kind: "organizer", id: "otto" }, note: "", key: null },
    });
    await test.office.cancelEvent("Rain.");
    await settled();
    expect(provider.asked.map(({ amountMinor }) => amountMinor)).toEqual([5000, 5000]);
    expect((await view(0)).status).toBe("refunded");
    expect((await test.statuses()).slice(2, 4)).toEqual([available, available]);
  });
});
