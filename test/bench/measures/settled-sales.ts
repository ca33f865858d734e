import pg from "pg";
import type { EventId } from "../../../src/domain/ids.ts";
import { figure, type Section } from "../harness/figures.ts";
import { pause } from "../harness/processes.ts";
import { median } from "../harness/statistics.ts";
import type { Work } from "../load/job.ts";
import { countOrders, writeCatalogue } from "../system/catalogue.ts";
import { openEvent } from "../system/events.ts";
import type { Stack } from "../system/stack.ts";
import { signedWebhook } from "../system/webhook.ts";
import { type PreparedOrder, seatsPerOrder } from "../worker/prepared-orders.ts";

const clients = 64;
const longestSeconds = 60;

export interface SettledPlan {
  readonly orders: number;
  readonly rounds: number;
}

/** Both in orders a second. */
interface Settled {
  /** Webhooks answered, each after its sale was on record in the box office. */
  readonly taken: number;
  /** From the opening of the gate before Postgres, or from the first webhook, to the last order in Postgres. */
  readonly committed: number;
}

const limits = async (stack: Stack, path: string): Promise<Response> => {
  const answer = await fetch(`http://127.0.0.1:${stack.ports.limits}${path}`, { method: "POST" });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
};

/** An event whose orders only wait for their money, and the webhooks that bring it. */
const prepare = async (
  stack: Stack,
  count: number,
): Promise<{ readonly eventId: EventId; readonly work: Work }> => {
  const event = { seatCount: count * seatsPerOrder, seatsPerGroup: seatsPerOrder };
  const eventId = await openEvent(stack.ports.limits, event, { at: "/open?metered=1&" });
  await writeCatalogue(stack.database.postgres.url, eventId, event.seatCount);
  const prepared = await limits(stack, `/prepare?metered=1&event=${eventId}&count=${count}`);
  const orders = (await prepared.json()) as readonly PreparedOrder[];
  const secret = stack.settings.secrets.STRIPE_WEBHOOK_SECRET ?? "";
  const posts = orders.map((order) => {
    const { body, signature } = signedWebhook(order, secret);
    return { body, header: `Stripe-Signature: ${signature}` };
  });
  return { eventId, work: { kind: "posts", path: "/webhooks/stripe", posts } };
};

/** `gate`: Postgres is kept away until every webhook is in, so that only the way into Postgres is measured. */
const settle = async (
  stack: Stack,
  client: pg.Client,
  count: number,
  gate: "open" | "grouped" | "alone",
): Promise<Settled> => {
  const { eventId, work } = await prepare(stack, count);
  if (gate !== "open")
    await limits(stack, `/close-ledger?event=${eventId}${gate === "alone" ? "&alone=1" : ""}`);
  let started = performance.now();
  const job = { over: "http", port: stack.ports.metered, work, clients, seconds: longestSeconds } as const;
  const { answered, seconds } = await stack.loader.run(job);
  if (answered !== count) throw new Error(`only ${answered} of ${count} webhooks were taken`);
  if (gate !== "open") {
    if ((await countOrders(client, eventId)) > 0) throw new Error("the gate before Postgres was not closed");
    started = performance.now();
    await limits(stack, `/open-ledger?event=${eventId}`);
  }
  while ((await countOrders(client, eventId)) < count) {
    if (performance.now() - started > longestSeconds * 1000) throw new Error("the outbox did not drain");
    await pause(5);
  }
  return { taken: count / seconds, committed: count / ((performance.now() - started) / 1000) };
};

export const measureSettledSales = async (
  stack: Stack,
  { orders, rounds }: SettledPlan,
): Promise<Section> => {
  const client = new pg.Client(stack.database.postgres.url);
  await client.connect();
  const through: Settled[] = [];
  const grouped: Settled[] = [];
  const alone: Settled[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      through.push(await settle(stack, client, orders, "open"));
      grouped.push(await settle(stack, client, orders, "grouped"));
      alone.push(await settle(stack, client, orders, "alone"));
    }
  } finally {
    await client.end();
  }
  const rate = (of: readonly Settled[]): number => median(of.map(({ committed }) => committed));
  return {
    title: `Settled sales into Postgres, ${orders.toLocaleString("en-US")} orders of ${seatsPerOrder} tickets`,
    figures: [
      figure("signed webhooks taken", median([...grouped, ...alone].map(({ taken }) => taken)), "/s"),
      figure("from the first webhook to the last order in Postgres", rate(through), "/s"),
      figure("the outbox into Postgres, in groups", rate(grouped), "/s"),
      figure("the outbox into Postgres, one transaction per order", rate(alone), "/s"),
      figure("in groups ÷ one transaction per order", rate(grouped) / rate(alone), "ratio", { atLeast: 3 }),
    ],
    notes: [
      "The last three by the same box office, ledger and driver; one transaction per order has up to 250 under way at once.",
      "All go through the local proxy that speaks Neon's HTTP protocol; Postgres with fsync and synchronous_commit on.",
    ],
  };
};
