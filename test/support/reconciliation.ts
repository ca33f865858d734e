import { env } from "cloudflare:workers";
import { asc, eq } from "drizzle-orm";
import { realClock, waitOf } from "../../durable-objects/box-office/clock.ts";
import { boxOfficeOf } from "../../src/box-offices.ts";
import { createBoxOfficeRestore } from "../../src/catalog/restore-box-office.ts";
import { httpDatabase, withTransaction } from "../../src/db/client.ts";
import { createEventStore } from "../../src/db/events.ts";
import { createReconciliationStore } from "../../src/db/reconciliation.ts";
import { orders, refunds, tickets } from "../../src/db/schema.ts";
import { createSeatMapStore } from "../../src/db/seat-maps.ts";
import type { EventId, OrderId } from "../../src/domain/ids.ts";
import { readEvent } from "../../src/payments/stripe-event.ts";
import { createStripeGateway } from "../../src/payments/stripe.ts";
import type { ReconciliationPorts } from "../../src/reconciliation/ports.ts";
import {
  createReconciliation,
  type SweepReport,
  type SweepRequest,
} from "../../src/reconciliation/reconciliation.ts";
import { api } from "./api.ts";
import { confirm, type Order, reserve } from "./booking.ts";
import { controlStripe } from "./payments.ts";

const db = httpDatabase(env);
const minuteMs = 60_000;
/** Of a sweep that looks at what has happened this very moment. */
const aheadMs = 10_000;

export const sweepStore = createReconciliationStore(db);
export const payments = createStripeGateway({
  secretKey: env.STRIPE_SECRET_KEY,
  apiBase: env.STRIPE_API_BASE ?? "",
});

export const reconciliation = (ports: Partial<ReconciliationPorts> = {}) =>
  createReconciliation({
    boxOfficeOf: boxOfficeOf(env),
    payments,
    readEvent,
    live: false,
    store: sweepStore,
    restore: createBoxOfficeRestore({
      events: createEventStore(db, (run) => withTransaction(env, run)),
      seatMaps: createSeatMapStore(db),
      boxOfficeOf: boxOfficeOf(env),
      organizationOf: sweepStore.organizationOf,
    }),
    now: () => Date.now() + aheadMs,
    // Long enough for an outbox to be emptied.
    wait: () => waitOf(realClock, 300),
    ...ports,
  });

/** Of these events alone: the database and Stripe are everybody's here. */
export const sweepOf = (
  events: readonly EventId[],
  request: Partial<SweepRequest> = {},
  ports: Partial<ReconciliationPorts> = {},
): Promise<SweepReport> =>
  reconciliation(ports).sweep({
    cursor: null,
    lookBackMs: 10 * minuteMs,
    events,
    budget: { calls: 10_000, ms: minuteMs },
    ...request,
  });

/** Without what only the moment says. */
export const foundBy = ({ differences }: SweepReport) =>
  differences.map(({ kind, where, repaired }) => [kind, where[0], repaired]);

export const beginOrder = async (
  event: { readonly ticket: (seatNo: number) => string },
  token: string,
  seats: readonly number[],
): Promise<Order & { readonly id: OrderId }> => {
  const held = await reserve(token, { ticketIds: seats.map(event.ticket) });
  const begun = await confirm(token, held.body.id);
  return { ...begun.body, id: begun.body.id as OrderId };
};

/** The fan pays, and Frontrow is never told. */
export const payUnheard = async ({ id, checkoutUrl }: Order): Promise<void> => {
  await controlStripe("/webhooks/rules", { match: id, action: "lose" });
  const paid = await fetch(checkoutUrl ?? "", { method: "POST", redirect: "manual" });
  if (paid.status !== 303) throw new Error(`${paid.status} ${await paid.text()}`);
};

export const statusOf = async (token: string, orderId: string): Promise<string> =>
  (await (await api(`/booking/orders/${orderId}`, { token })).json<Order>()).status;

export const forgetInPostgres = (orderId: OrderId) =>
  db.batch([
    db.delete(tickets).where(eq(tickets.orderId, orderId)),
    db.delete(refunds).where(eq(refunds.orderId, orderId)),
    db.delete(orders).where(eq(orders.id, orderId)),
  ]);

/** All that the sweep can have changed of an order: at its box office and in Postgres. */
export const recordOf = async (eventId: EventId, orderId: OrderId) => {
  const view = await boxOfficeOf(env)(eventId).viewOrder(null, orderId);
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  const theirs = await db
    .select({ seatNo: tickets.seatNo, status: tickets.status })
    .from(tickets)
    .where(eq(tickets.orderId, orderId))
    .orderBy(asc(tickets.seatNo));
  return { view: view.ok ? view.value : view.refusal.code, order, tickets: theirs };
};
