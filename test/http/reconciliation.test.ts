import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { httpDatabase } from "../../src/db/client.ts";
import { sweeps, tickets } from "../../src/db/schema.ts";
import { type EventId, holdIdOf, type OrderId, orderIdOf } from "../../src/domain/ids.ts";
import { boxOfficeOf } from "../../src/box-offices.ts";
import { runScheduledSweep } from "../../src/reconciliation/scheduled-sweep.ts";
import { fanToken } from "../support/api.ts";
import { untilOrderIs } from "../support/booking.ts";
import { random } from "../support/box-office.ts";
import { deliveriesNaming } from "../support/deliveries.ts";
import { payableOrder, stripeOrigin } from "../support/payments.ts";
import { publishedEvent } from "../support/published-event.ts";
import {
  beginOrder,
  forgetInPostgres,
  foundBy,
  payments,
  payUnheard,
  recordOf,
  reconciliation,
  statusOf,
  sweepOf,
  sweepStore,
} from "../support/reconciliation.ts";

const db = httpDatabase(env);

/** An order for two seats that is paid and in Postgres, though no webhook came. */
const confirmedOrder = async () => {
  const event = await publishedEvent();
  const token = await fanToken();
  const order = await beginOrder(event, token, [0, 1]);
  await payUnheard(order);
  await sweepOf([event.id]);
  await untilOrderIs(token, order.id, "confirmed");
  return { event, token, order, record: () => recordOf(event.id, order.id) };
};

/** And its memory with it. */
const loseStorage = async (eventId: EventId): Promise<void> => {
  const lost = runInDurableObject(env.BOX_OFFICE.getByName(eventId), async (_, ctx) => {
    await ctx.storage.deleteAll();
    await ctx.storage.sync();
    ctx.abort("its storage is lost");
  });
  await expect(lost).rejects.toThrow("its storage is lost");
};

/** What a second sweep finds, when it has changed nothing. */
const foundAgain = async (eventId: EventId, orderId: OrderId) => {
  const before = await recordOf(eventId, orderId);
  const again = await sweepOf([eventId]);
  expect(await recordOf(eventId, orderId)).toEqual(before);
  return foundBy(again);
};

describe("a webhook that is lost", () => {
  test("of a payment is found: the order is confirmed", async () => {
    const event = await publishedEvent();
    const token = await fanToken();
    const order = await beginOrder(event, token, [0, 1]);
    await payUnheard(order);
    expect(await deliveriesNaming(order.id)).toEqual([]);

    const report = await sweepOf([event.id]);
    expect(report).toMatchObject({ done: true, stoppedBy: null });
    expect(foundBy(report)).toContainEqual(["report_missed", order.id, true]);
    await untilOrderIs(token, order.id, "confirmed");
    expect(await foundAgain(event.id, order.id)).toEqual([]);
  });

  test("of a refund that was made at Stripe by hand is found: the tickets are void", async () => {
    const { event, token, order, record } = await confirmedOrder();
    const { view } = await record();
    const payment_intent = typeof view === "string" ? "" : (view.paymentIntentId ?? "");
    const made = await fetch(`${stripeOrigin()}/v1/refunds`, {
      method: "POST",
      headers: { authorization: `Bearer ${env.STRIPE_SECRET_KEY}` },
      body: new URLSearchParams({ payment_intent }),
    });
    expect(made.status).toBe(200);
    expect(await statusOf(token, order.id)).toBe("confirmed");

    const report = await sweepOf([event.id]);
    expect(foundBy(report)).toContainEqual(["report_missed", order.id, true]);
    await untilOrderIs(token, order.id, "refunded");
    expect((await record()).tickets).toEqual([
      { seatNo: 0, status: "void" },
      { seatNo: 1, status: "void" },
    ]);
    expect(await foundAgain(event.id, order.id)).toEqual([]);
  });

  test("of a payment that Stripe's list does not tell either is found by the order's Session", async () => {
    const event = await publishedEvent();
    const token = await fanToken();
    const order = await beginOrder(event, token, [0, 1]);
    await payUnheard(order);
    const muchLater = { now: () => Date.now() + 30 * 60_000 };
    const report = await sweepOf([event.id], { lookBackMs: 0 }, muchLater);
    expect(foundBy(report)).toContainEqual(["payment_missed", order.id, true]);
    await untilOrderIs(token, order.id, "confirmed");
    expect(foundBy(await sweepOf([event.id], { lookBackMs: 0 }, muchLater))).toEqual([]);
  });
});

