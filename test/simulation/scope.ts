import type { Timeline } from "./timeline.ts";

/**
 * Whoever waits for the world outside: a fan, a request in a Worker, a box office that is awake. Once it has ended nothing comes back
 * to it, so what it was about to do is never done.
 */
export class Scope {
  readonly name: string;
  readonly #timeline: Timeline;
  readonly #gated: boolean;
  readonly #outgoing: (() => void)[] = [];
  #alive = true;

  /** `gated`: what it sends leaves only by `release`, as from a Durable Object once its writes are on disk. */
  constructor(timeline: Timeline, name: string, gated = false) {
    this.#timeline = timeline;
    this.name = name;
    this.#gated = gated;
  }

  get alive(): boolean {
    return this.#alive;
  }

  end(): void {
    this.#alive = false;
    this.#outgoing.length = 0;
  }

  send(run: () => void): void {
    if (!this.#alive) return;
    if (this.#gated) this.#outgoing.push(run);
    else run();
  }

  release(): void {
    for (const run of this.#outgoing.splice(0)) if (this.#alive) run();
  }

  /** Happens only if the scope is alive by then. */
  later(ms: number, what: string, run: () => void, isWanted?: () => boolean): void {
    this.#timeline.add(ms, what, run, () => this.#alive && (isWanted?.() ?? true));
  }

  pause(ms: number, what: string): Promise<void> {
    return new Promise((resolve) => this.later(ms, `${this.name} ${what}`, resolve));
  }

  /**
   * Something is asked of the world outside: it arrives, is done there whatever becomes of the scope, and is answered. What `work`
   * throws is the answer too.
   */
  ask<Answer>(what: string, way: Way, work: () => Answer): Promise<Answer> {
    return new Promise((resolve, reject) =>
      this.send(() =>
        this.#timeline.add(way.thereMs, `${this.name}: ${what}`, () => {
          let settle: () => void;
          try {
            const answer = work();
            settle = () => resolve(answer);
          } catch (error) {
            settle = () => reject(error);
          }
          this.later(way.backMs, `${this.name}: ${what} is answered`, settle);
        }),
      ),
    );
  }
}

export interface Way {
  readonly thereMs: number;
  readonly backMs: number;
}
