import { asc, eq } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { httpDatabase } from "../../src/db/client.ts";
import { createSalesLedger } from "../../src/db/sales.ts";
import { orders, refunds, tickets } from "../../src/db/schema.ts";
import { findSales, findSoldOrders } from "../../src/db/sold-orders.ts";
import type { Refund } from "../../src/domain/box-office/order.ts";
import type { Sale } from "../../src/domain/box-office/sales-ledger.ts";
import { liveSeatsOfSale } from "../../src/domain/box-office/sold-orders.ts";
import { refundIdOf } from "../../src/domain/ids.ts";
import { newSale } from "../support/sales.ts";

const db = httpDatabase(env);
const ledger = createSalesLedger(db);
const commit = async (...sales: Sale[]) => (await ledger.commit(sales)).map(({ status }) => status);

const refundOf = (sale: Sale, seats: readonly number[], change: Partial<Refund> = {}): Refund => ({
  id: refundIdOf(sale.orderId, 0),
  paymentIntentId: "pi_1",
  amountMinor: seats.length * 2500,
  feesMinor: 0,
  seats,
  seatsTo: "available",
  returned: false,
  status: "created",
  by: { kind: "fan", id: "fan_anna" },
  reason: "tickets_returned",
  note: "",
  key: null,
  digest: "",
  providerId: null,
  failure: null,
  retryOf: null,
  createdAt: 1_700_000_002_000,
  updatedAt: 1_700_000_002_000,
  revision: 2,
  ...change,
});

/** The next revision of a sale, of which these seats came back. */
const returned = (sale: Sale, seats: readonly number[], change: Partial<Refund> = {}): Sale => {
  const live = sale.tickets.filter(({ seatNo }) => !seats.includes(seatNo));
  const refund = refundOf(sale, seats, change);
  return {
    ...sale,
    revision: sale.revision + 1,
    status: live.length > 0 ? "confirmed" : "refunding",
    refundedMinor: refund.amountMinor,
    refunds: [refund],
    tickets: sale.tickets.map((each) => ({ ...each, status: live.includes(each) ? "valid" : "void" })),
  };
};

/** All that Postgres has of an order. */
const stateOf = async ({ orderId }: Sale) => ({
  order: (await db.select().from(orders).where(eq(orders.id, orderId)))[0],
  tickets: await db
    .select({ seatNo: tickets.seatNo, status: tickets.status })
    .from(tickets)
    .where(eq(tickets.orderId, orderId))
    .orderBy(asc(tickets.seatNo)),
  refunds: await db.select().from(refunds).where(eq(refunds.orderId, orderId)),
});

describe("a later revision of a sale", () => {
  test("voids tickets and records refunds", async () => {
    const { of } = await newSale();
    const first = of(1, 2);
    await commit(first);
    expect(await commit(returned(first, [1]))).toEqual(["committed"]);
    expect(await stateOf(first)).toMatchObject({
      order: { status: "confirmed", revision: 2, refundedMinor: 2500, paidMinor: 5000 },
      tickets: [
        { seatNo: 1, status: "void" },
        { seatNo: 2, status: "valid" },
      ],
      refunds: [{ status: "created", amountMinor: 2500, reason: "tickets_returned" }],
    });
  });

  test("brings a refund up to date, and makes no other", async () => {
    const { of } = await newSale();
    const first = of(1);
    const second = returned(first, [1]);
    const third: Sale = {
      ...second,
      revision: 3,
      status: "refunded",
      refunds: [refundOf(first, [1], { status: "succeeded", providerId: "re_1" })],
    };
    await commit(first);
    await commit(second);
    await commit(third);
    expect(await stateOf(first)).toMatchObject({
      order: { status: "refunded", revision: 3 },
      refunds: [{ status: "succeeded", providerId: "re_1" }],
    });
    expect((await stateOf(first)).refunds).toHaveLength(1);
  });

  test("may be the first that Postgres hears of", async () => {
    const { of } = await newSale();
    const second = returned(of(1, 2), [1]);
    expect(await commit(second)).toEqual(["committed"]);
    expect((await stateOf(second)).tickets.map(({ status }) => status)).toEqual(["void", "valid"]);
    expect((await stateOf(second)).refunds).toHaveLength(1);
  });

  test("of an order whose seats could not be given has a refund and no tickets", async () => {
    const { of } = await newSale();
    const sale: Sale = { ...returned(of(1), [1]), tickets: [], status: "refunding" };
    expect(await commit(sale)).toEqual(["committed"]);
    expect(await stateOf(sale)).toMatchObject({ order: { status: "refunding" }, tickets: [] });
  });
});

