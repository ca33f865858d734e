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
  /** Seats, as tickets, that a difference names already. */
  readonly namedTickets: Set<string>;
  readonly cursor: () => SweepCursor;
  readonly moveTo: (change: Partial<SweepCursor>) => Promise<void>;
}

export const concerns = ({ only }: Run, eventId: EventId): boolean => only === null || only.includes(eventId);

/** Sets up again a box office that does not know its event. Whether it is whole now. */
export const restoreBoxOffice = async (run: Run, eventId: EventId): Promise<boolean> => {
  run.budget.spend(8);
  const why = await run.ports.restore(eventId);
  const detail = why ?? "It did not know its event, and was set up again with the sales of Postgres.";
  run.differences.push({ kind: "box_office_lost", where: [eventId], detail, repaired: why === null });
  return why === null;
};
