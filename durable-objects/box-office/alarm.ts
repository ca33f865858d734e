import type { Clock } from "./clock.ts";
import type { OfficeStorage } from "./storage.ts";

/** The one alarm of a Durable Object, set only when it has to ring earlier: each setting is a row written. */
export class Alarm {
  readonly #storage: OfficeStorage;
  readonly #clock: Clock;
  #ringsAt: number | null = null;

  constructor(storage: OfficeStorage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  /** `at`: epoch milliseconds. An alarm that rings too early finds nothing due and is set again. */
  ringBy(at: number): void {
    if (this.#ringsAt !== null && this.#ringsAt <= at) return;
    this.#ringsAt = at;
    // Set to this very moment from inside the handler it can stall.
    void this.#storage.setAlarm(Math.max(at, this.#clock.now() + 1));
  }

  rang(): void {
    this.#ringsAt = null;
  }
}
