import type { Random } from "./random.ts";

export interface Due {
  /** Milliseconds of true time. */
  readonly at: number;
  readonly tie: number;
  readonly what: string;
  readonly isWanted: () => boolean;
  readonly run: () => void;
}

const always = (): boolean => true;

/** Everything that is still to happen, in a binary heap. Of what is due in the same millisecond chance says what comes first. */
export class Timeline {
  now: number;
  readonly #random: Random;
  readonly #heap: Due[] = [];

  constructor(random: Random, now: number) {
    this.#random = random;
    this.now = now;
  }

  /** `isWanted` is asked when its time has come: what nobody waits for any more does not happen. */
  add(ms: number, what: string, run: () => void, isWanted: () => boolean = always): void {
    const due: Due = {
      at: this.now + Math.max(0, Math.ceil(ms)),
      tie: this.#random.next(),
      what,
      isWanted,
      run,
    };
    const heap = this.#heap;
    let i = heap.length;
    heap.push(due);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(due, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = due;
  }

  /** The next that is wanted, with the time moved to it; null when nothing is left, or nothing until `end`. */
  next(end = Number.POSITIVE_INFINITY): Due | null {
    for (;;) {
      const [first] = this.#heap;
      if (!first || first.at > end) return null;
      this.#take();
      if (!first.isWanted()) continue;
      this.now = Math.max(this.now, first.at);
      return first;
    }
  }

  #take(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (left && right && isBefore(right, left)) child += 1;
      const below = heap[child];
      if (!below || !isBefore(below, last)) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = last;
  }
}

const isBefore = (one: Due, other: Due): boolean =>
  one.at < other.at || (one.at === other.at && one.tie < other.tie);
