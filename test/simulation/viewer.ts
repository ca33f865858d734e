import type { Availability } from "../../src/domain/box-office/contract.ts";
import { seatStatuses } from "../../src/domain/box-office/contract.ts";
import type { LiveFrame } from "../../src/domain/live/frames.ts";
import type { Owner } from "./office/record.ts";
import { seatShownWrong, unaccountedSeats, unpack } from "./rules/seats.ts";
import type { Broken } from "./verdict.ts";

/** A page that shows an event: it takes each frame that continues what it shows, and a snapshot otherwise. */
export class Viewer {
  #sequence = -1;
  #statuses: number[] = [];

  /** What is wrong with what it is shown; `owners` as they are on record when it is said. */
  see(frame: LiveFrame, owners: readonly Owner[]): Broken | null {
    if (frame.kind === "snapshot") return this.#begin(frame, owners);
    if (frame.since > this.#sequence || frame.sequence <= this.#sequence) return null;
    this.#sequence = frame.sequence;
    for (const { seatNo, status } of frame.changes) this.#statuses[seatNo] = seatStatuses.indexOf(status);
    return seatShownWrong(this.#statuses, owners);
  }

  #begin(snapshot: Availability, owners: readonly Owner[]): Broken | null {
    this.#sequence = snapshot.sequence;
    this.#statuses = unpack(snapshot.packed, snapshot.seatCount);
    return (
      seatShownWrong(this.#statuses, owners) ??
      unaccountedSeats(this.#statuses, snapshot.availableByCategory, owners.length)
    );
  }
}
