import { describe, expect, test } from "vitest";
import type { OrderView } from "../../src/domain/box-office/contract.ts";
import { compareOrders } from "../../src/reconciliation/compare-orders.ts";
import type { RecordedOrder } from "../../src/reconciliation/ports.ts";
import { newEvent } from "../support/box-office.ts";
import { orderNo, orderView, PaperWorld, recordedAs } from "../support/paper-world.ts";

const now = 1_800_000_000_000;
const minute = 60_000;
const id = orderNo(newEvent(), 1);

/** What is found of one order, and what is to be done about it. */
const found = (here: Partial<OrderView> | null, there: Partial<RecordedOrder> | null) =>
  compareOrders(
    here ? [orderView(id, 5, here)] : [],
    there ? [{ ...recordedAs(orderView(id, 5)), ...there }] : [],
    now,
  ).map(({ kind, remedy }) => [kind, remedy]);

const refund = (change: object) =>
  ({
    id: `rfd_${id.slice(4)}_0`,
    paymentIntentId: `pi of ${id}`,
    amountMinor: 40,
    status: "created",
    createdAt: now,
    seats: [],
    returned: true,
    ...change,
  }) as unknown as OrderView["refunds"][number];

describe("one order at a box office and in Postgres", () => {
  test("that is the same in both is no difference", () => {
    expect(found({}, {})).toEqual([]);
    const refunds = [refund({ status: "succeeded" })];
    const recorded = { refundedMinor: 40, refunds: [`rfd_${id.slice(4)}_0 succeeded`] };
    expect(found({ refunds }, recorded)).toEqual([]);
  });

  test("without money is not Postgres's concern", () => {
    const unpaid = { paidAt: null, revision: 0, recorded: 0 } as const;
    expect(found({ ...unpaid, status: "awaiting_payment", expiresAt: now }, null)).toEqual([]);
    expect(found({ ...unpaid, status: "expired" }, null)).toEqual([]);
    expect(found({ status: "offered", revision: 1, recorded: 0 }, null)).toEqual([]);
  });

  test("that one side lacks, or has as it was, is told by the other", () => {
    expect(found({}, null)).toEqual([["order_not_in_postgres", "hand_over"]]);
    expect(found({ revision: 2, recorded: 2 }, {})).toEqual([["order_old_in_postgres", "hand_over"]]);
    expect(found({ revision: 2 }, {})).toEqual([["order_not_recorded", "hurry"]]);
    expect(found(null, {})).toEqual([["order_not_in_box_office", "restore"]]);
    expect(found({ paidAt: null, status: "expired" }, {})).toEqual([["order_not_in_box_office", "restore"]]);
    expect(found(null, { status: "refunded", validSeats: [] })).toEqual([]);
  });

  test("that both have, and not alike, is left to a person", () => {
    expect(found({}, { revision: 2 })).toEqual([["order_ahead_in_postgres", "none"]]);
    expect(found({}, { status: "refunding" })).toEqual([["order_differs", "none"]]);
    expect(found({}, { refundedMinor: 100 })).toEqual([["order_differs", "none"]]);
    expect(found({}, { validSeats: [5, 6] })).toEqual([["tickets_differ", "none"]]);
    expect(found({}, { validSeats: [] })).toEqual([["tickets_differ", "none"]]);
    expect(found({ paidAt: null, status: "awaiting_payment", expiresAt: now }, {})).toEqual([
      ["order_differs", "none"],
    ]);
  });

  test("whose time was over a quarter of an hour ago is asked after, and no earlier", () => {
    const unpaid = { paidAt: null, status: "awaiting_payment", revision: 0, recorded: 0 } as const;
    const at = (expiresAt: number, underWayUntil: number | null = null) =>
      found({ ...unpaid, expiresAt, underWayUntil }, null);
    expect(at(now - 14 * minute)).toEqual([]);
    expect(at(now - 16 * minute)).toEqual([["order_not_closed", "ask"]]);
    expect(at(now - 16 * minute, now - 14 * minute)).toEqual([]);
  });

  test("of which a refund waits for minutes is hurried", () => {
    const recorded = { refundedMinor: 40, refunds: [`rfd_${id.slice(4)}_0 created`] };
    expect(found({ refunds: [refund({})] }, recorded)).toEqual([]);
    const refunds = [refund({ createdAt: now - 11 * minute })];
    expect(found({ refunds }, recorded)).toEqual([["refund_waits", "hurry"]]);
  });
});

describe("the walk through orders", () => {
  const worldOf = (orders: number): PaperWorld => {
    const world = new PaperWorld();
    world.orders = Array.from({ length: orders }, (_, n) => orderView(orderNo(world.eventId, n), n));
    world.recorded = world.orders.map(recordedAs);
    return world;
  };
  const drop = <Kept>(list: Kept[], at: number): unknown => list.splice(at, 1);

  test("finds what either side lacks on any page, by whatever parts it comes there", async () => {
    const world = worldOf(650);
    const { eventId } = world;
    drop(world.recorded, 250);
    drop(world.recorded, 199);
    drop(world.orders, 420);
    const expected = [199, 250, 420].map((n) => orderNo(eventId, n));
    const whole = await world.sweep();
    expect(whole.differences.map(({ where }) => where[0]).toSorted()).toEqual(expected);
    expect([whole.done, whole.orders]).toEqual([true, 649]);

    const places = [];
    let { cursor } = whole;
    let done = false;
    for (let parts = 0; !done; parts++) {
      expect(parts).toBeLessThan(10);
      const part = await world.sweep({ budget: { calls: 0, ms: 0 }, cursor });
      const ofOrders = part.differences.filter(({ kind }) => kind !== "seats_differ");
      places.push(...ofOrders.map(({ where }) => where[0]));
      ({ cursor, done } = part);
    }
    expect(places.toSorted()).toEqual(expected);
  });

  test("believes only what it sees twice", async () => {
    const world = worldOf(3);
    const late = world.recorded.pop();
    world.onWait = () => {
      if (late) world.recorded = [...world.recorded.slice(0, 2), late];
    };
    expect(await world.sweep()).toMatchObject({ done: true, differences: [] });
    expect(world.done).toEqual([]);
  });

  test("lets an order alone that has moved on between two looks", async () => {
    const world = worldOf(1);
    world.onWait = () => {
      world.orders = world.orders.map((order) => ({ ...order, revision: order.revision + 1 }));
    };
    world.orders = world.orders.map((order) => ({ ...order, revision: 2 }));
    expect((await world.sweep()).differences).toEqual([]);
  });

  test("says of what it could not repair that it is left", async () => {
    const world = worldOf(2);
    drop(world.recorded, 1);
    const orderId = orderNo(world.eventId, 1);
    const { differences } = await world.sweep();
    expect(world.done).toEqual([`hand over ${orderId}`]);
    expect(differences).toMatchObject([{ kind: "order_not_in_postgres", where: [orderId], repaired: false }]);
  });
});

describe("the seats of an event", () => {
  test("that are sold in one place alone are reported, but for those on their way", async () => {
    const world = new PaperWorld();
    const moving = orderView(orderNo(world.eventId, 1), 1, { revision: 2, status: "paid" });
    world.orders = [moving];
    world.soldSeats = [7];
    // It changes at each look, as in a rush; its seat is not in Postgres yet.
    world.onWait = () => {
      world.orders = world.orders.map((order) => ({ ...order, revision: order.revision + 1 }));
    };
    const { differences } = await world.sweep();
    expect(differences).toMatchObject([
      { kind: "seats_differ", where: [world.eventId, `tkt_${world.eventId.slice(4)}_7`], repaired: false },
    ]);
  });
});
