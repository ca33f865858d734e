import type { SalesLedger } from "../../../src/domain/box-office/sales-ledger.ts";
import type { EventId } from "../../../src/domain/ids.ts";
import type { LiveFrame } from "../../../src/domain/live/frames.ts";
import type { PaymentGateway } from "../../../src/payments/gateway.ts";
import type { Faults } from "../faults.ts";
import type { Random } from "../random.ts";
import { Scope } from "../scope.ts";
import type { Timeline } from "../timeline.ts";
import type { Trace } from "../trace.ts";
import type { Verdict } from "../verdict.ts";
import { AlarmBell } from "./alarm.ts";
import { Disk } from "./disk.ts";
import { type Life, wake } from "./life.ts";
import { type OfficeRecord, type Owner, ownersOf, RecordReader } from "./record.ts";

/** What a machine that runs box offices is given. */
export interface HostWorld {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly faults: Faults;
  readonly trace: Trace;
  readonly verdict: Verdict;
  readonly payments: (scope: Scope) => PaymentGateway;
  readonly ledger: (scope: Scope) => SalesLedger;
  /** Each frame for viewers, at the moment at which it is made. */
  readonly onFrame: (host: OfficeHost, frame: LiveFrame) => void;
}

/** A call that has arrived; `answer` is its way back. */
export interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
  readonly answer: (settled: PromiseSettledResult<unknown>) => void;
}

/** The machine under one box office: it wakes it, calls it, and lets it fall. Its disk outlives every life of the office. */
export class OfficeHost {
  readonly eventId: EventId;
  readonly disk = new Disk();
  readonly bell: AlarmBell;
  record: OfficeRecord;
  owners: readonly Owner[];
  /** How far its clock is ahead of true time. */
  skewMs = 0;
  /** The latest time that the box office has ever seen. */
  latestNow = 0;
  readonly #world: HostWorld;
  readonly #reader: RecordReader;
  #life: Life | null = null;
  #lives = 0;
  #failureMeant = false;

  constructor(world: HostWorld, eventId: EventId, seatCount: number) {
    this.#world = world;
    this.eventId = eventId;
    this.#reader = new RecordReader(this.disk, eventId, seatCount);
    this.record = this.#reader.read();
    this.owners = ownersOf(this.record);
    this.bell = new AlarmBell(world.timeline, world.faults, eventId, {
      at: () => this.disk.alarmAt,
      settings: () => this.disk.alarmSettings,
      clear: () => {
        this.disk.alarmAt = null;
      },
      skewMs: () => this.skewMs,
      ring: (done) =>
        this.serve({ method: "alarm", args: [], answer: ({ status }) => done(status === "fulfilled") }),
    });
  }

  get isAwake(): boolean {
    return this.#life !== null;
  }

  now(): number {
    const now = this.#world.timeline.now + this.skewMs;
    this.latestNow = Math.max(this.latestNow, now);
    return now;
  }

  setClock(skewMs: number): void {
    this.skewMs = skewMs;
    this.bell.set(true);
  }

  serve(call: Call): void {
    const life = this.#life ?? this.#wake();
    if (!life) {
      call.answer({ status: "rejected", reason: new Error("the box office did not wake") });
      return;
    }
    life.calls.add(call);
    const { office, scope, calls } = life;
    // A method of the contract, by its name, as a remote call names it.
    const method = Reflect.get(office, call.method) as (...args: readonly unknown[]) => Promise<unknown>;
    const settle = (settled: PromiseSettledResult<unknown>): void =>
      scope.send(() => {
        if (this.#world.faults.strikes("crash_before_reply")) {
          this.fall("before a reply");
          return;
        }
        calls.delete(call);
        call.answer(settled);
      });
    Promise.resolve(method.apply(office, structuredClone([...call.args]))).then(
      (value) => settle({ status: "fulfilled", value: structuredClone(value) }),
      (reason: unknown) => {
        if (scope.alive && !this.#failureMeant)
          this.#world.verdict.breaks(
            "a box office never breaks by itself",
            `${call.method}: ${String(reason)}`,
            [this.eventId],
          );
        settle({ status: "rejected", reason });
      },
    );
  }

  #wake(): Life | null {
    const { timeline, faults, verdict } = this.#world;
    this.#lives += 1;
    const scope = new Scope(timeline, `office ${this.eventId} #${this.#lives}`, true);
    this.#failureMeant = false;
    const commitFails = (): boolean => {
      this.#failureMeant = faults.strikes("commit_fails");
      return this.#failureMeant;
    };
    try {
      this.#life = wake(this.#world, {
        scope,
        storage: this.disk.handle(() => scope.alive, commitFails),
        now: () => this.now(),
        abort: (error) => this.#abort(error),
        onFrame: (frame) => this.#world.onFrame(this, frame),
      });
      return this.#life;
    } catch (error) {
      scope.end();
      const detail = `it does not wake: ${String(error)}`;
      if (!this.#failureMeant) verdict.breaks("a box office never breaks by itself", detail, [this.eventId]);
      return null;
    }
  }

  #abort(error: unknown): void {
    if (!this.#failureMeant)
      this.#world.verdict.breaks("a box office never breaks by itself", String(error), [this.eventId]);
    this.fall("by itself");
  }

  /** It is gone, between any two awaits; whoever waits for it gets an error, and nothing that it was about to do happens. */
  fall(why: string): void {
    const life = this.#life;
    if (!life) return;
    this.#life = null;
    this.#world.trace.note(`! office ${this.eventId} falls ${why}`);
    life.scope.end();
    for (const call of life.calls)
      call.answer({ status: "rejected", reason: new Error(`the box office is gone: ${why}`) });
  }

  /** What was written in this step comes on disk, or not; then what was said leaves, or not. Answers whether rows changed. */
  endStep(): boolean {
    const { faults } = this.#world;
    let changed = false;
    const wrote = this.disk.isBegun;
    if (wrote && this.#life && faults.strikes("crash_before_commit")) {
      this.disk.rollBack();
      this.fall("before the commit");
      this.bell.set();
    } else if (wrote) {
      changed = this.disk.commit();
      if (changed) {
        this.record = this.#reader.read();
        this.owners = ownersOf(this.record);
      }
      if (faults.strikes("crash_after_commit")) this.fall("after the commit");
      this.bell.set();
    }
    this.#life?.scope.release();
    return changed;
  }
}