describe("what one side has lost", () => {
  test("an order that Postgres lacks is handed over again", async () => {
    const { event, order, record } = await confirmedOrder();
    await forgetInPostgres(order.id);
    expect(foundBy(await sweepOf([event.id]))).toEqual([["order_not_in_postgres", order.id, true]]);
    expect((await record()).tickets).toEqual([
      { seatNo: 0, status: "valid" },
      { seatNo: 1, status: "valid" },
    ]);
    expect(await foundAgain(event.id, order.id)).toEqual([]);
  });

  test("a box office that lost its storage has its event and its sales again", async () => {
    const { event, token, order } = await confirmedOrder();
    await loseStorage(event.id);
    expect(await boxOfficeOf(env)(event.id).viewOrder(null, order.id)).toMatchObject({
      refusal: { code: "event_not_found" },
    });

    expect(foundBy(await sweepOf([event.id]))).toEqual([["box_office_lost", event.id, true]]);
    expect(await statusOf(token, order.id)).toBe("confirmed");
    const seen = await boxOfficeOf(env)(event.id).availability();
    expect(seen.ok && seen.value.kind === "snapshot" && (seen.value.packed[0] ?? 0) & 15).toBe(0b1010);
    expect(await foundAgain(event.id, order.id)).toEqual([]);
  });
});

describe("what has more than one right answer is reported, and left as it is", () => {
  test("a ticket that Postgres lacks", async () => {
    const { event, order, record } = await confirmedOrder();
    await db.delete(tickets).where(and(eq(tickets.orderId, order.id), eq(tickets.seatNo, 1)));
    const report = await sweepOf([event.id]);
    expect(report.differences).toMatchObject([
      { kind: "tickets_differ", where: [order.id, event.ticket(1)], repaired: false },
    ]);
    expect(await foundAgain(event.id, order.id)).toEqual(foundBy(report));
    expect((await record()).tickets).toEqual([{ seatNo: 0, status: "valid" }]);
  });

  test("a ticket too many in Postgres", async () => {
    const { event, order } = await confirmedOrder();
    const [ticket] = await db.select().from(tickets).where(eq(tickets.orderId, order.id));
    if (!ticket) throw new Error("expected a ticket");
    await db.insert(tickets).values({ ...ticket, seatNo: 5, seatGuid: "r1-s6" });
    const report = await sweepOf([event.id]);
    expect(report.differences).toMatchObject([
      { kind: "tickets_differ", where: [order.id, event.ticket(5)], repaired: false },
    ]);
    expect(await foundAgain(event.id, order.id)).toEqual(foundBy(report));
  });

  test("money at Stripe for an order that nobody knows", async () => {
    const event = await publishedEvent();
    const orderId = orderIdOf(holdIdOf(event.id, random(20)));
    const session = await payments.openSession(payableOrder({ orderId }));
    await payUnheard({ id: orderId, status: "", checkoutUrl: session.url });
    const report = await sweepOf([event.id]);
    expect(foundBy(report)).toEqual([["money_without_order", orderId, false]]);
    expect(await foundAgain(event.id, orderId)).toEqual(foundBy(report));
  });
});

test("the sweep that comes by itself goes on where the one before has come to", async () => {
  const event = await publishedEvent();
  const token = await fanToken();
  const order = await beginOrder(event, token, [0, 1]);
  await payUnheard(order);
  const strangeId = orderIdOf(holdIdOf(event.id, random(20)));
  const strange = await payments.openSession(payableOrder({ orderId: strangeId }));
  await payUnheard({ id: strangeId, status: "", checkoutUrl: strange.url });
  const name = `sweep ${event.id}`;
  const lines: string[] = [];
  const alerts: string[] = [];
  const run = (ahead = 10_000) =>
    runScheduledSweep(reconciliation({ now: () => Date.now() + ahead }), {
      store: sweepStore,
      name,
      events: [event.id],
      log: (line) => lines.push(line),
      alert: (line) => alerts.push(line),
    });

  expect((await run()).done).toBe(true);
  await untilOrderIs(token, order.id, "confirmed");
  expect(lines.map((line) => JSON.parse(line).message)).toEqual(["reconciled", "a difference"]);
  const [kept] = await db.select().from(sweeps).where(eq(sweeps.name, name));
  expect(kept?.cursor).toMatchObject({ walk: { done: null, at: null }, unsettled: [{}] });

  // Three days later, when Stripe is not asked for that payment any more: it is remembered.
  const later = await run(3 * 24 * 3_600_000);
  expect(foundBy(later)).toEqual([["money_without_order", strangeId, false]]);
  expect(alerts.map((line) => JSON.parse(line).kind)).toEqual(["money_without_order", "money_without_order"]);
});
