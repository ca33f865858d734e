import type { Decision } from "../../src/domain/box-office/changes.ts";
import type {
  Availability,
  AvailabilityChanges,
  BoxOfficeContract,
  HoldCommand,
  HoldView,
} from "../../src/domain/box-office/contract.ts";
import { decideHold, decideRelease, type PastHold } from "../../src/domain/box-office/decide-hold.ts";
import { decideBlock, decideUnblock } from "../../src/domain/box-office/decide-open.ts";
import type { SalesLedger } from "../../src/domain/box-office/sales-ledger.ts";
import type { BoxOfficeSetup, SoldOrder } from "../../src/domain/box-office/setup.ts";
import { viewOfEndedHold, viewOfHold, viewOfHoldOf } from "../../src/domain/box-office/views.ts";
import { type EventId, type FanId, type HoldId, orderIdOf } from "../../src/domain/ids.ts";
import type { LiveFrame } from "../../src/domain/live/frames.ts";
import { type Outcome, ok, refuse } from "../../src/domain/outcome.ts";
import type { EventDemand } from "../../src/search/document.ts";
import type { PaymentGateway } from "../../src/payments/gateway.ts";
import { Alarm } from "./alarm.ts";
import { type Clock, waitOf } from "./clock.ts";
import { Desk, type OpenDesk } from "./desk.ts";
import { DemandReport, demandOf } from "./demand.ts";
import { Duties } from "./duties.ts";
import { OrderCounter } from "./order-counter.ts";
import { owedBy } from "./owed.ts";
import type { OfficeStorage } from "./storage.ts";
import { BoxOfficeStore } from "./store.ts";

/** What a box office is handed: the world outside, time and chance. */
export interface BoxOfficeWorld extends Clock {
  /** Made when it is first needed: it is slow to make, and most of the time a box office is awake it owes Stripe nothing. */
  readonly payments: () => PaymentGateway;
  readonly ledger: SalesLedger;
  /** Search is told how the event sells; absent: nobody wants to know. */
  readonly tellDemand?: ((demand: EventDemand) => Promise<void>) | undefined;
}

/** Who looks on. */
export interface Audience {
  /** Has `frame` called soon, and what it answers told to all. */
  scheduleTick(frame: () => LiveFrame | null): void;
  broadcast(frame: LiveFrame | null): void;
}

/** What it stands on: its storage, its viewers, and who runs it. */
export interface BoxOfficeGround {
  readonly storage: OfficeStorage;
  readonly audience: Audience;
  /** The runtime keeps the object until this is done. */
  readonly waitUntil: (work: Promise<unknown>) => void;
  /** Memory and storage may differ: begin anew from the storage. */
  readonly abort: (error: unknown) => void;
}

/** Sales that come this close together share a transaction in Postgres. */
const gatherMs = 20;
/** Should the object go down with a sale in hand, its alarm takes it up after so long. */
const takeUpMs = 5000;
/** An ended hold is remembered for a day: longer than any retry of its request. */
const rememberMs = 24 * 3600 * 1000;

/**
 * One event's box office: it alone gives seats. What is in memory is rebuilt from its SQLite at any time; every change is written
 * before it is answered. A method decides at the desk, in one transaction with its neighbours; then the alarm is armed and the
 * viewers are told. It knows nothing of the runtime that it lives in.
 */
export class Office extends OrderCounter implements BoxOfficeContract {
  readonly #ground: BoxOfficeGround;
  readonly #world: () => BoxOfficeWorld;
  readonly #duties: Duties;
  readonly #demand: DemandReport;
  readonly #alarm: Alarm;
  readonly #begun = new Set<Promise<void>>();
  #gathering = false;
  #forgottenAt = 0;

