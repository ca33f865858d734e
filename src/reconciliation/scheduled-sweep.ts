import type { EventId } from "../domain/ids.ts";
import { keptCursor } from "./cursor.ts";
import type { ReconciliationStore } from "./ports.ts";
import type { Reconciliation, SweepReport } from "./reconciliation.ts";

/** Within what a Worker is given: the next one goes on. The sweep comes every ten minutes, and none meets the one before. */
const budget = { calls: 900, ms: 4 * 60_000 };

export interface ScheduledSweepSettings {
  readonly store: Pick<ReconciliationStore, "loadCursor" | "saveCursor">;
  /** Of its cursor in Postgres. */
  readonly name?: string;
  readonly events?: readonly EventId[];
  readonly log: (line: string) => void;
  /** For what a person has to look at. */
  readonly alert: (line: string) => void;
}

/** The sweep that comes by itself: it goes on where the one before has come to, and tells in lines of JSON what it found. */
export const runScheduledSweep = async (
  { sweep }: Reconciliation,
  { store, name = "reconciliation", events, log, alert }: ScheduledSweepSettings,
): Promise<SweepReport> => {
  const report = await sweep({
    cursor: keptCursor(await store.loadCursor(name)),
    events: events ?? null,
    budget,
    save: (cursor) => store.saveCursor(name, cursor),
  });
  const { cursor: _, differences, ...counts } = report;
  const left = differences.filter(({ repaired }) => !repaired);
  const repaired = differences.length - left.length;
  log(JSON.stringify({ message: "reconciled", ...counts, repaired, left: left.length }));
  for (const difference of differences)
    (difference.repaired ? log : alert)(JSON.stringify({ message: "a difference", ...difference }));
  if (report.stoppedBy) alert(JSON.stringify({ message: "the sweep stopped", why: report.stoppedBy }));
  return report;
};
