import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isAlive } from "../../scripts/local/processes.ts";
import { findEvent } from "../../scripts/local/walk.ts";
import { seatNoOf, type TicketId } from "../../src/domain/ids.ts";
import { watchSeat } from "../support/node/seat-watcher.ts";
import { freePorts, type Started, start, startWith } from "../support/node/started.ts";

let folder: string;
let environment: Readonly<Record<string, string>>;
let stack: Started;
let token: string;
let orderId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontrow-start-"));
  environment = { ...(await freePorts()), FRONTROW_LOCAL_DIR: join(folder, "local") };
  stack = await start(environment);
}, 300_000);

afterAll(async () => {
  await stack?.interrupt();
  await rm(folder, { recursive: true, force: true });
});

const ask = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(stack.origin + path, {
    ...init,
    headers: {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...init.headers,
    },
  });
  const body: Answer = await response.json();
  expect(response.ok, `${path}: ${JSON.stringify(body)}`).toBe(true);
  return body;
};

const send = <Answer>(method: string, path: string, body: unknown = {}): Promise<Answer> =>
  ask(path, { method, body: JSON.stringify(body) });

const inPostgres = async (query: string, values: readonly unknown[] = []) => {
  const client = new pg.Client(stack.databaseUrl);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query, [...values])).rows;
  } finally {
    await client.end();
  }
};

/** A ticket that costs something, of an event that is on sale. */
const freeTicket = async () => {
  const event = await findEvent(stack.origin);
  if (!event) throw new Error("the demo catalogue has no event on sale");
  const { tickets } = await ask<{
    tickets: { ticketId: TicketId; priceMinor: number; accessible: boolean }[];
  }>(`/events/${event.id}/tickets?status=available&limit=100`);
  const ticket = tickets.find(({ priceMinor, accessible }) => priceMinor > 0 && !accessible);
  if (!ticket) throw new Error("no ticket is free");
  return { event, ticketId: ticket.ticketId };
};

/** Of a fan that nobody was before. */
const beginOrder = async (ticketId: TicketId) => {
  token = (await send<{ token: string }>("POST", "/session")).token;
  const hold = await send<{ id: string }>("POST", "/booking/reserve", { ticketId });
  const order = await send<{ id: string; status: string; checkoutUrl: string }>("PUT", "/booking/confirm", {
    holdId: hold.id,
    email: "fan@example.com",
    returnUrl: `${stack.origin}/docs`,
  });
  expect(order.status).toBe("awaiting_payment");
  orderId = order.id;
  return order;
};

const isConfirmed = async (): Promise<boolean> =>
  (await ask<{ status: string }>(`/booking/orders/${orderId}`)).status === "confirmed";

it("a fan finds an event, holds a seat, pays, and has it in Postgres, and everyone who watched saw it sold", async () => {
  const { event, ticketId } = await freeTicket();
  const found = await ask<{ events: { id: string }[] }>(`/search?term=${encodeURIComponent(event.name)}`);
  expect(found.events.map(({ id }) => id)).toContain(event.id);
  const watcher = await watchSeat(`${stack.origin}/events/${event.id}/live`, seatNoOf(ticketId));
  const order = await beginOrder(ticketId);
  await fetch(order.checkoutUrl, { method: "POST", redirect: "manual" });
  await watcher.sees("available", "held", "sold");
  watcher.close();
  while (!(await isConfirmed())) await sleep(100);
  expect(await inPostgres("select status from orders where id = $1", [orderId])).toEqual([
    { status: "confirmed" },
  ]);
}, 60_000);

it("a payment whose webhook is lost is found by the sweep that comes by itself, and an operator's finds no more", async () => {
  const { event, ticketId } = await freeTicket();
  const order = await beginOrder(ticketId);
  const rule = { method: "POST", body: JSON.stringify({ match: order.id, action: "lose" }) };
  await fetch(`http://127.0.0.1:${environment.FRONTROW_STRIPE_PORT}/_control/webhooks/rules`, rule);
  await fetch(order.checkoutUrl, { method: "POST", redirect: "manual" });
  // What has just happened is left to its webhook.
  await sleep(6000);
  expect(await isConfirmed()).toBe(false);
  expect((await fetch(`${stack.origin}/cdn-cgi/handler/scheduled`)).status).toBe(200);
  while (!(await isConfirmed())) await sleep(100);

  const child = spawn(process.execPath, ["scripts/reconcile.ts", "--event", event.id], {
    env: { ...process.env, ...environment },
  });
  const [output, [status]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect([status, output]).toEqual([0, expect.stringContaining("0 differences repaired, 0 left")]);
}, 120_000);

it("Ctrl-C leaves no process running, and the next start finds what was there", async () => {
  const events = await inPostgres("select count(*) from events");
  const processes = stack.processes();
  expect(processes.length).toBeGreaterThan(4);
  expect(await stack.interrupt()).toBe(0);
  expect(processes.filter(isAlive)).toEqual([]);
  stack = await start(environment);
  expect(await isConfirmed()).toBe(true);
  expect(await inPostgres("select count(*) from events")).toEqual(events);
}, 120_000);

it("a taken port is named, with the setting that chooses another", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = address !== null && typeof address === "object" ? String(address.port) : "";
  const child = startWith({
    ...(await freePorts()),
    FRONTROW_STRIPE_PORT: port,
    FRONTROW_LOCAL_DIR: join(folder, "other"),
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [status] = await once(child, "close");
  taken.close();
  expect(status).toBe(1);
  expect(said).toContain(port);
  expect(said).toContain("FRONTROW_STRIPE_PORT");
});
