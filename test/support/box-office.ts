import type { Change, Decision } from "../../src/domain/box-office/changes.ts";
import type { HoldCommand } from "../../src/domain/box-office/contract.ts";
import { decideCancelEvent, decideCancellationOf } from "../../src/domain/box-office/decide-cancellation.ts";
import { digestOf } from "../../src/domain/box-office/decide-hold.ts";
import type { Order } from "../../src/domain/box-office/order.ts";
import { SeatBook } from "../../src/domain/box-office/seat-book.ts";
import { encodeSeatPlan, type SeatPlan } from "../../src/domain/box-office/seat-plan.ts";
import type { BoxOfficeSetup, SaleRules } from "../../src/domain/box-office/setup.ts";
import {
  type EventId,
  type FanId,
  type HoldId,
  holdIdOf,
  newEventId,
  type OrderId,
} from "../../src/domain/ids.ts";
import { type Outcome, ok } from "../../src/domain/outcome.ts";

export const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
export const newEvent = (): EventId => newEventId(random);
export const newHold = (eventId: EventId): HoldId => holdIdOf(eventId, random(20));

export interface PlanShape {
  /** Seats of each row. */
  readonly rows: readonly number[];
  /** Categories, in turns by row; one if not said. */
  readonly categories?: number;
  /** Places after which an aisle is, in every row. */
  readonly aislesAfter?: readonly number[];
  readonly accessible?: readonly number[];
  readonly generalAdmission?: number;
}

/** Straight rows that face a stage above the middle of the first one; a general-admission area behind them if asked for. */
export const planOf = ({
  rows,
  categories = 1,
  aislesAfter = [],
  accessible = [],
  generalAdmission = 0,
}: PlanShape): SeatPlan => {
  const sizes = generalAdmission > 0 ? [...rows, generalAdmission] : rows;
  const seats = sizes.flatMap((size, row) => Array.from({ length: size }, (_, i) => ({ row, i })));
  const widest = Math.max(0, ...rows);
  return {
    seatCount: seats.length,
    categoryCount: categories,
    focalPoint: { x: (widest - 1) / 2, y: -2 },
    sections: [
      { name: "Stalls", generalAdmission: false },
      ...(generalAdmission > 0 ? [{ name: "Floor", generalAdmission: true }] : []),
    ],
    rowLabels: sizes.map((_, row) => (row < rows.length ? `${row + 1}` : "")),
    labelOf: (seatNo) => `${(seats[seatNo]?.i ?? 0) + 1}`,
    rowSection: Uint16Array.from(sizes, (_, row) => (row < rows.length ? 0 : 1)),
    row: Uint16Array.from(seats, ({ row }) => row),
    place: Uint16Array.from(seats, ({ i }) => i + aislesAfter.filter((after) => i > after).length),
    category: Uint8Array.from(seats, ({ row }) => row % categories),
    flags: Uint8Array.from(seats, (_, seatNo) => (accessible.includes(seatNo) ? 1 : 0)),
    x: Float32Array.from(seats, ({ row, i }) => i + (widest - (sizes[row] ?? 0)) / 2),
    y: Float32Array.from(seats, ({ row }) => row),
  };
};

export const rulesOf = (plan: SeatPlan, rules: Partial<SaleRules> = {}): SaleRules => ({
  currency: "eur",
  pricesMinor: Array.from({ length: plan.categoryCount }, (_, i) => 5000 - i * 1000),
  categoryNames: Array.from({ length: plan.categoryCount }, (_, i) => `Category ${i + 1}`),
  saleStartsAt: null,
  saleEndsAt: null,
  holdSeconds: 600,
  maxTicketsPerOrder: 8,
  preventSingleSeats: false,
  closed: false,
  eventName: "An evening",
  fees: { ticketMinor: 0, orderMinor: 0, refundable: false },
  // Thirty days after the paper clock begins.
  startsAt: 1_000_000 + 30 * 24 * 3600_000,
  refundHoursBefore: null,
  refundWindowEndsAt: null,
  delayedPaymentHours: 0,
  offerEquivalentSeats: false,
  canceled: null,
  ...rules,
});

export const setupOf = (
  eventId: EventId,
  shape: PlanShape,
  rules: Partial<SaleRules> = {},
  blocked: readonly number[] = [],
): BoxOfficeSetup => {
  const plan = planOf(shape);
  return {
    eventId,
    rules: rulesOf(plan, rules),
    seatMapHash: "ab".repeat(32),
    plan: encodeSeatPlan(plan),
    blocked,
  };
};

export const chooseSeats = (
  eventId: EventId,
  fanId: FanId,
  seats: readonly number[],
  holdId = newHold(eventId),
): HoldCommand => {
  const want = { kind: "seats", seats } as const;
  return { fanId, holdId, digest: digestOf(want), repeatable: true, want };
};

export const wishFor = (
  eventId: EventId,
  fanId: FanId,
  quantity: number,
  more: { section?: string; category?: string; accessible?: boolean } = {},
): HoldCommand => {
  const want = { kind: "wish", quantity, ...more } as const;
  return { fanId, holdId: newHold(eventId), digest: digestOf(want), repeatable: false, want };
};

/** A box office of memory alone: the rules under test, without store or sockets. Time is what the test says. */
export class PaperOffice {
  readonly eventId = newEvent();
  readonly book: SeatBook;
  readonly orders = new Map<OrderId, Order>();
  now = 1_000_000;

  constructor(shape: PlanShape, rules: Partial<SaleRules> = {}) {
    const plan = planOf(shape);
    this.book = new SeatBook(plan, rulesOf(plan, rules));
  }

  do<Value>(decide: (book: SeatBook, now: number) => Decision<Value>): Outcome<Value> {
    for (const hold of this.book.takeExpired(this.now))
      this.#apply({ type: "hold_ended", hold, how: "expired", at: this.now });
    const { outcome, changes } = decide(this.book, this.now);
    for (const change of changes) this.#apply(change);
    return outcome;
  }

  /** What follows from what the world outside has answered. */
  change(decide: (book: SeatBook, now: number) => readonly Change[]): void {
    this.do((book, now) => ({ outcome: ok(null), changes: decide(book, now) }));
  }

  /** Time goes by, and what ends by it ends. */
  wait(ms: number): void {
    this.now += ms;
    this.change(() => []);
  }

  cancelEvent(reason = "The singer is ill."): void {
    this.do((book, now) => decideCancelEvent(book, reason, now));
  }

  /** What the cancellation of the event still has to come to, or one of these orders. */
  cancelOrders(ids: readonly OrderId[] = [...this.book.toCancel]): void {
    for (const id of ids) {
      const order = this.orders.get(id);
      if (order) this.change((book, now) => decideCancellationOf(book, order, now));
    }
  }

  #apply(change: Change): void {
    this.book.apply(change);
    if ("order" in change) this.orders.set(change.order.id, change.order);
    // As the desk does, which knows all orders.
    if (change.type === "event_canceled") for (const order of this.orders.values()) this.book.file(order);
  }
}

export const refusalOf = (outcome: Outcome<unknown>): string | null =>
  outcome.ok ? null : outcome.refusal.code;
