import type { IndexWorld } from "./world.ts";

/** Without a nudge there is a turn so often: a nudge may be lost. */
const idleMs = 30_000;
/** Nudges that come this close together are one. */
const gatherMs = 20;
/** While there is more to do. An alarm has processor time of its own, so long work is many alarms. */
const busyMs = 1;
/** After Postgres could not be asked. */
const retryMs = 3000;
/** Long work lets the alarm end after so long. */
const turnMs = 5000;

/** When there is work: one piece at a time, some seconds at most, and the alarm for the rest. */
export class Turns {
  readonly #world: () => IndexWorld;
  readonly #ring: (at: number) => void;
  readonly #once: (until: number) => Promise<boolean>;
  #working: Promise<void> | null = null;
  #isNudged = false;

  /** `ring` sets the alarm; `once` does a piece of work, until some time at most, and answers whether there is more. */
  constructor(
    world: () => IndexWorld,
    ring: (at: number) => void,
    once: (until: number) => Promise<boolean>,
  ) {
    this.#world = world;
    this.#ring = ring;
    this.#once = once;
  }

  /** Who comes while there is work waits for the same, and what he came for is looked at once more. */
  work(): Promise<void> {
    this.#isNudged = true;
    this.#working ??= this.#take().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  async #take(): Promise<void> {
    const { now, log, pause } = this.#world();
    // Should the object go down at work, its alarm takes it up.
    this.#ring(now() + retryMs);
    await pause(gatherMs);
    const until = now() + turnMs;
    try {
      let isBusy = true;
      while (now() < until && (isBusy || this.#isNudged)) {
        this.#isNudged = false;
        isBusy = await this.#once(until);
      }
      this.#ring(now() + (isBusy || this.#isNudged ? busyMs : idleMs));
    } catch (error) {
      log("a search index could not go on", error);
      this.#ring(now() + retryMs);
    }
  }
}
