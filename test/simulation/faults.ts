import { Random } from "./random.ts";

/** What may go wrong, and how often at each opportunity. */
const rates = {
  /** A step of a box office ends with its machine, and what it wrote is not on disk. */
  crash_before_commit: 0.008,
  /** The transaction itself fails, so that the box office has to begin anew. */
  commit_fails: 0.006,
  /** On disk, and nobody is told. */
  crash_after_commit: 0.008,
  crash_before_reply: 0.008,
  /** Between any two steps, at any await. */
  eviction: 0.004,
  reply_lost: 0.01,
  request_lost: 0.01,
  /** A request in a Worker ends between two awaits. */
  worker_dies: 0.008,

  alarm_late: 0.15,
  alarm_twice: 0.1,
  alarm_never: 0.06,
  clock_leaps_forward: 0.0012,
  clock_steps_back: 0.0012,

  postgres_away: 0.05,
  postgres_loses_answer: 0.06,
  serialization_failure: 0.05,
  /** One row of a group is refused for a reason that passes. */
  postgres_refuses_row: 0.04,
  postgres_silent: 0.01,
  /** A seat is on a live ticket that another system wrote. */
  postgres_has_seat: 0.0006,

  stripe_away: 0.04,
  /** Done, and the answer is lost. */
  stripe_loses_answer: 0.05,
  stripe_slow: 0.04,
  /** Answered with 500, which is the answer of this key from then on. */
  stripe_keeps_500: 0.008,
  stripe_refuses_order: 0.01,
  stripe_outage: 0.0004,
  /** What a bank does with a refund: it takes its time, sends it back, or sends it back after it was given. */
  refund_pending: 0.3,
  refund_fails: 0.3,
  refund_fails_late: 0.05,
  /** Someone gives money back at the provider's own pages. */
  refund_by_hand: 0.0005,
  payment_disputed: 0.0005,

  /** A payment that was under way when its Session was closed succeeds all the same. */
  stripe_pays_after_close: 0.7,
  /** The same for one that was closed with nothing under way. */
  stripe_pays_closed_session: 0.06,
  stripe_pays_wrong_amount: 0.02,
  /** By a Session that nobody here has made, before the order's own is paid or after. */
  stripe_pays_twice: 0.02,
  stripe_pays_elsewhere: 0.02,

  webhook_late: 0.1,
  webhook_three_days_late: 0.02,
  webhook_twice: 0.1,
  /** Another that was sent later comes before it. */
  webhook_out_of_order: 0.1,
  webhook_lost: 0.06,
  /** Of an account's test where money is real, or the other way round. */
  webhook_of_other_mode: 0.03,
} as const;

export type FaultName = keyof typeof rates;
// The keys of the table above are its names.
export const faultNames = Object.keys(rates) as readonly FaultName[];

const shareOfSeeds = 0.6;
const weights = [0.5, 1, 2.5];

/**
 * Draws the faults, and counts them. Each seed has faults of its own choice and frequency: where all of them strike at once few
 * orders come far (Groce and others, "Swarm testing", ISSTA 2012).
 */
export class Faults {
  readonly counts: Record<FaultName, number>;
  readonly #rates: Record<FaultName, number>;
  readonly #streams: Record<FaultName, Random>;
  #stopped = false;

  constructor(seed: number, without: ReadonlySet<string> = new Set()) {
    const swarm = new Random(seed, "swarm");
    const table = <Value>(of: (name: FaultName) => Value) =>
      // Each name is given its value.
      Object.fromEntries(faultNames.map((name) => [name, of(name)])) as Record<FaultName, Value>;
    this.counts = table(() => 0);
    this.#rates = table((name) => {
      const rate = swarm.chance(shareOfSeeds) ? rates[name] * swarm.pick(weights) : 0;
      return without.has(name) ? 0 : rate;
    });
    this.#streams = table((name) => new Random(seed, name));
  }

  strikes(name: FaultName): boolean {
    if (this.#stopped || this.#rates[name] === 0) return false;
    if (!this.#streams[name].chance(this.#rates[name])) return false;
    this.counts[name] += 1;
    return true;
  }

  /** How badly, or for how long. */
  of(name: FaultName): Random {
    return this.#streams[name];
  }

  stop(): void {
    this.#stopped = true;
  }
}
