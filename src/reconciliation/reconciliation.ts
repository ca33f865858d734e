import type { EventId } from "../domain/ids.ts";
import { Budget, type BudgetSettings } from "./budget.ts";
import { cursorFrom, startOfWalk, type SweepCursor } from "./cursor.ts";
import type { Difference } from "./difference.ts";
import type { ReconciliationPorts } from "./ports.ts";
import type { Run } from "./run.ts";
import { nextEventsAt, sweepEvents } from "./sweep-events.ts";
import { sweepOrders } from "./sweep-orders.ts";

/**
 * Compares Stripe, the box offices and Postgres. What has one right answer is repaired, by the same ways by which it should have come
 * about; the rest is reported. Running it again finds the rest and changes nothing.
 */
export interface Reconciliation {
  /** One part of a sweep, as far as the budget goes; the next part goes on at `cursor`. Does not reject. */
  sweep(request: SweepRequest): Promise<SweepReport>;
}

export interface SweepRequest {
  /** null: from the beginning. */
  readonly cursor: SweepCursor | null;
  /** From the beginning, so far back Stripe is asked; two days when not said. */
  readonly lookBackMs?: number;
  /** Only these; null or left out: all. */
  readonly events?: readonly EventId[] | null;
  readonly budget: BudgetSettings;
  /** Called whenever the sweep has got on. */
  readonly save?: (cursor: SweepCursor) => Promise<void>;
}

export interface SweepReport {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Of Stripe's events that were looked at. */
  readonly windows: number;
  readonly events: number;
  readonly orders: number;
  readonly differences: readonly Difference[];
  /** All was looked at. */
  readonly done: boolean;
  /** What stopped it: Stripe, Postgres or a box office could not be reached. */
  readonly stoppedBy: string | null;
  readonly cursor: SweepCursor;
}

const usualLookBackMs = 48 * 3600_000;
/** Stripe may list an event some seconds after it happened, and its webhook is on its way. */
const leftToWebhooksMs = 5_000;

export const createReconciliation = (ports: ReconciliationPorts): Reconciliation => ({
  async sweep({ cursor: from, lookBackMs = usualLookBackMs, events = null, budget, save }) {
    const startedAt = ports.now();
    let cursor = from ?? cursorFrom(startedAt - lookBackMs);
    const run: Run = {
      ports,
      only: events,
      budget: new Budget(budget, ports.now),
      until: startedAt - leftToWebhooksMs,
      counts: { windows: 0, events: 0, orders: 0 },
      differences: [],
      namedTickets: new Set(),
      lost: new Set(),
      cursor: () => cursor,
      async moveTo(change) {
        cursor = { ...cursor, ...change };
        await save?.(cursor);
      },
    };
    let done = false;
    let stoppedBy: string | null = null;
    try {
      done = (await sweepEvents(run)) && (await sweepOrders(run));
      if (done) await run.moveTo({ eventsAt: nextEventsAt(run), walk: startOfWalk });
    } catch (error) {
      stoppedBy = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    return { startedAt, ...run.counts, differences: run.differences, done, stoppedBy, cursor };
  },
});
