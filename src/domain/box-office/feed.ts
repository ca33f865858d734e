import { packStatuses } from "../live/frames.ts";
import { type Availability, type AvailabilityChanges, seatStatuses } from "./contract.ts";
import type { SeatBook } from "./seat-book.ts";

// A poller asks every few seconds and a frame leaves at most every 100 ms: this many frames are well over a poll's pause.
const rememberedFrames = 256;
// Beyond this many changes a snapshot is shorter than the list.
const longestList = 4096;

/**
 * Tells viewers what changed. Its sequence counts commits that changed seats and is stored with them, so it never goes back,
 * through sleep and crash: whoever stands at another number than a frame starts from asks for a snapshot.
 */
export class Feed {
  #sequence: number;
  #sent: number;
  #frames: AvailabilityChanges[] = [];
  #snapshot: Availability | null = null;

  constructor(sequence: number) {
    this.#sequence = sequence;
    this.#sent = sequence;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Call it once a commit, inside its transaction, and store what it answers. */
  advance(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  /** The frame that brings viewers from where they are to now; null when nothing changed. */
  nextFrame(book: SeatBook): AvailabilityChanges | null {
    if (this.#sequence === this.#sent) return null;
    const changes = book.takeTouched().map((seatNo) => ({ seatNo, status: statusOf(book, seatNo) }));
    const frame: AvailabilityChanges = {
      kind: "changes",
      since: this.#sent,
      sequence: this.#sequence,
      changes,
    };
    this.#sent = this.#sequence;
    this.#frames.push(frame);
    if (this.#frames.length > rememberedFrames) this.#frames.shift();
    return frame;
  }

  /** Everything after `since`, from frames that were sent; null when they do not reach back that far. */
  changesSince(since: number): AvailabilityChanges | null {
    if (since === this.#sent) return { kind: "changes", since, sequence: since, changes: [] };
    const first = this.#frames.findIndex((frame) => frame.sequence > since);
    if (first < 0 || (this.#frames[first]?.since ?? since) > since) return null;
    const latest = new Map<number, AvailabilityChanges["changes"][number]>();
    for (const frame of this.#frames.slice(first))
      for (const change of frame.changes) latest.set(change.seatNo, change);
    if (latest.size > longestList) return null;
    return { kind: "changes", since, sequence: this.#sent, changes: [...latest.values()] };
  }

  /** Made once a sequence: in a rush thousands ask for the same. */
  snapshot(book: SeatBook, seatMapHash: string): Availability {
    if (this.#snapshot?.sequence === this.#sequence) return this.#snapshot;
    this.#snapshot = {
      kind: "snapshot",
      sequence: this.#sequence,
      seatMapHash,
      seatCount: book.plan.seatCount,
      packed: packStatuses(book.status),
      availableByCategory: [...book.availableByCategory],
    };
    return this.#snapshot;
  }
}

const statusOf = (book: SeatBook, seatNo: number) => seatStatuses[book.status[seatNo] as 0 | 1 | 2 | 3];