describe("an older revision", () => {
  test("changes nothing, and neither does the same one again", async () => {
    const { of } = await newSale();
    const first = of(1, 2);
    const second = returned(first, [1]);
    await commit(second);
    const before = await stateOf(first);
    expect(await commit(first)).toEqual(["committed"]);
    expect(await commit(second)).toEqual(["committed"]);
    expect(
      await commit({ ...second, refundedMinor: 1, refunds: [refundOf(first, [2], { amountMinor: 1 })] }),
    ).toEqual(["committed"]);
    expect(await stateOf(first)).toEqual(before);
  });

  test("that comes at the same time as a later one does not win", async () => {
    const { of } = await newSale();
    for (let n = 0; n < 5; n++) {
      const first = of(n);
      await Promise.all([commit(first), commit(returned(first, [n])), commit(first)]);
      expect(await stateOf(first)).toMatchObject({ order: { revision: 2 }, tickets: [{ status: "void" }] });
    }
  });
});

describe("a seat whose ticket is void", () => {
  test("can be sold to another order, and the first one comes to it no more", async () => {
    const { eventId, of } = await newSale();
    const first = of(1, 2);
    const second = returned(first, [1]);
    await commit(first);
    const early = of(1);
    expect(await commit(early)).toEqual(["seat_already_sold"]);
    await commit(second);
    const next = of(1);
    expect(await commit(next)).toEqual(["committed"]);
    expect(await commit(first, { ...second, revision: 3 })).toEqual(["committed", "committed"]);
    expect((await stateOf(next)).tickets).toEqual([{ seatNo: 1, status: "valid" }]);
    expect((await findSales(db, eventId))[0]).toMatchObject({ tickets: 2 });
  });
});

describe("a group with one at fault", () => {
  test("brings all the others up to date", async () => {
    const { of } = await newSale();
    const [first, another, taken] = [of(1, 2), of(3), of(4)];
    await commit(first, another, taken);
    const results = await commit(returned(first, [1]), of(4, 5), returned(another, [3]), of(6, 99), of(7));
    expect(results).toEqual(["committed", "seat_already_sold", "committed", "not_committed", "committed"]);
    expect((await stateOf(first)).tickets.map(({ status }) => status)).toEqual(["void", "valid"]);
    expect((await stateOf(another)).order).toMatchObject({ status: "refunding", revision: 2 });
  });
});

describe("what a box office that lost its storage is told", () => {
  test("are the orders with tickets or with money on its way, void tickets and refunds among it", async () => {
    const { eventId, of } = await newSale();
    const [whole, part, back, done] = [of(1), of(2, 3), of(4), of(5)];
    await commit(whole, returned(part, [2]), returned(back, [4]), {
      ...returned(done, [5]),
      status: "refunded",
    });
    const sold = await findSoldOrders(db, eventId);
    const byId = new Map(sold.map((sale) => [sale.orderId, sale]));
    expect(byId.size).toBe(3);
    expect(byId.get(part.orderId)).toMatchObject({
      status: "confirmed",
      seats: [2, 3],
      pricesMinor: [2500, 2500],
      revision: 2,
      paidMinor: 5000,
      refunds: [refundOf(part, [2])],
    });
    const live = sold.flatMap(liveSeatsOfSale);
    expect(live.toSorted()).toEqual([1, 3]);
  });
});