  /** `world` is asked each time, so that a test can put another around it. */
  constructor(ground: BoxOfficeGround, world: () => BoxOfficeWorld) {
    const clock: Clock = {
      now: () => world().now(),
      random: () => world().random(),
      after: (ms, run) => world().after(ms, run),
    };
    const desk = new Desk(ground.storage, new BoxOfficeStore(ground.storage), clock, {
      committed: (seatsChanged) => this.#committed(seatsChanged),
      broken: ground.abort,
    });
    super(desk, clock.random);
    this.#ground = ground;
    this.#world = world;
    this.#alarm = new Alarm(ground.storage, clock);
    this.#demand = new DemandReport(() => world().tellDemand, clock);
    this.#duties = new Duties(owedBy(desk, clock.random), {
      ...clock,
      ledger: { commit: (sales) => world().ledger.commit(sales) },
      payments: () => world().payments(),
    });
  }

  get eventId(): EventId | null {
    return this.desk.current?.eventId ?? null;
  }

  async open(
    setup: BoxOfficeSetup,
    sold: readonly SoldOrder[],
  ): Promise<Outcome<{ readonly seatCount: number }>> {
    const outcome = await this.desk.open(setup, sold);
    const desk = this.desk.current;
    // The map itself may be another now: viewers begin anew.
    if (outcome.ok && desk) this.#ground.audience.broadcast(desk.feed.snapshot(desk.book, desk.seatMapHash));
    return outcome;
  }

  close(): Promise<Outcome<null>> {
    return this.desk.run(() => ({ outcome: ok(null), changes: [{ type: "closed" }] }));
  }

  block(seats: readonly number[]): Promise<Outcome<null>> {
    return this.#move("blocked", ({ book, eventId }) => decideBlock(book, eventId, seats));
  }

  unblock(seats: readonly number[]): Promise<Outcome<null>> {
    return this.#move("unblocked", ({ book }) => decideUnblock(book, seats));
  }

  #move(
    type: "blocked" | "unblocked",
    decide: (desk: OpenDesk) => Outcome<readonly number[]>,
  ): Promise<Outcome<null>> {
    return this.desk.run((desk): Decision<null> => {
      const seats = decide(desk);
      return seats.ok
        ? { outcome: ok(null), changes: [{ type, seats: seats.value }] }
        : { outcome: seats, changes: [] };
    });
  }

  hold(command: HoldCommand): Promise<Outcome<HoldView>> {
    return this.desk.run((desk, now) =>
      decideHold(
        desk.book,
        command,
        command.repeatable ? this.#pastHold(desk, command.holdId) : null,
        now,
        this.#world().random,
      ),
    );
  }

  viewHold(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>> {
    return this.desk.read((desk) => {
      const live = desk.book.holds.get(holdId);
      const hold = live
        ? { fanId: live.fanId, view: viewOfHold(desk.book, live) }
        : this.#pastHold(desk, holdId);
      return hold?.fanId === fanId ? ok(hold.view) : refuse("hold_not_found", "There is no such hold.");
    });
  }

  #pastHold({ eventId, book }: OpenDesk, holdId: HoldId): PastHold | null {
    // A hold that had ended may have been paid all the same: of one with an order the order knows best.
    const order = this.desk.store.findOrder(eventId, orderIdOf(holdId));
    if (order) return { ...order, view: viewOfHoldOf(book, order) };
    const ended = this.desk.store.findEndedHold(holdId);
    return ended && { ...ended, view: viewOfEndedHold(book, ended) };
  }

  release(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>> {
    return this.desk.run((desk, now) =>
      decideRelease(desk.book, fanId, holdId, this.#pastHold(desk, holdId), now),
    );
  }

  hurry(): Promise<Outcome<null>> {
    this.#duties.hurry();
    // Anything at all brings the clock up to date and begins what is due.
    return this.desk.run(() => ({ outcome: ok(null), changes: [] }));
  }

  availability(since?: number): Promise<Outcome<Availability | AvailabilityChanges>> {
    return this.desk.read(({ book, feed, seatMapHash }): Outcome<Availability | AvailabilityChanges> => {
      if (since === undefined) return ok(feed.snapshot(book, seatMapHash));
      // What is not told yet is told now, so that the answer reaches up to this moment.
      this.#ground.audience.broadcast(feed.nextFrame(book));
      return ok(feed.changesSince(since) ?? feed.snapshot(book, seatMapHash));
    });
  }

  /**
   * Nothing of the world outside is awaited here: no other alarm rings before this one is done, and holds have to end on time.
   * The next alarm is armed before the duties begin, so should the object go down with them they are taken up again.
   */
  async alarm(): Promise<void> {
    this.#alarm.rang();
    // Anything at all brings the clock up to date first; what its commit finds due it begins.
    await this.desk.run(() => ({ outcome: ok(null), changes: [] }));
    const now = this.#world().now();
    if (now - this.#forgottenAt <= rememberMs / 24) return;
    this.#forgottenAt = now;
    if (this.desk.current) this.desk.store.forgetEndedHolds(now - rememberMs);
  }

  /** When all that was begun is done, or failed and is put off. */
  async dutiesDone(): Promise<void> {
    while (this.#begun.size > 0) await Promise.all(this.#begun);
  }

  #committed(seatsChanged: boolean): void {
    const desk = this.desk.current;
    if (!desk) return;
    if (seatsChanged) {
      this.#ground.audience.scheduleTick(() => desk.feed.nextFrame(desk.book));
      this.#demand.changed(() => demandOf(desk.eventId, desk.book));
    }
    if (this.#arm()) this.#begin();
  }

  /** Sets the alarm for what comes next, and says whether duties are due already. */
  #arm(): boolean {
    const now = this.#world().now();
    const nextExpiryAt = this.desk.current?.book.nextExpiryAt;
    if (nextExpiryAt !== undefined) this.#alarm.ringBy(nextExpiryAt);
    const { dueAt } = this.#duties;
    if (dueAt === undefined) return false;
    const isDue = dueAt <= now;
    this.#alarm.ringBy(isDue ? now + takeUpMs : dueAt);
    return isDue;
  }

  /** What is due by the end of the gathering is done together. */
  #begin(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    const duties = waitOf(this.#world(), gatherMs)
      .then(() => {
        this.#gathering = false;
        return this.#duties.perform();
      })
      .finally(() => {
        this.#begun.delete(duties);
        this.#arm();
      });
    this.#begun.add(duties);
    this.#ground.waitUntil(duties);
  }
}
