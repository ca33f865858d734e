import type { Run } from "./run.ts";
import { tellAgain, tellWindow } from "./tell.ts";
import { reportUnsettled } from "./unsettled.ts";

/** So many events of a window are told at most, each by some calls. */
const mostEvents = 250;
const callsPerEvent = 3;
const costOfWindow = mostEvents * callsPerEvent + 10;
/** Stripe dates an event to the second. */
const shortestMs = 1000;
/** An event is listed some seconds after the moment that it bears; a quarter of an hour leaves nothing to chance. */
const overlapMs = 15 * 60_000;

/**
 * Hears from Stripe what its webhooks were to tell, window by window. Says whether it is through; else the budget is spent, and the
 * next part goes on at the first window that is not done.
 */
export const sweepEvents = async (run: Run): Promise<boolean> => {
  const isThrough = await sweepWindows(run);
  if (isThrough && run.budget.hasFor(callsPerEvent * run.cursor().unsettled.length)) await tellAgain(run);
  reportUnsettled(run);
  return isThrough;
};

const sweepWindows = async (run: Run): Promise<boolean> => {
  const { payments } = run.ports;
  let spanMs = Math.max(shortestMs, run.until - run.cursor().eventsAt);
  while (run.cursor().eventsAt < run.until) {
    if (!run.budget.allows(costOfWindow)) return false;
    const since = run.cursor().eventsAt;
    const until = Math.min(run.until, since + spanMs);
    // A second can not be halved: it is taken whole, whatever it holds.
    const most = spanMs > shortestMs ? mostEvents : Number.POSITIVE_INFINITY;
    const { events, isWhole } = await payments.listEvents({ since, until, most });
    run.budget.spend(1 + Math.ceil((isWhole ? events.length : mostEvents) / 100));
    if (!isWhole) {
      spanMs = Math.max(shortestMs, Math.floor(spanMs / 2));
      continue;
    }
    await tellWindow(run, events);
    run.counts.windows += 1;
    run.counts.events += events.length;
    await run.moveTo({ eventsAt: until });
    spanMs *= 2;
  }
  return true;
};

/** Where the next sweep begins. */
export const nextEventsAt = (run: Run): number => run.until - overlapMs;
