import { hashOf } from "./random.ts";

interface Entry {
  readonly step: number;
  readonly at: number;
  readonly what: string;
}

/** What happened, one line a step or an event within it. Two runs of a seed are the same when their hashes are. */
export class Trace {
  step = 0;
  readonly #entries: Entry[] = [];
  readonly #now: () => number;
  #hash = hashOf("");

  constructor(now: () => number) {
    this.#now = now;
  }

  get hash(): string {
    return this.#hash.toString(16).padStart(8, "0");
  }

  note(what: string): void {
    const at = this.#now();
    this.#hash = hashOf(what, (this.#hash ^ at ^ this.step) >>> 0);
    this.#entries.push({ step: this.step, at, what });
  }

  /** The last lines that name one of the subjects (an id, or a part of one), and what is said of no one in particular. */
  lines(subjects: readonly string[], most: number): string[] {
    // A hold and its order have the same body.
    const bodies = subjects.map((subject) => (/^(hld|ord)_/.test(subject) ? subject.slice(4) : subject));
    const events = bodies.map((body) => `office evt_${body.split("_")[0]} `);
    const concerned = this.#entries.filter(
      ({ what }) =>
        bodies.length === 0 ||
        bodies.some((body) => what.includes(body)) ||
        (what.startsWith("! ") && events.some((event) => what.includes(event))) ||
        what.startsWith("!! "),
    );
    const from = this.#entries[0]?.at ?? 0;
    return concerned.slice(-most).map(({ step, at, what }) => {
      const seconds = ((at - from) / 1000).toFixed(3).padStart(12);
      return `${String(step).padStart(6)} ${seconds} s  ${what}`;
    });
  }
}
