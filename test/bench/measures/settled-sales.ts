import pg from "pg";
import type { Sale } from "../../../src/domain/box-office/sales-ledger.ts";
import { type EventId, newEventId, orderIdOf, holdIdOf } from "../../../src/domain/ids.ts";
import { randomBytes } from "node:crypto";
import { figure, type Section } from "../harness/figures.ts";
import { pause } from "../harness/processes.ts";
import { median } from "../harness/statistics.ts";
import type { Work } from "../load/job.ts";
import { countOrders, writeCatalogue } from "../system/catalogue.ts";
import { openEvent, seatMapHash } from "../system/events.ts";
import type { Stack } from "../system/stack.ts";
import { signedWebhook } from "../system/webhook.ts";
import { type PreparedOrder, seatsPerOrder } from "../worker/prepared-orders.ts";

const clients = 64;

export interface SettledPlan {
  readonly orders: number;
  readonly rounds: number;
}

/** Payments that are reported all at once, by signed webhooks, until Postgres has every one of them. */
const throughOutbox = async (stack: Stack, client: pg.Client, count: number): Promise<number> => {
  const { limits, frontrow } = stack.ports;
  const eventId = await openEvent(limits, { seatCount: count * seatsPerOrder, seatsPerGroup: seatsPerOrder });
  await writeCatalogue(stack.database.postgres.url, eventId, count * seatsPerOrder);
  const prepared = await fetch(`http://127.0.0.1:${limits}/prepare?event=${eventId}&count=${count}`, {
    method: "POST",
  });
  if (!prepared.ok) throw new Error(`orders could not be prepared: ${await prepared.text()}`);
  const orders = (await prepared.json()) as readonly PreparedOrder[];
  const secret = stack.settings.secrets.STRIPE_WEBHOOK_SECRET ?? "";
  const posts = orders.map((order) => {
    const { body, signature } = signedWebhook(order, secret);
    return { body, header: `Stripe-Signature: ${signature}` };
  });
  const work: Work = { kind: "posts", path: "/webhooks/stripe", posts };
  const started = performance.now();
  const { answered } = await stack.loader.run({ over: "http", port: frontrow, work, clients, seconds: 60 });
  if (answered !== count) throw new Error(`only ${answered} of ${count} webhooks were taken`);
  while ((await countOrders(client, eventId)) < count) {
    if (performance.now() - started > 60_000) throw new Error("the outbox did not drain in 60 s");
    await pause(5);
  }
  return count / ((performance.now() - started) / 1000);
};

/** The same ledger with one order a transaction, as many at once as there are clients. */
const oneByOne = async (stack: Stack, client: pg.Client, count: number): Promise<number> => {
  const eventId = newEventId(randomBytes);
  await writeCatalogue(stack.database.postgres.url, eventId, count * seatsPerOrder);
  const posts = Array.from({ length: count }, (_, i) => ({ body: JSON.stringify(saleOf(eventId, i)) }));
  const work: Work = { kind: "posts", path: "/sell-alone", posts };
  const result = await stack.loader.run({
    over: "http",
    port: stack.ports.limits,
    work,
    clients,
    seconds: 60,
  });
  const there = await countOrders(client, eventId);
  if (there !== count) throw new Error(`Postgres has ${there} of ${count} orders that were sold one by one`);
  return count / result.seconds;
};

const saleOf = (eventId: EventId, index: number): Sale => ({
  orderId: orderIdOf(holdIdOf(eventId, randomBytes(20))),
  eventId,
  seatMapHash,
  fanId: "fan_0000000000000000",
  email: "fan@example.com",
  total: { amountMinor: 4500 * seatsPerOrder, currency: "eur" },
  tickets: Array.from({ length: seatsPerOrder }, (_, i) => ({
    seatNo: index * seatsPerOrder + i,
    category: "Premium",
    priceMinor: 4500,
  })),
  sessionId: "cs_bench",
  paymentIntentId: "pi_bench",
  createdAt: Date.now(),
  paidAt: Date.now(),
});

export const measureSettledSales = async (
  stack: Stack,
  { orders, rounds }: SettledPlan,
): Promise<Section> => {
  const client = new pg.Client(stack.database.postgres.url);
  await client.connect();
  const grouped: number[] = [];
  const single: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      grouped.push(await throughOutbox(stack, client, orders));
      single.push(await oneByOne(stack, client, orders));
    }
  } finally {
    await client.end();
  }
  return {
    title: `Settled sales into Postgres, ${orders} orders of ${seatsPerOrder} tickets`,
    figures: [
      figure("webhooks through the outbox", median(grouped), "/s"),
      figure("one transaction per order over the same driver", median(single), "/s"),
      figure("settled sales ÷ one transaction per order", median(grouped) / median(single), "ratio", {
        atLeast: 3,
      }),
    ],
    notes: [
      "From the first signed webhook to the last order in Postgres; one by one counts the ledger's call alone, no webhook.",
      "Both go through the local proxy that speaks Neon's HTTP protocol; Postgres with fsync and synchronous_commit on.",
    ],
  };
};
