import type { BoxOfficeContract } from "../domain/box-office/contract.ts";
import type { RefundStatus } from "../domain/box-office/order.ts";
import type { EventId, OrderId, OrganizationId } from "../domain/ids.ts";
import type { PaymentGateway } from "../payments/gateway.ts";
import type { PaymentsDesk, Report } from "../payments/reports.ts";

/** The side of a box office that a sweep looks at. */
export type SweptBoxOffice = PaymentsDesk &
  Pick<BoxOfficeContract, "listOrders" | "viewOrder" | "handOver" | "hurry" | "availability">;

export interface ReconciliationPorts {
  readonly boxOfficeOf: (eventId: EventId) => SweptBoxOffice;
  readonly payments: Pick<PaymentGateway, "listEvents" | "viewSession" | "orderOf">;
  /** What an event of the provider says. */
  readonly readEvent: (event: unknown) => Report;
  /** Whether money moves here: with a live key. */
  readonly live: boolean;
  readonly store: ReconciliationStore;
  /** Opens a box office with all that Postgres has of it. Answers why that can not be, or null when it is whole. */
  readonly restore: (eventId: EventId) => Promise<string | null>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** What Postgres has. */
export interface ReconciliationStore {
  /** Events that were published and end after `endedSince`, or of which money is on its way back; by id. */
  events(query: EventsQuery): Promise<readonly EventId[]>;
  /** By id. */
  orders(eventId: EventId, after: OrderId | null, limit: number): Promise<readonly RecordedOrder[]>;
  /** Seats on live tickets. */
  liveSeats(eventId: EventId): Promise<readonly number[]>;
  /** Which of these orders it has, and by which payments and refunds. */
  payments(orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, RecordedPayment>>;
  /** Whose event it is; null when there is none, or it was never published. */
  organizationOf(eventId: EventId): Promise<OrganizationId | null>;
  loadCursor(name: string): Promise<unknown>;
  saveCursor(name: string, cursor: unknown): Promise<void>;
}

export interface EventsQuery {
  readonly after: EventId | null;
  readonly limit: number;
  /** Epoch milliseconds. */
  readonly endedSince: number;
  readonly only: readonly EventId[] | null;
}

export interface RecordedOrder {
  readonly id: OrderId;
  readonly status: "confirmed" | "refunding" | "refunded";
  readonly revision: number;
  readonly refundedMinor: number;
  /** Of live tickets, in ascending order. */
  readonly validSeats: readonly number[];
  /** Each with its status, as in `rfd_… succeeded`, in the order of ids. */
  readonly refunds: readonly string[];
}

export interface RecordedPayment {
  readonly paymentIntentId: string | null;
  readonly refunds: readonly {
    readonly providerId: string | null;
    /** Of the payment that goes back by it. */
    readonly paymentIntentId: string | null;
    readonly status: RefundStatus;
  }[];
}
