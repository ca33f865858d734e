import type { Faults } from "../faults.ts";
import type { Timeline } from "../timeline.ts";

const secondMs = 1000;
const hourMs = 3600 * secondMs;
/** developers.cloudflare.com/durable-objects/api/alarms: at least once, retried from 2 seconds on, six times. */
const firstRetryMs = 2 * secondMs;
const retries = 6;

interface AlarmOfOffice {
  /** By the clock of the box office, as its disk has it. */
  readonly at: () => number | null;
  /** How often it was set: setting it again for the same time sets it anew. */
  readonly settings: () => number;
  readonly clear: () => void;
  readonly skewMs: () => number;
  /** Rings it; `done` says whether the handler came to its end. */
  readonly ring: (done: (well: boolean) => void) => void;
}

/** The runtime's part of an alarm: it rings by the machine's clock, at least once, and again when the handler did not end well. */
export class AlarmBell {
  readonly #timeline: Timeline;
  readonly #faults: Faults;
  readonly #name: string;
  readonly #office: AlarmOfOffice;
  /** Each setting makes the one before it void. */
  #setting = 0;
  #setFor: string | null = null;

  constructor(timeline: Timeline, faults: Faults, name: string, office: AlarmOfOffice) {
    this.#timeline = timeline;
    this.#faults = faults;
    this.#name = name;
    this.#office = office;
  }

  /** After each commit, and when the clock was changed. */
  set(again = false): void {
    const at = this.#office.at();
    const setFor = `${at} ${this.#office.settings()}`;
    if (setFor === this.#setFor && !again) return;
    this.#setFor = setFor;
    this.#setting += 1;
    if (at === null) return;
    if (this.#faults.strikes("alarm_never")) return;
    const late = this.#faults.strikes("alarm_late")
      ? this.#faults.of("alarm_late").spread(secondMs, 2 * hourMs)
      : 0;
    const setting = this.#setting;
    this.#timeline.add(
      at - this.#office.skewMs() - this.#timeline.now + late,
      `alarm of ${this.#name}`,
      () => this.#ring(0),
      () => this.#setting === setting,
    );
  }

  #ring(failures: number): void {
    this.#office.clear();
    this.#setFor = null;
    this.#office.ring((well) => {
      if (!well && failures < retries)
        this.#timeline.add(firstRetryMs * 2 ** failures, `alarm of ${this.#name}, once more`, () =>
          this.#ring(failures + 1),
        );
      if (well && this.#faults.strikes("alarm_twice"))
        this.#timeline.add(
          this.#faults.of("alarm_twice").spread(1, 5000),
          `alarm of ${this.#name}, twice`,
          () => this.#office.ring(() => {}),
        );
    });
  }
}
