import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { Sale, SaleResult } from "../../src/domain/box-office/sales-ledger.ts";
import { orderIdOf } from "../../src/domain/ids.ts";
import { type PaymentGateway, type PaymentSession, PaymentUnavailable } from "../../src/payments/gateway.ts";
import { chooseSeats, newEvent, newHold, refusalOf, setupOf, wishFor } from "../support/box-office.ts";
import { TestOffice } from "../support/office.ts";

const available = 0;
const held = 1;
const sold = 2;

/** A ledger that takes everything, and remembers it. */
const openLedger = () => {
  const taken: string[] = [];
  return {
    taken,
    ledger: {
      commit: async (sales: readonly { readonly orderId: string; readonly revision: number }[]) => {
        taken.push(...sales.map(({ orderId }) => orderId));
        return sales.map(
          ({ orderId, revision }) => ({ orderId, revision, status: "committed" }) as SaleResult,
        );
      },
    },
  };
};

/** A provider of which the test says how each Session stands, or that it does not answer. */
const provider = (stand: () => PaymentSession["status"] | "away") => {
  const refunds: string[] = [];
  const session = (orderId: string): PaymentSession => {
    const status = stand();
    if (status === "away") throw new PaymentUnavailable("away");
    return {
      sessionId: `cs_${orderId}`,
      url: "https://pay",
      status,
      paid: status === "complete",
      failed: false,
      paymentIntentId: "pi_1",
      total: { amountMinor: 5000, currency: "eur" },
      orderId,
    };
  };
  const payments: PaymentGateway = {
    openSession: async ({ orderId }) => session(orderId),
    viewSession: async (id) => session(id.slice(3)),
    closeSession: async (id) => session(id.slice(3)),
    refund: async ({ orderId }) => {
      refunds.push(orderId);
      return { providerId: `re_${refunds.length}`, status: "succeeded", failure: null };
    },
    viewRefund: async (providerId) => ({ providerId, status: "succeeded", failure: null }),
    cancelPayment: async () => ({ paid: false }),
    orderOf: async () => null,
    listEvents: async () => ({ events: [], isWhole: true }),
  };
  return { payments: () => payments, refunds };
};

const inPayment = async (world: ConstructorParameters<typeof TestOffice>[0] = {}) => {
  const test = await TestOffice.open({ rows: [8] }, {}, { ...openLedger(), ...world });
  const command = chooseSeats(test.eventId, "anna", [3]);
  await test.office.hold(command);
  const orderId = orderIdOf(command.holdId);
  await test.office.beginOrder({
    fanId: "anna",
    holdId: command.holdId,
    email: "anna@example.org",
    returnUrl: "https://example.org",
  });
  const pay = () =>
    test.office.settle({
      orderId,
      sessionId: `cs_${orderId}`,
      paymentIntentId: "pi_1",
      amountMinor: 5000,
      currency: "eur",
      reportId: "evt_1",
    });
  const status = async () => {
    const order = await test.office.viewOrder("anna", orderId);
    return order.ok ? order.value.status : order.refusal.code;
  };
  return { test, command, orderId, pay, status };
};

describe("a box office that slept", () => {
  test("between any two steps is as it was", async () => {
    const { ledger, taken } = openLedger();
    const { test, command, orderId, pay, status } = await inPayment({ ledger });
    await test.sleepAndWake();
    expect((await test.statuses())[3]).toBe(held);
    expect((await test.office.hold(command)).ok).toBe(true);
    await test.office.attachSession(orderId, { sessionId: `cs_${orderId}`, url: "https://pay" });
    await test.sleepAndWake();
    expect(refusalOf(await test.office.hold(chooseSeats(test.eventId, "ben", [3])))).toBe(
      "tickets_unavailable",
    );
    expect((await pay()).ok).toBe(true);
    await test.sleepAndWake();
    expect((await test.statuses())[3]).toBe(sold);
    await test.ringAlarm();
    expect(taken).toContain(orderId);
    expect(await status()).toBe("confirmed");
    await test.sleepAndWake();
    expect(await status()).toBe("confirmed");
    expect((await pay()).ok).toBe(true);
  });

  test("goes on with its sequence, never back", async () => {
    const test = await TestOffice.open({ rows: [8] });
    const sequence = async () => {
      const seen = await test.office.availability();
      return seen.ok ? seen.value.sequence : -1;
    };
    await test.office.hold(chooseSeats(test.eventId, "anna", [1]));
    const before = await sequence();
    await test.sleepAndWake();
    expect(await sequence()).toBe(before);
    await test.office.hold(chooseSeats(test.eventId, "anna", [2]));
    expect(await sequence()).toBeGreaterThan(before);
  });

  test("keeps the organizer's blocked seats and the closed sale", async () => {
    const test = await TestOffice.open({ rows: [8] });
    await test.office.block([1, 2]);
    await test.office.unblock([2]);
    await test.office.close();
    await test.sleepAndWake();
    expect((await test.statuses()).slice(0, 3)).toEqual([0, 3, 0]);
    expect(refusalOf(await test.office.hold(chooseSeats(test.eventId, "anna", [4])))).toBe("sale_closed");
  });
});

