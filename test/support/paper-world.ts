import type { Availability, OrderQuery, OrderView } from "../../src/domain/box-office/contract.ts";
import { holdIdOfOrder, type EventId, type OrderId, ticketIdOf } from "../../src/domain/ids.ts";
import { ok, refuse } from "../../src/domain/outcome.ts";
import type { Telling } from "../../src/payments/reports.ts";
import type { RecordedOrder, ReconciliationPorts, SweptBoxOffice } from "../../src/reconciliation/ports.ts";
import { createReconciliation, type SweepRequest } from "../../src/reconciliation/reconciliation.ts";
import { newEvent } from "./box-office.ts";

/** Ids that sort as their numbers do. */
export const orderNo = (eventId: EventId, n: number): OrderId =>
  `ord_${eventId.slice(4)}_${String(n).padStart(20, "0")}`;

/** Confirmed, in Postgres as of its first revision, with one seat. */
export const orderView = (id: OrderId, seatNo: number, change: Partial<OrderView> = {}): OrderView => {
  const eventId: EventId = `evt_${id.slice(4, 16)}`;
  const ticket = { section: "", row: "", label: "", category: "", priceMinor: 100 };
  return {
    id,
    eventId,
    holdId: holdIdOfOrder(id),
    fanId: "fan",
    status: "confirmed",
    email: "",
    returnUrl: "",
    eventName: "",
    lines: [],
    tickets: [{ ...ticket, ticketId: ticketIdOf(eventId, seatNo), seatNo, status: "valid" }],
    total: { amountMinor: 100, currency: "eur" },
    feesMinor: 0,
    delayedMethods: false,
    expiresAt: 0,
    createdAt: 0,
    paidAt: 0,
    session: null,
    closing: null,
    underWayUntil: null,
    refunds: [],
    offer: null,
    returnableUntil: null,
    dispute: null,
    flags: [],
    paymentIntentId: `pi of ${id}`,
    revision: 1,
    recorded: 1,
    ...change,
  };
};

export const recordedAs = ({ id, revision, tickets }: OrderView): RecordedOrder => ({
  id,
  status: "confirmed",
  revision,
  refundedMinor: 0,
  validSeats: tickets.map(({ seatNo }) => seatNo),
  refunds: [],
});

export const paidReport = (orderId: OrderId): Telling => ({
  kind: "paid",
  live: false,
  payment: {
    orderId,
    sessionId: `cs of ${orderId}`,
    paymentIntentId: `pi of ${orderId}`,
    amountMinor: 100,
    currency: "eur",
    reportId: "evt_1",
  },
});

export const refundReport = (orderId: OrderId): Telling => ({
  kind: "refund",
  live: false,
  refund: {
    orderId,
    refundId: null,
    providerId: `re of ${orderId}`,
    paymentIntentId: `pi of ${orderId}`,
    amountMinor: 100,
    status: "succeeded",
    failure: null,
  },
});

const seatCount = 1000;
const soldSeats = (seats: readonly number[]): Availability => {
  const packed = new Uint8Array(seatCount / 4);
  for (const seatNo of seats) packed[seatNo >> 2] = (packed[seatNo >> 2] ?? 0) | (2 << ((seatNo & 3) * 2));
  return { kind: "snapshot", sequence: 1, seatMapHash: "", seatCount, packed, availableByCategory: [] };
};

/** Stripe, one box office and Postgres on paper, and all that was done to them. */
export class PaperWorld {
  readonly eventId = newEvent();
  now = 1_800_000_000_000;
  orders: OrderView[] = [];
  recorded: RecordedOrder[] = [];
  /** Beside those of the orders. */
  soldSeats: number[] = [];
  /** Each with its moment. */
  happened: { readonly at: number; readonly report: Telling }[] = [];
  readonly told: string[] = [];
  readonly done: string[] = [];
  /** What the box office says to a report. */
  answer: (report: Telling) => ReturnType<SweptBoxOffice["settle"]> = async ({ kind }) =>
    ok(orderView(orderNo(this.eventId, 0), 0, { fanId: kind }));
  /** Of which orders Postgres knows the payment. */
  heardOf: readonly OrderId[] = [];
  onWait: () => void = () => {};

  readonly #office: SweptBoxOffice = {
    settle: (payment) => this.#hear({ kind: "paid", live: false, payment }, payment.orderId),
    paymentUnderWay: (payment) => this.#hear({ kind: "under_way", live: false, payment }, payment.orderId),
    paymentFailed: (payment) => this.#hear({ kind: "failed", live: false, payment }, payment.orderId),
    refundReported: (refund) => this.#hear({ kind: "refund", live: false, refund }, refund.orderId),
    disputeReported: (dispute) => this.#hear({ kind: "dispute", live: false, dispute }, dispute.orderId),
    flag: async () => refuse("order_not_found", ""),
    viewOrder: async () => refuse("order_not_found", ""),
    listOrders: async ({ which, after, limit }: OrderQuery) => {
      const asked =
        which === "open" ? this.orders.filter(({ revision, recorded }) => revision > recorded) : this.orders;
      return ok(asked.filter(({ id }) => id > (after ?? "")).slice(0, limit));
    },
    handOver: async (ids) => {
      this.done.push(...ids.map((id) => `hand over ${id}`));
      return ok(null);
    },
    hurry: async () => {
      this.done.push("hurry");
      return ok(null);
    },
    availability: async () => {
      const live = this.orders.flatMap(({ tickets }) => tickets.map(({ seatNo }) => seatNo));
      return ok(soldSeats([...live, ...this.soldSeats]));
    },
  };

  #hear(report: Telling, orderId: OrderId) {
    this.told.push(`${report.kind} ${orderId}`);
    return this.answer(report);
  }

  readonly ports: ReconciliationPorts = {
    boxOfficeOf: () => this.#office,
    payments: {
      listEvents: async ({ since, until, most }) => {
        const events = this.happened.filter(({ at }) => at >= since && at <= until);
        const isWhole = events.length <= most;
        return { events: isWhole ? events.map(({ report }) => report) : [], isWhole };
      },
      viewSession: async () => {
        throw new Error("nobody is asked");
      },
      orderOf: async () => null,
    },
    // Only this class makes them.
    readEvent: (event) => event as Telling,
    live: false,
    store: {
      events: async ({ after }) => (after === null ? [this.eventId] : []),
      orders: async (_, after, limit) => this.recorded.filter(({ id }) => id > (after ?? "")).slice(0, limit),
      liveSeats: async () => this.recorded.flatMap(({ validSeats }) => validSeats),
      payments: async () =>
        new Map(this.heardOf.map((id) => [id, { paymentIntentId: `pi of ${id}`, refunds: [] }])),
      organizationOf: async () => null,
      loadCursor: async () => null,
      saveCursor: async () => {},
    },
    restore: async () => {
      this.done.push("restore");
      return null;
    },
    now: () => this.now,
    wait: async () => this.onWait(),
  };

  sweep(request: Partial<SweepRequest> = {}) {
    return createReconciliation(this.ports).sweep({
      cursor: null,
      budget: { calls: 1_000_000, ms: 60_000 },
      ...request,
    });
  }
}
