import type { OrderId } from "../../src/domain/ids.ts";
import type { Clock } from "./clock.ts";
import { Pauses, pauseAfter } from "./pauses.ts";

const firstPauseMs = 500;
const longestPauseMs = 60_000;

export interface DutySettings {
  /** What is owed at this moment. */
  readonly owed: () => ReadonlySet<OrderId>;
  /** Does what is due. It puts single orders that fail on their `pauses`; when it throws, the other side is away. */
  readonly round: (pauses: Pauses) => Promise<void>;
  readonly clock: Clock;
  /** Of a single order. */
  readonly firstPauseMs?: number;
}

/** One kind of work for the world outside. It runs alone, and rests when the other side is away, longer each time. */
export class Duty {
  readonly #settings: DutySettings;
  readonly #pauses: Pauses;
  #running: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #pausedUntil = 0;

  constructor(settings: DutySettings) {
    this.#settings = settings;
    this.#pauses = new Pauses(settings.clock, settings.firstPauseMs ?? firstPauseMs);
  }

  /** When it has something to do next: now, at the end of a pause, or never. */
  get dueAt(): number | undefined {
    const first = this.#pauses.firstDueOf(this.#settings.owed());
    return first === undefined ? undefined : Math.max(first, this.#pausedUntil);
  }

  /** Everything is due. */
  endPauses(): void {
    this.#pausedUntil = 0;
    this.#pauses.endAll();
  }

  /** Never rejects. */
  perform(): Promise<void> {
    if (this.#pausedUntil > this.#settings.clock.now()) return Promise.resolve();
    this.#again = this.#running !== null;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    const { owed, round, clock } = this.#settings;
    try {
      do {
        this.#again = false;
        this.#pauses.endAllBut(owed());
        await round(this.#pauses);
      } while (this.#again);
      this.#failures = 0;
    } catch (error) {
      // What is owed stays on record.
      console.warn("a duty is put off", error);
      this.#pausedUntil = clock.now() + pauseAfter(this.#failures, firstPauseMs, longestPauseMs, clock);
      this.#failures += 1;
    }
  }
}

/** So that nothing keeps its duty waiting for ever; what comes later than this finds its order as it is then. */
export const within = async <Value>(
  { after }: Pick<Clock, "after">,
  ms: number,
  work: Promise<Value>,
): Promise<Value> => {
  let cancel = (): void => {};
  const tooLate = new Promise<never>((_, reject) => {
    cancel = after(ms, () => reject(new Error(`no answer within ${ms} ms`)));
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    cancel();
  }
};