describe("a hold ends", () => {
  test("by the alarm, if nobody asks", async () => {
    const test = await TestOffice.open({ rows: [8] });
    const command = chooseSeats(test.eventId, "anna", [3]);
    await test.office.hold(command);
    await test.wait(600_000);
    expect(await test.ringAlarm()).toBe(true);
    await runInDurableObject(test.stub, (_, { storage }) => {
      expect(storage.sql.exec("SELECT count(*) AS n FROM holds").one().n).toBe(0);
    });
    const view = await test.office.viewHold("anna", command.holdId);
    expect(view.ok && view.value.status).toBe("expired");
  });

  test("on time even if the alarm never comes, and an alarm twice changes nothing more", async () => {
    const test = await TestOffice.open({ rows: [8] });
    await test.office.hold(chooseSeats(test.eventId, "anna", [3]));
    await test.wait(599_999);
    expect((await test.statuses())[3]).toBe(held);
    await test.wait(1);
    expect((await test.statuses())[3]).toBe(available);
    const ben = chooseSeats(test.eventId, "ben", [3]);
    expect((await test.office.hold(ben)).ok).toBe(true);
    await test.ringAlarm();
    await test.ringAlarm();
    expect((await test.statuses())[3]).toBe(held);
  });

  test("after a sleep that was longer than the hold", async () => {
    const test = await TestOffice.open({ rows: [8] });
    await test.office.hold(chooseSeats(test.eventId, "anna", [3]));
    await test.wait(700_000);
    await test.sleepAndWake();
    expect((await test.office.hold(chooseSeats(test.eventId, "ben", [3]))).ok).toBe(true);
  });

  test("and is known by its Idempotency-Key as the hold that it was", async () => {
    const test = await TestOffice.open({ rows: [8] });
    const command = chooseSeats(test.eventId, "anna", [3]);
    await test.office.hold(command);
    await test.office.release("anna", command.holdId);
    const again = await test.office.hold(command);
    expect(again.ok && again.value.status).toBe("released");
    expect((await test.statuses())[3]).toBe(available);
    expect(refusalOf(await test.office.hold(chooseSeats(test.eventId, "anna", [4], command.holdId)))).toBe(
      "idempotency_key_reused",
    );
  });
});

describe("many fans at once", () => {
  test("1,000 fans after one seat: one winner", async () => {
    const test = await TestOffice.open({ rows: [8] });
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, (_, i) => test.office.hold(chooseSeats(test.eventId, `fan_${i}`, [5]))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(outcomes.map(refusalOf))).toEqual(new Set([null, "tickets_unavailable"]));
  });

  test("200 fans after overlapping groups of 4: no partial hold, and nobody waits for anybody", async () => {
    const test = await TestOffice.open({ rows: [50] });
    const groups = Array.from({ length: 200 }, (_, i) => {
      const first = (i * 7) % 47;
      return [first, first + 1, first + 2, first + 3];
    });
    const outcomes = await Promise.all(
      groups.map((seats, i) => test.office.hold(chooseSeats(test.eventId, `fan_${i}`, seats))),
    );
    const won = outcomes.flatMap((outcome) =>
      outcome.ok ? outcome.value.tickets.map(({ seatNo }) => seatNo) : [],
    );
    expect(new Set(won).size).toBe(won.length);
    expect(won.length % 4).toBe(0);
    expect(won.length).toBeGreaterThan(0);
    const statuses = await test.statuses();
    expect(statuses.flatMap((status, seatNo) => (status === held ? [seatNo] : []))).toEqual(
      won.sort((a, b) => a - b),
    );
  });

  test("wishes that come together never share a seat", async () => {
    const test = await TestOffice.open({ rows: [20, 20, 20], generalAdmission: 20 });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, i) => test.office.hold(wishFor(test.eventId, `fan_${i}`, 2))),
    );
    const seats = outcomes.flatMap((outcome) =>
      outcome.ok ? outcome.value.tickets.map(({ seatNo }) => seatNo) : [],
    );
    expect(seats).toHaveLength(80);
    expect(new Set(seats).size).toBe(80);
  });
});

