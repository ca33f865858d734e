import { eq, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { httpDatabase } from "../../src/db/client.ts";
import { createSalesLedger } from "../../src/db/sales.ts";
import { orders, tickets } from "../../src/db/schema.ts";
import type { EventId } from "../../src/domain/ids.ts";
import { newSale } from "../support/sales.ts";

const db = httpDatabase(env);
const ledger = createSalesLedger(db);

const ticketsOf = (eventId: EventId) =>
  db
    .select({ orderId: tickets.orderId, seat: tickets.seatGuid, label: tickets.label })
    .from(tickets)
    .where(eq(tickets.eventId, eventId))
    .orderBy(tickets.seatNo);

describe("the ledger of sales", () => {
  test("takes many in one go, each with its tickets by name", async () => {
    const { eventId, of } = await newSale();
    const [first, second] = [of(1, 2), of(5)];
    expect(await ledger.commit([first, second])).toEqual(
      [first, second].map(({ orderId }) => ({ orderId, revision: 1, status: "committed" })),
    );
    expect(await ticketsOf(eventId)).toEqual([
      { orderId: first.orderId, seat: "seat-1", label: "2" },
      { orderId: first.orderId, seat: "seat-2", label: "3" },
      { orderId: second.orderId, seat: "seat-5", label: "6" },
    ]);
    const [order] = await db.select().from(orders).where(eq(orders.id, first.orderId));
    expect(order).toMatchObject({
      status: "confirmed",
      totalMinor: 5000,
      currency: "eur",
      stripePaymentIntentId: "pi_1",
      createdAt: new Date(1_700_000_000_000),
    });
  });

  test("takes a sale once, however often it is handed over", async () => {
    const { eventId, of } = await newSale();
    const sale = of(1, 2);
    await ledger.commit([sale]);
    expect(await ledger.commit([sale, of(3)])).toMatchObject([
      { status: "committed" },
      { status: "committed" },
    ]);
    expect(await ticketsOf(eventId)).toHaveLength(3);
  });

  test("gives a seat to one order only, and the loser keeps none of its seats and harms no other sale", async () => {
    const { eventId, of } = await newSale();
    const winner = of(4);
    await ledger.commit([winner]);
    const [before, loser, after] = [of(1), of(3, 4, 5), of(6)];
    expect((await ledger.commit([before, loser, after])).map(({ status }) => status)).toEqual([
      "committed",
      "seat_already_sold",
      "committed",
    ]);
    expect((await ticketsOf(eventId)).map(({ seat }) => seat)).toEqual(["seat-1", "seat-4", "seat-6"]);
    expect(await db.select().from(orders).where(eq(orders.id, loser.orderId))).toEqual([]);
  });

  test("decides between two that race for a seat", async () => {
    const { eventId, of } = await newSale();
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => ledger.commit([of(7, 8)])));
    expect(outcomes.flat().filter(({ status }) => status === "committed")).toHaveLength(1);
    expect(await ticketsOf(eventId)).toHaveLength(2);
  });

  test("never leaves a ticket out: a sale of a seat that the map does not have is not committed, and others are", async () => {
    const { eventId, of } = await newSale();
    const [strange, good] = [of(1, 99), of(2)];
    expect((await ledger.commit([strange, good])).map(({ status }) => status)).toEqual([
      "not_committed",
      "committed",
    ]);
    expect((await ticketsOf(eventId)).map(({ seat }) => seat)).toEqual(["seat-2"]);
  });

  test("finds the one that is refused among many by few statements", async () => {
    const { eventId, of } = await newSale();
    let statements = 0;
    const counted = createSalesLedger(
      new Proxy(db, {
        get(target, name) {
          if (name === "execute") statements += 1;
          return Reflect.get(target, name);
        },
      }),
    );
    const others = Array.from({ length: 62 }, () => of());
    const results = await counted.commit([...others.slice(0, 40), of(1, 99), ...others.slice(40), of(2)]);
    expect(results.filter(({ status }) => status === "not_committed")).toEqual([results[40]]);
    expect(await ticketsOf(eventId)).toHaveLength(1);
    expect(statements).toBe(13);
  });

  test("lets a seat be sold again once its ticket is void", async () => {
    const { eventId, of } = await newSale();
    await ledger.commit([of(1)]);
    await db.update(tickets).set({ status: "void" }).where(sql`${tickets.eventId} = ${eventId}`);
    expect(await ledger.commit([of(1)])).toMatchObject([{ status: "committed" }]);
  });
});
