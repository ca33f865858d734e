import type {
  RecordedOrder,
  RecordedPayment,
  ReconciliationStore,
} from "../../../src/reconciliation/ports.ts";
import type { EventId } from "../../../src/domain/ids.ts";
import type { Scope } from "../scope.ts";
import type { LedgerWorld } from "./line.ts";

/** What a sweep asks Postgres. Of the events all are on sale. */
export const storeFor = (
  scope: Scope,
  { postgres, faults, random }: LedgerWorld,
  eventIds: readonly EventId[],
): ReconciliationStore => {
  const ask = <Answer>(what: string, work: () => Answer): Promise<Answer> => {
    const away = faults.strikes("postgres_away");
    return scope.ask(what, { thereMs: random.spread(2, 60), backMs: random.spread(2, 40) }, () => {
      if (away) throw new Error("Postgres is away");
      return work();
    });
  };
  const salesOf = (eventId: EventId) =>
    [...postgres.orders.values()]
      .map(({ sale }) => sale)
      .filter((sale) => sale.eventId === eventId)
      .sort((one, other) => (one.orderId < other.orderId ? -1 : 1));
  return {
    events: ({ after, limit }) =>
      ask("lists events", () =>
        eventIds
          .filter((id) => after === null || id > after)
          .toSorted()
          .slice(0, limit),
      ),
    orders: (eventId, after, limit) =>
      ask(`lists orders of ${eventId}`, () =>
        salesOf(eventId)
          .filter(({ orderId }) => after === null || orderId > after)
          .slice(0, limit)
          .map(
            ({ orderId, status, revision, refundedMinor, tickets, refunds }): RecordedOrder => ({
              id: orderId,
              status,
              revision,
              refundedMinor,
              validSeats: tickets
                .filter((ticket) => ticket.status === "valid")
                .map(({ seatNo }) => seatNo)
                .toSorted((a, b) => a - b),
              refunds: refunds.map((refund) => `${refund.id} ${refund.status}`).toSorted(),
            }),
          ),
      ),
    liveSeats: (eventId) =>
      ask(`lists seats of ${eventId}`, () =>
        [...postgres.tickets.keys()]
          .filter((key) => key.startsWith(`${eventId}:`))
          .map((key) => Number(key.slice(eventId.length + 1))),
      ),
    payments: (orderIds) =>
      ask("looks up payments", () => {
        const payments = new Map<(typeof orderIds)[number], RecordedPayment>();
        for (const id of orderIds) {
          const sale = postgres.orders.get(id)?.sale;
          if (sale) payments.set(id, { paymentIntentId: sale.paymentIntentId, refunds: sale.refunds });
        }
        return payments;
      }),
    organizationOf: () => Promise.resolve("org_simulated"),
    loadCursor: (name) => ask("loads its cursor", () => postgres.cursors.get(name) ?? null),
    saveCursor: (name, cursor) =>
      ask("saves its cursor", () => {
        postgres.cursors.set(name, structuredClone(cursor));
      }),
  };
};
