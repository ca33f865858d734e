import type { EventId } from "../domain/ids.ts";
import { startOfWalk } from "./cursor.ts";
import type { Run } from "./run.ts";
import { costOfPage, sweepPage } from "./sweep-page.ts";
import { costOfSeats, sweepSeats } from "./sweep-seats.ts";

/** Tickets are given back, disputed and asked about for some days after the event. */
const watchedAfterEndMs = 7 * 24 * 3600_000;
const eventsPerPage = 50;

/** Walks the orders and seats of one event after another. Says whether it is through. */
export const sweepOrders = async (run: Run): Promise<boolean> => {
  const { at } = run.cursor().walk;
  if (at !== null && !(await sweepEvent(run, at))) return false;
  for (;;) {
    const events = await nextEvents(run);
    for (const eventId of events) {
      await run.moveTo({ walk: { ...run.cursor().walk, at: eventId, after: null } });
      if (!(await sweepEvent(run, eventId))) return false;
    }
    if (events.length < eventsPerPage) break;
  }
  await run.moveTo({ walk: startOfWalk });
  return true;
};

const nextEvents = async (run: Run): Promise<readonly EventId[]> => {
  run.budget.spend();
  return await run.ports.store.events({
    after: run.cursor().walk.done,
    limit: eventsPerPage,
    endedSince: run.ports.now() - watchedAfterEndMs,
    only: run.only,
  });
};

/** False when the budget is spent before its end. */
const sweepEvent = async (run: Run, eventId: EventId): Promise<boolean> => {
  for (;;) {
    if (!run.budget.allows(costOfPage + costOfSeats)) return false;
    const { walk } = run.cursor();
    const next = await sweepPage(run, eventId, walk.after);
    if (next === null) break;
    await run.moveTo({ walk: { ...walk, after: next } });
  }
  await sweepSeats(run, eventId);
  await run.moveTo({ walk: { done: eventId, at: null, after: null } });
  return true;
};
