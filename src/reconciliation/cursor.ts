import type { EventId, OrderId } from "../domain/ids.ts";
import type { Telling } from "../payments/reports.ts";

/** Where a sweep goes on. */
export interface SweepCursor {
  readonly version: 1;
  /** Epoch milliseconds: what happened at Stripe from here on is still to be looked at. */
  readonly eventsAt: number;
  /** Reports that no box office would take so far. They are told again in each sweep. */
  readonly unsettled: readonly Unsettled[];
  readonly walk: Walk;
}

export interface Unsettled {
  readonly report: Telling;
  /** Why not, the last time: a code of a refusal, or what went wrong. */
  readonly code: string;
  /** Epoch milliseconds, of the first time. */
  readonly since: number;
}

/** Through the orders of one event after another, both by id. */
export interface Walk {
  /** The last event that is done with. */
  readonly done: EventId | null;
  /** The one that is being looked at, and its last order that was. */
  readonly at: EventId | null;
  readonly after: OrderId | null;
}

export const startOfWalk: Walk = { done: null, at: null, after: null };

export const cursorFrom = (eventsAt: number): SweepCursor => ({
  version: 1,
  eventsAt,
  unsettled: [],
  walk: startOfWalk,
});

/** One that was kept; of another version, or none at all: null. */
export const keptCursor = (kept: unknown): SweepCursor | null => {
  const isOurs = typeof kept === "object" && kept !== null && "version" in kept && kept.version === 1;
  // Only this code writes it, and another shape would have another version.
  return isOurs ? (kept as SweepCursor) : null;
};
