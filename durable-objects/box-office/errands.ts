import type { OrderId } from "../../src/domain/ids.ts";
import { type PaymentGateway, PaymentUnavailable } from "../../src/payments/gateway.ts";
import { Duty, within } from "./duty.ts";
import type { Clock } from "./clock.ts";
import type { Pauses } from "./pauses.ts";

/** Stripe's own advice is to stay well below 100 requests a second; a runtime opens six connections at once. */
const callsAtOnce = 5;
/** Two calls of the gateway, each with its retry and its second look, take 70 seconds at worst. */
const longestErrandMs = 90_000;
const longestPauseMs = 60_000;

/** `later`: the provider has answered, and it is not at its end. */
export type Errand = "done" | "later";

export interface ErrandSettings {
  readonly owed: () => ReadonlySet<OrderId>;
  readonly work: (id: OrderId, payments: PaymentGateway) => Promise<Errand>;
  readonly payments: () => PaymentGateway;
  readonly clock: Clock;
  /** Of an order that fails though the provider is there. */
  readonly longestPauseMs: number;
}

/**
 * What is owed to the payment provider, order by order. One that fails waits by itself and keeps no other from its turn; only when
 * one after another finds the provider away the whole duty rests.
 */
export const errands = (settings: ErrandSettings): Duty =>
  new Duty({ owed: settings.owed, clock: settings.clock, round: (pauses) => runRound(settings, pauses) });

const runRound = async (settings: ErrandSettings, pauses: Pauses): Promise<void> => {
  const { owed, work, payments } = settings;
  const queue = [...owed()].filter((id) => pauses.isDue(id)).values();
  let awayInARow = 0;
  const take = async (): Promise<void> => {
    for (const id of queue) {
      try {
        const end = await within(settings.clock, longestErrandMs, work(id, payments()));
        if (end === "later") pauses.failed(id, settings.longestPauseMs);
        else pauses.end(id);
        awayInARow = 0;
      } catch (error) {
        const isAway = error instanceof PaymentUnavailable;
        console.warn(`an errand for ${id} is put off`, error);
        pauses.failed(id, isAway ? longestPauseMs : settings.longestPauseMs);
        awayInARow = isAway ? awayInARow + 1 : 0;
        if (awayInARow >= callsAtOnce) throw error;
      }
    }
  };
  const done = await Promise.allSettled(Array.from({ length: callsAtOnce }, take));
  for (const each of done) if (each.status === "rejected") throw each.reason;
};