describe("a hold in payment that runs out", () => {
  test("is free once its Session is closed", async () => {
    const { payments } = provider(() => "expired");
    const { test, status } = await inPayment({ payments });
    await test.wait(600_000);
    await test.ringAlarm();
    expect(await status()).toBe("expired");
    expect((await test.statuses())[3]).toBe(available);
  });

  test("is sold if it was paid at the last moment", async () => {
    const { payments } = provider(() => "complete");
    const { test, status } = await inPayment({ payments, ...openLedger() });
    await test.wait(600_000);
    await test.ringAlarm();
    expect(["paid", "confirmed"]).toContain(await status());
    expect((await test.statuses())[3]).toBe(sold);
  });

  test("keeps its seats while the provider is away, and asks again", async () => {
    let stands: "away" | "expired" = "away";
    const { payments } = provider(() => stands);
    const { test, status } = await inPayment({ payments });
    await test.wait(600_000);
    await test.ringAlarm();
    expect((await test.statuses())[3]).toBe(held);
    expect(refusalOf(await test.office.hold(chooseSeats(test.eventId, "ben", [3])))).toBe(
      "tickets_unavailable",
    );
    stands = "expired";
    await test.sleepAndWake();
    await test.wait(60_000);
    await test.ringAlarm();
    expect(await status()).toBe("expired");
    expect((await test.statuses())[3]).toBe(available);
  });

  test("given back by its fan is closed first", async () => {
    const { payments } = provider(() => "expired");
    const { test, command, orderId, status } = await inPayment({ payments });
    expect(refusalOf(await test.office.release("anna", command.holdId))).toBe("hold_in_payment");
    expect((await test.office.cancelOrder("ben", orderId)).ok).toBe(false);
    await test.office.cancelOrder("anna", orderId);
    await test.wait(1000);
    await test.ringAlarm();
    expect(await status()).toBe("canceled");
    expect((await test.statuses())[3]).toBe(available);
  });
});

describe("money for seats that are gone", () => {
  test("goes back, once", async () => {
    const { payments, refunds } = provider(() => "expired");
    const { test, orderId, pay, status } = await inPayment({ payments });
    await test.wait(600_000);
    await test.ringAlarm();
    await test.office.hold(chooseSeats(test.eventId, "ben", [3]));
    await pay();
    await pay();
    await test.wait(5000);
    await test.ringAlarm();
    await test.ringAlarm();
    expect(refunds).toEqual([orderId]);
    expect(await status()).toBe("refunded");
  });

  test("goes back when Postgres has another ticket for the seat, and the seat leaves the sale", async () => {
    const { payments, refunds } = provider(() => "open");
    const ledger = {
      commit: async (sales: readonly Sale[]) =>
        sales.map(
          ({ orderId, revision, tickets }): SaleResult => ({
            orderId,
            revision,
            status: tickets.length > 0 ? "seat_already_sold" : "committed",
          }),
        ),
    };
    const { test, orderId, pay, status } = await inPayment({ payments, ledger });
    await pay();
    await test.wait(5000);
    await test.ringAlarm();
    await test.wait(5000);
    await test.ringAlarm();
    expect(refunds).toEqual([orderId]);
    expect(await status()).toBe("refunded");
    expect((await test.statuses())[3]).toBe(3);
    await test.sleepAndWake();
    expect((await test.statuses())[3]).toBe(3);
  });
});

describe("with Postgres away", () => {
  test("holds and payments go on, and the sale is handed over when it is back", async () => {
    let away = true;
    const { ledger, taken } = openLedger();
    const { test, orderId, pay, status } = await inPayment({
      ledger: {
        commit: async (sales) => {
          if (away) throw new Error("connection refused");
          return ledger.commit(sales);
        },
      },
    });
    await pay();
    await test.wait(5000);
    await test.ringAlarm();
    expect(await status()).toBe("paid");
    expect((await test.office.hold(chooseSeats(test.eventId, "ben", [4]))).ok).toBe(true);
    away = false;
    await test.wait(120_000);
    await test.ringAlarm();
    expect(taken).toEqual([orderId]);
    expect(await status()).toBe("confirmed");
  });
});

