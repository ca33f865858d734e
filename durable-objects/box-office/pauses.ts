import type { OrderId } from "../../src/domain/ids.ts";
import type { Clock } from "./clock.ts";

/** How long to leave alone what failed so often in a row: doubled each time, never in step with others. */
export const pauseAfter = (
  failures: number,
  firstMs: number,
  longestMs: number,
  { random }: Pick<Clock, "random">,
): number => Math.min(longestMs, firstMs * 2 ** failures) * (0.5 + random() / 2);

/** Orders that failed, each with a clock of its own, which starts at the failure. In memory: after a sleep all are tried. */
export class Pauses {
  readonly #clock: Clock;
  readonly #firstMs: number;
  readonly #paused = new Map<OrderId, { readonly failures: number; readonly until: number }>();

  constructor(clock: Clock, firstMs: number) {
    this.#clock = clock;
    this.#firstMs = firstMs;
  }

  failed(id: OrderId, longestMs: number): void {
    const failures = this.#paused.get(id)?.failures ?? 0;
    const until = this.#clock.now() + pauseAfter(failures, this.#firstMs, longestMs, this.#clock);
    this.#paused.set(id, { failures: failures + 1, until });
  }

  has(id: OrderId): boolean {
    return this.#paused.has(id);
  }

  isDue(id: OrderId): boolean {
    return (this.#paused.get(id)?.until ?? 0) <= this.#clock.now();
  }

  end(id: OrderId): void {
    this.#paused.delete(id);
  }

  endAll(): void {
    this.#paused.clear();
  }

  endAllBut(owed: ReadonlySet<OrderId>): void {
    for (const id of this.#paused.keys()) if (!owed.has(id)) this.#paused.delete(id);
  }

  /** When the first of these is to be tried; undefined when there are none. */
  firstDueOf(owed: Iterable<OrderId>): number | undefined {
    const now = this.#clock.now();
    let first: number | undefined;
    for (const id of owed) {
      const until = this.#paused.get(id)?.until ?? now;
      if (until <= now) return now;
      if (first === undefined || until < first) first = until;
    }
    return first;
  }
}
