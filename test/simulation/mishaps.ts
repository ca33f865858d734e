import { Postgres } from "./ledger/postgres.ts";
import { goneOf, type Intent } from "./provider/books.ts";
import type { World } from "./world.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
/** The product allows for clocks that differ by less than five minutes, and by a minute where a Session is made. */
const mostAheadMs = 4 * minuteMs;
const mostBehindMs = 50 * secondMs;

/** What can happen to the machines between any two steps. */
export const mishaps = (world: World): void => {
  const { faults, hosts, timeline, trace, line, postgres } = world;
  for (const host of hosts) {
    if (host.isAwake && faults.strikes("eviction")) host.fall("by eviction");
    if (host.skewMs < mostAheadMs && faults.strikes("clock_leaps_forward"))
      host.setClock(
        Math.min(mostAheadMs, host.skewMs + faults.of("clock_leaps_forward").spread(secondMs, 3 * minuteMs)),
      );
    if (host.skewMs > -mostBehindMs && faults.strikes("clock_steps_back"))
      host.setClock(
        Math.max(-mostBehindMs, host.skewMs - faults.of("clock_steps_back").spread(1, 20 * secondMs)),
      );
    if (faults.strikes("postgres_has_seat")) {
      const seatNo = faults.of("postgres_has_seat").between(0, host.record.seatCount - 1);
      const key = Postgres.seatKey(host.eventId, seatNo);
      if (postgres.tickets.has(key)) continue;
      postgres.tickets.set(key, "another system");
      postgres.version += 1;
      trace.note(`! another system has sold ${host.eventId} seat ${seatNo}`);
    }
  }
  meddle(world);
  if (faults.strikes("stripe_outage")) {
    line.outageUntil = timeline.now + faults.of("stripe_outage").spread(minuteMs, 180 * minuteMs);
    trace.note("!! Stripe is away for a while");
  }
};

/** What others than the box office do with a payment: someone at the provider's pages, and a bank. */
const meddle = ({ faults, provider, trace }: World): void => {
  const { books, refunds } = provider;
  const payments = (): Intent[] =>
    [...books.intents.values()].filter(
      (intent) =>
        intent.status === "succeeded" && intent.dispute === null && goneOf(intent) < intent.amountMinor,
    );
  if (faults.strikes("refund_by_hand") && payments().length > 0) {
    const chance = faults.of("refund_by_hand");
    const intent = chance.pick(payments());
    const left = intent.amountMinor - goneOf(intent);
    trace.note(`! someone gives back ${intent.id} of ${intent.orderId} by hand`);
    refunds.byHand(intent, chance.chance(0.5) ? left : chance.between(1, left));
  }
  if (faults.strikes("payment_disputed") && payments().length > 0) {
    const intent = faults.of("payment_disputed").pick(payments());
    trace.note(`! ${intent.id} of ${intent.orderId} is disputed`);
    refunds.dispute(intent);
  }
};
