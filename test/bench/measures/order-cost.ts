import { figure, type Section } from "../harness/figures.ts";
import { cpuMillisecondsOf } from "../harness/machine.ts";
import { pause } from "../harness/processes.ts";
import type { TicketId } from "../../../src/domain/ids.ts";
import { ticketIdOf } from "../../../src/domain/ids.ts";
import { signToken } from "../../../src/http/tokens.ts";
import { writeCatalogue } from "../system/catalogue.ts";
import { openEvent } from "../system/events.ts";
import type { Stack } from "../system/stack.ts";
import { signedWebhook } from "../system/webhook.ts";
import type { Meter } from "../worker/meter.ts";

/**
 * What Cloudflare asks beyond what its paid plan includes, in US$ (developers.cloudflare.com/durable-objects/platform/pricing and
 * /workers/platform/pricing). An alarm is a request, its setting a row written.
 */
const price = {
  workerRequest: 0.3 / 1e6,
  cpuMillisecond: 0.02 / 1e6,
  objectRequest: 0.15 / 1e6,
  rowRead: 0.001 / 1e6,
  rowWritten: 1 / 1e6,
};

const ticketsPerOrder = 2;
/** Reserve, confirm, webhook. */
const workerRequestsPerOrder = 3;

const asJson = { "content-type": "application/json" };

const post = async (
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string,
): Promise<unknown> => {
  const answer = await fetch(url, { method, headers: { ...asJson, ...headers }, body });
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  return await answer.json();
};

/** One fan's whole way over HTTP, with the payment reported by webhook. */
const buy = async (stack: Stack, tickets: readonly TicketId[], fan: number): Promise<void> => {
  const origin = `http://127.0.0.1:${stack.ports.metered}`;
  const { TOKEN_SECRET = "", STRIPE_WEBHOOK_SECRET = "" } = stack.settings.secrets;
  const token = await signToken(TOKEN_SECRET, "fan", { sub: `fan_${String(fan).padStart(16, "0")}` }, 600);
  const authorization = { authorization: `Bearer ${token}` };
  const hold = (await post(
    `${origin}/booking/reserve`,
    "POST",
    authorization,
    JSON.stringify({ ticketIds: tickets }),
  )) as {
    readonly id: string;
  };
  const request = { holdId: hold.id, email: "fan@example.com", returnUrl: "https://example.com/" };
  const order = (await post(`${origin}/booking/confirm`, "PUT", authorization, JSON.stringify(request))) as {
    readonly id: `ord_${string}_${string}`;
  };
  const amountMinor = 4500 * tickets.length;
  const { body, signature } = signedWebhook(
    { orderId: order.id, amountMinor, currency: "eur" },
    STRIPE_WEBHOOK_SECRET,
  );
  await post(`${origin}/webhooks/stripe`, "POST", { "stripe-signature": signature }, body);
};

const readMeter = async (stack: Stack, eventId: string): Promise<Meter> => {
  const answer = await fetch(`http://127.0.0.1:${stack.ports.limits}/meter?event=${eventId}`);
  return (await answer.json()) as Meter;
};

export const measureOrderCost = async (stack: Stack, orders: number): Promise<Section> => {
  const seatCount = 10_000;
  const { limits } = stack.ports;
  const eventId = await openEvent(
    limits,
    { seatCount, seatsPerGroup: ticketsPerOrder },
    { at: "/open?metered=1&" },
  );
  await writeCatalogue(stack.database.postgres.url, eventId, seatCount);
  const before = await readMeter(stack, eventId);
  const cpuBefore = cpuMillisecondsOf(stack.workerd.pid);
  for (let order = 0; order < orders; order += 10)
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => {
        const first = (order + i) * ticketsPerOrder;
        const seats = Array.from({ length: ticketsPerOrder }, (_, seat) => ticketIdOf(eventId, first + seat));
        return buy(stack, seats, order + i);
      }),
    );
  // The alarm that looks after the outbox rings five seconds after the last sale.
  await pause(6000);
  const after = await readMeter(stack, eventId);
  const cpu = (cpuMillisecondsOf(stack.workerd.pid) - cpuBefore) / orders;
  const each = (of: (meter: Meter) => number): number => (of(after) - of(before)) / orders;
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((all, n) => all + n, 0);
  const alarms = each((meter) => meter.requests.alarm ?? 0);
  const requests = each((meter) => sum(meter.requests) - (meter.requests.alarm ?? 0));
  const rowsRead = each((meter) => meter.rowsRead);
  const rowsWritten = each((meter) => meter.rowsWritten + meter.alarmsSet);
  const roundTrips = each((meter) => meter.roundTrips);
  const money =
    workerRequestsPerOrder * price.workerRequest +
    cpu * price.cpuMillisecond +
    (requests + alarms) * price.objectRequest +
    rowsRead * price.rowRead +
    rowsWritten * price.rowWritten;
  return {
    title: `What a confirmed order of ${ticketsPerOrder} tickets costs (${orders} orders, ten at a time)`,
    figures: [
      figure("Durable Object requests", requests, "count", { atMost: 4 }),
      figure("alarms, shared by the orders of a time", alarms, "count"),
      figure("rows read", rowsRead, "count"),
      figure("rows written, settings of alarms included", rowsWritten, "count"),
      figure("Postgres round trips", roundTrips, "count"),
      figure("CPU of workerd", cpu, "ms"),
      figure("Cloudflare's price of 1,000 tickets", (money * 1000) / ticketsPerOrder, "US$"),
    ],
    notes: [
      `By method: ${JSON.stringify(after.requests)}`,
      "The price leaves out what the plan includes, the seconds an object is in memory, Stripe, Neon and all that is only looked at.",
    ],
  };
};
