import { describe, expect, test } from "vitest";
import { ok, refuse } from "../../src/domain/outcome.ts";
import { PaymentUnavailable } from "../../src/payments/gateway.ts";
import { orderNo, orderView, PaperWorld, paidReport, refundReport } from "../support/paper-world.ts";

const hour = 3_600_000;
const minute = 60_000;

/** So many payments, a second apart, the last one an hour ago. */
const worldWith = (payments: number): PaperWorld => {
  const world = new PaperWorld();
  world.happened = Array.from({ length: payments }, (_, n) => ({
    at: world.now - hour - (payments - n) * 1000,
    report: paidReport(orderNo(world.eventId, n)),
  }));
  return world;
};

const toldOnce = (world: PaperWorld): void => {
  const orders = world.happened.map(
    ({ report }) => report.kind === "paid" && `paid ${report.payment.orderId}`,
  );
  expect(new Set(world.told)).toEqual(new Set(orders));
};

describe("what happened at Stripe", () => {
  test("is told whole, however much it was", async () => {
    const world = worldWith(1000);
    const { done, windows, events } = await world.sweep();
    toldOnce(world);
    expect([done, windows > 3, events >= 1000]).toEqual([true, true, true]);
  });

  test("in one second is told whole even if it is more than a window holds", async () => {
    const world = worldWith(600);
    const [first] = world.happened;
    world.happened = world.happened.map(({ report }) => ({ at: first?.at ?? 0, report }));
    expect((await world.sweep()).done).toBe(true);
    toldOnce(world);
  });

  test("is told in parts as the budget allows, and none is left out", async () => {
    const world = worldWith(1000);
    const budget = { calls: 900, ms: minute };
    let part = await world.sweep({ budget });
    expect(part.done).toBe(false);
    for (let parts = 1; !part.done; parts++) {
      expect(parts).toBeLessThan(50);
      part = await world.sweep({ budget, cursor: part.cursor });
    }
    toldOnce(world);
  });

  test("is got on with by the smallest budget", async () => {
    const world = worldWith(3);
    const part = await world.sweep({ budget: { calls: 0, ms: 0 } });
    expect([part.done, part.windows]).toEqual([false, 1]);
  });

  test("and was heard of already is not told again", async () => {
    const world = worldWith(3);
    world.heardOf = [orderNo(world.eventId, 0), orderNo(world.eventId, 2)];
    await world.sweep();
    expect(world.told).toEqual([`paid ${orderNo(world.eventId, 1)}`]);
  });

  test("a quarter of an hour before the last sweep is looked at again, what is older is not", async () => {
    const world = worldWith(1);
    const { cursor } = await world.sweep();
    const orderId = orderNo(world.eventId, 7);
    world.happened.push({ at: world.now - 14 * minute, report: paidReport(orderId) });
    world.told.length = 0;
    await world.sweep({ cursor });
    expect(world.told).toEqual([`paid ${orderId}`]);
  });

  test("waits where it is while Stripe is away", async () => {
    const world = worldWith(1);
    const { cursor } = await world.sweep();
    world.ports.payments.listEvents = () => Promise.reject(new PaymentUnavailable("Stripe: 503"));
    world.now += hour;
    const stopped = await world.sweep({ cursor });
    expect(stopped).toMatchObject({ done: false, stoppedBy: "PaymentUnavailable: Stripe: 503", cursor });
  });
});

describe("a report that is not taken", () => {
  const refundFirst = () => {
    const world = new PaperWorld();
    const orderId = orderNo(world.eventId, 1);
    world.happened = [
      { at: world.now - hour, report: refundReport(orderId) },
      { at: world.now - hour, report: paidReport(orderId) },
    ];
    let paid = false;
    world.answer = async ({ kind }) => {
      if (kind === "paid") paid = true;
      return paid ? ok(orderView(orderId, 0)) : refuse("payment_not_known", "");
    };
    return { world, orderId };
  };

  test("is told again after the others", async () => {
    const { world, orderId } = refundFirst();
    const { differences, cursor } = await world.sweep();
    expect(world.told).toEqual([`refund ${orderId}`, `paid ${orderId}`, `refund ${orderId}`]);
    expect([differences, cursor.unsettled]).toEqual([[], []]);
  });

  test("by then either is reported, and told again in the next sweep", async () => {
    const { world, orderId } = refundFirst();
    world.happened.pop();
    const { differences, cursor } = await world.sweep();
    expect(differences).toMatchObject([{ kind: "report_not_taken", where: [orderId, `pi of ${orderId}`] }]);
    world.now += hour;
    world.answer = async () => ok(orderView(orderId, 0));
    world.told.length = 0;
    const next = await world.sweep({ cursor });
    expect(world.told).toEqual([`refund ${orderId}`]);
    expect([next.differences, next.cursor.unsettled]).toEqual([[], []]);
  });

  test("of money for an order that nobody knows is nobody's concern once it is back", async () => {
    const { world, orderId } = refundFirst();
    world.happened.shift();
    world.answer = async () => refuse("order_not_found", "");
    const { differences, cursor } = await world.sweep();
    expect(differences).toMatchObject([{ kind: "money_without_order", repaired: false }]);
    world.now += hour;
    world.happened.push({ at: world.now - minute, report: refundReport(orderId) });
    expect(await world.sweep({ cursor })).toMatchObject({ differences: [], cursor: { unsettled: [] } });
  });
});
