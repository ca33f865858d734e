import type { EventId } from "../domain/ids.ts";
import type { Budget } from "./budget.ts";
import type { SweepCursor } from "./cursor.ts";
import type { Difference } from "./difference.ts";
import type { ReconciliationPorts } from "./ports.ts";

/** One part of a sweep, under way. */
export interface Run {
  readonly ports: ReconciliationPorts;
  /** null: all. */
  readonly only: readonly EventId[] | null;
  readonly budget: Budget;
  /** Epoch milliseconds: what happened at Stripe later than this is left to its webhook. */
  readonly until: number;
  readonly counts: { windows: number; events: number; orders: number };
  readonly differences: Difference[];
  /** Tickets of orders with a difference that is left: their seats need not be told as well, unless an earlier part found it. */
  readonly namedTickets: Set<string>;
  /** Box offices that could not be set up again: they are tried once a part. */
  readonly lost: Set<EventId>;
  readonly cursor: () => SweepCursor;
  readonly moveTo: (change: Partial<SweepCursor>) => Promise<void>;
}

export const concerns = ({ only }: Run, eventId: EventId): boolean => only === null || only.includes(eventId);

/** Sets up again a box office that does not know its event. Whether it is whole now. */
export const restoreBoxOffice = async (run: Run, eventId: EventId): Promise<boolean> => {
  if (run.lost.has(eventId)) return false;
  run.budget.spend(8);
  const why = await run.ports.restore(eventId);
  const detail = why ?? "It did not know its event, and was set up again with the sales of Postgres.";
  run.differences.push({ kind: "box_office_lost", where: [eventId], detail, repaired: why === null });
  if (why !== null) run.lost.add(eventId);
  return why === null;
};
