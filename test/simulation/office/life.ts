import { type Audience, type BoxOfficeWorld, Office } from "../../../durable-objects/box-office/office.ts";
import type { LiveFrame } from "../../../src/domain/live/frames.ts";
import type { OfficeStorage } from "../../../durable-objects/box-office/storage.ts";
import type { Random } from "../random.ts";
import type { Scope } from "../scope.ts";
import type { Call, HostWorld } from "./host.ts";

/** From one waking to the next fall: a box office in memory, and who waits for it. */
export interface Life {
  readonly office: Office;
  readonly scope: Scope;
  readonly calls: Set<Call>;
}

export interface Ground {
  readonly scope: Scope;
  readonly storage: OfficeStorage;
  readonly now: () => number;
  readonly abort: (error: unknown) => void;
  readonly onFrame: (frame: LiveFrame) => void;
}

const tickMs = 100;

/** Throws what the box office throws when it reads its storage. */
export const wake = (
  { random, payments, ledger }: Pick<HostWorld, "random" | "payments" | "ledger">,
  { scope, storage, now, abort, onFrame }: Ground,
): Life => {
  const world: BoxOfficeWorld = {
    now,
    random: random.fraction,
    after: (ms, run) => {
      let isWanted = true;
      // The turn of the event loop that 0 stands for comes when the loop has time.
      const delay = ms === 0 ? random.between(0, 6) : ms;
      scope.later(delay, `${scope.name}: timer of ${ms} ms`, run, () => isWanted);
      return () => {
        isWanted = false;
      };
    },
    payments: () => payments(scope),
    ledger: ledger(scope),
  };
  const audience = audienceOf(scope, random, onFrame);
  const office = new Office({ storage, audience, waitUntil: () => {}, abort }, () => world);
  return { office, scope, calls: new Set() };
};

/** A frame leaves as everything does, once what it tells is on disk. */
const audienceOf = (scope: Scope, random: Random, onFrame: (frame: LiveFrame) => void): Audience => {
  let isTicking = false;
  const broadcast = (frame: LiveFrame | null): void => {
    if (frame) scope.send(() => onFrame(frame));
  };
  return {
    broadcast,
    scheduleTick: (frame) => {
      if (isTicking) return;
      isTicking = true;
      scope.later(random.between(0, tickMs), `${scope.name}: tick`, () => {
        isTicking = false;
        broadcast(frame());
      });
    },
  };
};
