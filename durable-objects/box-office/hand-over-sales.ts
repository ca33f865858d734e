import type { OrderId } from "../../src/domain/ids.ts";
import type { DutiesWorld, Owed } from "./duties.ts";
import { within } from "./duty.ts";
import type { Pauses } from "./pauses.ts";

/** Enough for one transaction to be worth its round trip, few enough for Postgres to take in some tens of milliseconds. */
const salesPerCommit = 250;
/** Many round trips of ten seconds at most. */
const longestCommitMs = 120_000;
const hourMs = 3_600_000;

/** In groups; a sale that Postgres refused is tried alone, on its own clock, so that it keeps no other back. */
export const handOverSales = async (owed: Owed, world: DutiesWorld, pauses: Pauses): Promise<void> => {
  for (const id of [...owed.unrecorded])
    if (pauses.has(id) && pauses.isDue(id)) await handOver(owed, world, pauses, [id]);
  for (;;) {
    const group: OrderId[] = [];
    for (const id of owed.unrecorded) {
      if (group.length === salesPerCommit) break;
      if (!pauses.has(id)) group.push(id);
    }
    if (group.length === 0) return;
    await handOver(owed, world, pauses, group);
  }
};

const handOver = async (
  owed: Owed,
  world: DutiesWorld,
  pauses: Pauses,
  ids: readonly OrderId[],
): Promise<void> => {
  const results = await within(world, longestCommitMs, world.ledger.commit(owed.sales(ids)));
  for (const { orderId, status } of results)
    if (status === "not_committed") pauses.failed(orderId, hourMs);
    else pauses.end(orderId);
  await owed.recorded(results);
  const answered = new Set(results.map(({ orderId }) => orderId));
  const unanswered = ids.filter((id) => !answered.has(id) && owed.unrecorded.has(id));
  if (unanswered.length > 0) throw new Error(`the ledger said nothing of ${unanswered.join(", ")}`);
};