describe("an edit of the event", () => {
  test("keeps holds and sales, and the new seats and prices are on sale", async () => {
    const { test, pay } = await inPayment();
    await pay();
    const edited = setupOf(test.eventId, { rows: [8, 4] }, { pricesMinor: [7000] }, [0]);
    expect(await test.office.open(edited, [])).toMatchObject({ ok: true, value: { seatCount: 12 } });
    expect((await test.statuses()).slice(0, 4)).toEqual([3, 0, 0, 2]);
    const later = await test.office.hold(chooseSeats(test.eventId, "ben", [10]));
    expect(later.ok && later.value.total.amountMinor).toBe(7000);
  });

  test("to fewer seats is refused, and harms nobody who holds at the same moment", async () => {
    const test = await TestOffice.open({ rows: [8, 4] });
    const [edited, held] = await Promise.all([
      test.office.open(setupOf(test.eventId, { rows: [8] }), []),
      test.office.hold(chooseSeats(test.eventId, "anna", [10])),
    ]);
    expect(refusalOf(edited)).toBe("seats_in_use");
    expect(held.ok).toBe(true);
  });

  test("is told to who polls: nobody is led past it by a list of changes", async () => {
    const test = await TestOffice.open({ rows: [8] });
    const before = await test.office.availability();
    const since = before.ok ? before.value.sequence : -1;
    await test.office.open(setupOf(test.eventId, { rows: [8] }, {}, [2]), []);
    const after = await test.office.availability(since);
    expect(after.ok && after.value.kind).toBe("snapshot");
    expect((await test.statuses())[2]).toBe(3);
  });

  test("that takes a category's price away takes its seats off the sale, also those that come back", async () => {
    const shape = { rows: [4, 4], categories: 2 };
    const test = await TestOffice.open(shape);
    const command = chooseSeats(test.eventId, "anna", [5]);
    await test.office.hold(command);
    expect((await test.office.open(setupOf(test.eventId, shape, { pricesMinor: [5000, null] }), [])).ok).toBe(
      true,
    );
    expect((await test.statuses()).slice(4)).toEqual([3, held, 3, 3]);
    await test.office.release("anna", command.holdId);
    expect((await test.statuses()).slice(4)).toEqual([3, 3, 3, 3]);
    await test.sleepAndWake();
    expect((await test.statuses()).slice(3, 6)).toEqual([0, 3, 3]);
    await test.office.open(setupOf(test.eventId, shape), []);
    expect((await test.statuses()).slice(4)).toEqual([0, 0, 0, 0]);
  });

  test("that comes together with holds loses none of them", async () => {
    const test = await TestOffice.open({ rows: [8] });
    const [first, second] = [chooseSeats(test.eventId, "anna", [1]), chooseSeats(test.eventId, "ben", [5])];
    const outcomes = await Promise.all([
      test.office.hold(first),
      test.office.open(setupOf(test.eventId, { rows: [8, 4] }), []),
      test.office.hold(second),
    ]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    await test.sleepAndWake();
    expect((await test.statuses()).flatMap((status, seatNo) => (status === held ? [seatNo] : []))).toEqual([
      1, 5,
    ]);
    await test.office.release("anna", first.holdId);
    await test.sleepAndWake();
    expect((await test.statuses()).flatMap((status, seatNo) => (status === held ? [seatNo] : []))).toEqual([
      5,
    ]);
  });

  test("that would take a held or sold seat away is refused and changes nothing", async () => {
    const { test } = await inPayment();
    const edited = setupOf(test.eventId, { rows: [8] }, { pricesMinor: [7000] }, [3]);
    expect(refusalOf(await test.office.open(edited, []))).toBe("seats_in_use");
    expect(refusalOf(await test.office.block([3]))).toBe("seats_in_use");
    const other = await test.office.hold(chooseSeats(test.eventId, "ben", [5]));
    expect(other.ok && other.value.total.amountMinor).toBe(5000);
  });
});

describe("a box office that lost its storage", () => {
  test("is whole again from the sales of Postgres", async () => {
    const test = new TestOffice();
    const holdId = newHold(test.eventId);
    const orderId = orderIdOf(holdId);
    const sale = {
      orderId,
      fanId: "anna",
      email: "anna@example.org",
      seats: [2, 3],
      pricesMinor: [5000, 5000],
      paymentIntentId: "pi_1",
      confirmedAt: 1,
      status: "confirmed" as const,
      fees: { ticketMinor: 0, orderMinor: 0 },
      refunds: [],
      paidMinor: 10_000,
      revision: 1,
    };
    const setup = setupOf(test.eventId, { rows: [8] });
    expect((await test.office.open(setup, [sale])).ok).toBe(true);
    expect((await test.office.open(setup, [sale])).ok).toBe(true);
    expect((await test.statuses()).slice(1, 5)).toEqual([0, 2, 2, 0]);
    const order = await test.office.viewOrder("anna", orderId);
    expect(order.ok && order.value).toMatchObject({ status: "confirmed", total: { amountMinor: 10_000 } });
  });
});

test("an event that was never opened is not known, and asking leaves nothing behind", async () => {
  const eventId = newEvent();
  const stub = env.BOX_OFFICE.getByName(eventId);
  expect(refusalOf(await stub.hold(chooseSeats(eventId, "anna", [1])))).toBe("event_not_found");
  expect(refusalOf(await stub.availability())).toBe("event_not_found");
  await runInDurableObject(stub, (_, { storage }) => {
    expect(
      storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
    ).toEqual([]);
  });
});
