import type { Decision } from "../../src/domain/box-office/changes.ts";
import type {
  Availability,
  AvailabilityChanges,
  BeginOrderCommand,
  BoxOfficeContract,
  CompletedPayment,
  HoldCommand,
  CancellationProgress,
  DisputeReport,
  HoldView,
  OpenSession,
  OrderQuery,
  OrderView,
  PaymentUnderWayReport,
  RefundReport,
  ReturnCommand,
} from "../../src/domain/box-office/contract.ts";
import { decideHold, decideRelease, type PastHold } from "../../src/domain/box-office/decide-hold.ts";
import { decideCancelEvent } from "../../src/domain/box-office/decide-cancellation.ts";
import { decideAnswerOffer } from "../../src/domain/box-office/decide-offer.ts";
import { decideBlock, decideUnblock } from "../../src/domain/box-office/decide-open.ts";
import {
  decideAttachSession,
  decideBeginOrder,
  decideCancel,
  decideGiveUp,
  decidePaymentFailed,
  decideUnderWay,
} from "../../src/domain/box-office/decide-order.ts";
import { decideDispute } from "../../src/domain/box-office/decide-dispute.ts";
import { decideRefundReported } from "../../src/domain/box-office/decide-refund.ts";
import { decideRetryRefund, decideReturn } from "../../src/domain/box-office/decide-return.ts";
import { changedTo, flagged, noSuchOrder, unchanged } from "../../src/domain/box-office/order-decision.ts";
import { type Flag, type Order, revised } from "../../src/domain/box-office/order.ts";
import type { SalesLedger } from "../../src/domain/box-office/sales-ledger.ts";
import type { BoxOfficeSetup, SoldOrder } from "../../src/domain/box-office/setup.ts";
import { viewOfEndedHold, viewOfHold, viewOfHoldOf, viewOfOrder } from "../../src/domain/box-office/views.ts";
import {
  type EventId,
  type FanId,
  type HoldId,
  type OrderId,
  orderIdOf,
  orderIdOfRefund,
  type RefundId,
} from "../../src/domain/ids.ts";
import type { LiveFrame } from "../../src/domain/live/frames.ts";
import { type Outcome, ok, refuse } from "../../src/domain/outcome.ts";
import type { PaymentGateway } from "../../src/payments/gateway.ts";
import { Alarm } from "./alarm.ts";
import { type Clock, waitOf } from "./clock.ts";
import { Desk, type OpenDesk } from "./desk.ts";
import { Duties } from "./duties.ts";
import { owedBy } from "./owed.ts";
import { settle } from "./settle.ts";
import type { OfficeStorage } from "./storage.ts";
import { BoxOfficeStore } from "./store.ts";
import { conditionOf, progressOf } from "./order-lists.ts";

/** What a box office is handed: the world outside, time and chance. */
export interface BoxOfficeWorld extends Clock {
  /** Made when it is first needed: it is slow to make, and most of the time a box office is awake it owes Stripe nothing. */
  readonly payments: () => PaymentGateway;
  readonly ledger: SalesLedger;
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
export class Office implements BoxOfficeContract {
  readonly #ground: BoxOfficeGround;
  readonly #world: () => BoxOfficeWorld;
  readonly #desk: Desk;
  readonly #duties: Duties;
  readonly #alarm: Alarm;
  readonly #begun = new Set<Promise<void>>();
  #gathering = false;
  #forgottenAt = 0;

  /** `world` is asked each time, so that a test can put another around it. */
  constructor(ground: BoxOfficeGround, world: () => BoxOfficeWorld) {
    this.#ground = ground;
    this.#world = world;
    const clock: Clock = {
      now: () => world().now(),
      random: () => world().random(),
      after: (ms, run) => world().after(ms, run),
    };
    this.#alarm = new Alarm(ground.storage, clock);
    this.#desk = new Desk(ground.storage, new BoxOfficeStore(ground.storage), clock, {
      committed: (seatsChanged) => this.#committed(seatsChanged),
      broken: ground.abort,
    });
    this.#duties = new Duties(owedBy(this.#desk, clock.random), {
      ...clock,
      ledger: { commit: (sales) => world().ledger.commit(sales) },
      payments: () => world().payments(),
    });
  }

  get eventId(): EventId | null {
    return this.#desk.current?.eventId ?? null;
  }

  async open(
    setup: BoxOfficeSetup,
    sold: readonly SoldOrder[],
  ): Promise<Outcome<{ readonly seatCount: number }>> {
    const outcome = await this.#desk.open(setup, sold);
    const desk = this.#desk.current;
    // The map itself may be another now: viewers begin anew.
    if (outcome.ok && desk) this.#ground.audience.broadcast(desk.feed.snapshot(desk.book, desk.seatMapHash));
    return outcome;
  }

  close(): Promise<Outcome<null>> {
    return this.#desk.run(() => ({ outcome: ok(null), changes: [{ type: "closed" }] }));
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
    return this.#desk.run((desk): Decision<null> => {
      const seats = decide(desk);
      return seats.ok
        ? { outcome: ok(null), changes: [{ type, seats: seats.value }] }
        : { outcome: seats, changes: [] };
    });
  }

  hold(command: HoldCommand): Promise<Outcome<HoldView>> {
    return this.#desk.run((desk, now) =>
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
    return this.#desk.read((desk) => {
      const live = desk.book.holds.get(holdId);
      const hold = live
        ? { fanId: live.fanId, view: viewOfHold(desk.book, live) }
        : this.#pastHold(desk, holdId);
      return hold?.fanId === fanId ? ok(hold.view) : refuse("hold_not_found", "There is no such hold.");
    });
  }

  #pastHold({ eventId, book }: OpenDesk, holdId: HoldId): PastHold | null {
    // A hold that had ended may have been paid all the same: of one with an order the order knows best.
    const order = this.#desk.store.findOrder(eventId, orderIdOf(holdId));
    if (order) return { ...order, view: viewOfHoldOf(book, order) };
    const ended = this.#desk.store.findEndedHold(holdId);
    return ended && { ...ended, view: viewOfEndedHold(book, ended) };
  }

  release(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>> {
    return this.#desk.run((desk, now) =>
      decideRelease(desk.book, fanId, holdId, this.#pastHold(desk, holdId), now),
    );
  }

  beginOrder(command: BeginOrderCommand): Promise<Outcome<OrderView>> {
    return this.#desk.run((desk, now) =>
      decideBeginOrder(desk.book, command, this.#order(desk, orderIdOf(command.holdId)), now),
    );
  }

  attachSession(orderId: OrderId, session: OpenSession): Promise<Outcome<OrderView>> {
    return this.#desk.run((desk, now) =>
      decideAttachSession(desk.book, this.#order(desk, orderId), session, now),
    );
  }

  settle(payment: CompletedPayment): Promise<Outcome<OrderView>> {
    return settle(this.#desk, payment, () => this.#world().random());
  }

  paymentUnderWay(report: PaymentUnderWayReport): Promise<Outcome<OrderView>> {
    return this.#change(report.orderId, (desk, order, now) => decideUnderWay(desk.book, order, report, now));
  }

  paymentFailed(report: PaymentUnderWayReport): Promise<Outcome<OrderView>> {
    return this.#change(report.orderId, (desk, order, now) =>
      decidePaymentFailed(desk.book, order, report, now),
    );
  }

  cancelOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#changeOf(fanId, orderId, (desk, order) => decideCancel(desk.book, order));
  }

  giveUpOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#changeOf(fanId, orderId, (desk, order, now) => decideGiveUp(desk.book, order, now));
  }

  answerOffer(fanId: FanId, orderId: OrderId, accept: boolean): Promise<Outcome<OrderView>> {
    return this.#changeOf(fanId, orderId, (desk, order, now) =>
      decideAnswerOffer(desk.book, order, accept, now),
    );
  }

  returnTickets(command: ReturnCommand): Promise<Outcome<OrderView>> {
    return this.#change(command.orderId, (desk, order, now) => decideReturn(desk.book, order, command, now));
  }

  retryRefund(refundId: RefundId): Promise<Outcome<OrderView>> {
    return this.#change(orderIdOfRefund(refundId), (desk, order, now) =>
      decideRetryRefund(desk.book, order, refundId, now),
    );
  }

  refundReported(report: RefundReport): Promise<Outcome<OrderView>> {
    return this.#change(report.orderId, (desk, order, now) =>
      decideRefundReported(desk.book, order, report, now),
    );
  }

  disputeReported(report: DisputeReport): Promise<Outcome<OrderView>> {
    return this.#change(report.orderId, (desk, order, now) => decideDispute(desk.book, order, report, now));
  }

  flag(orderId: OrderId, flag: Omit<Flag, "at">): Promise<Outcome<OrderView>> {
    return this.#change(orderId, ({ book }, order, now) =>
      order
        ? changedTo(book, revised(order, { flags: flagged(order, { ...flag, at: now }) }))
        : unchanged(noSuchOrder),
    );
  }

  clearFlags(orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#change(orderId, ({ book }, order) =>
      order ? changedTo(book, revised(order, { flags: [] })) : unchanged(noSuchOrder),
    );
  }

  #change(
    orderId: OrderId,
    decide: (desk: OpenDesk, order: Order | null, now: number) => Decision<OrderView>,
  ): Promise<Outcome<OrderView>> {
    return this.#desk.run((desk, now) => decide(desk, this.#order(desk, orderId), now));
  }

  /** To everyone else the order does not exist. */
  #changeOf(
    fanId: FanId,
    orderId: OrderId,
    decide: (desk: OpenDesk, order: Order | null, now: number) => Decision<OrderView>,
  ): Promise<Outcome<OrderView>> {
    return this.#change(orderId, (desk, order, now) =>
      decide(desk, order?.fanId === fanId ? order : null, now),
    );
  }

  async cancelEvent(reason: string): Promise<Outcome<CancellationProgress>> {
    const canceled = await this.#desk.run(({ book }, now) => decideCancelEvent(book, reason, now));
    if (!canceled.ok) return canceled;
    return await this.#desk.read(({ book }) =>
      ok(progressOf(canceled.value, this.#desk.store.countOrders(), book)),
    );
  }

  cancellation(): Promise<Outcome<CancellationProgress | null>> {
    return this.#desk.read(({ book }) => {
      const { canceled } = book.rules;
      return ok(canceled && progressOf(canceled, this.#desk.store.countOrders(), book));
    });
  }

  listOrders({ which, after, limit }: OrderQuery): Promise<Outcome<readonly OrderView[]>> {
    return this.#desk.read(({ eventId, book }, now) =>
      ok(
        this.#desk.store
          .listOrders(eventId, conditionOf(which, now), after, limit)
          .map((order) => viewOfOrder(book, order)),
      ),
    );
  }

  handOver(orderIds: readonly OrderId[]): Promise<Outcome<null>> {
    return this.#desk.run((desk) => ({
      outcome: ok(null),
      changes: orderIds.flatMap((id) => {
        const order = this.#order(desk, id);
        // Postgres refuses what is older than what it has, so the order is a revision further on.
        return order?.payment ? [{ type: "order_changed", order: revised(order, {}) } as const] : [];
      }),
    }));
  }

  hurry(): Promise<Outcome<null>> {
    this.#duties.hurry();
    // Anything at all brings the clock up to date and begins what is due.
    return this.#desk.run(() => ({ outcome: ok(null), changes: [] }));
  }

  viewOrder(fanId: FanId | null, orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#desk.read((desk) => {
      const order = this.#order(desk, orderId);
      return order && (fanId === null || order.fanId === fanId)
        ? ok(viewOfOrder(desk.book, order))
        : noSuchOrder;
    });
  }

  #order({ eventId }: OpenDesk, orderId: OrderId) {
    return this.#desk.store.findOrder(eventId, orderId);
  }

  availability(since?: number): Promise<Outcome<Availability | AvailabilityChanges>> {
    return this.#desk.read(({ book, feed, seatMapHash }): Outcome<Availability | AvailabilityChanges> => {
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
    await this.#desk.run(() => ({ outcome: ok(null), changes: [] }));
    const now = this.#world().now();
    if (now - this.#forgottenAt <= rememberMs / 24) return;
    this.#forgottenAt = now;
    if (this.#desk.current) this.#desk.store.forgetEndedHolds(now - rememberMs);
  }

  /** When all that was begun is done, or failed and is put off. */
  async dutiesDone(): Promise<void> {
    while (this.#begun.size > 0) await Promise.all(this.#begun);
  }

  #committed(seatsChanged: boolean): void {
    const desk = this.#desk.current;
    if (!desk) return;
    if (seatsChanged) this.#ground.audience.scheduleTick(() => desk.feed.nextFrame(desk.book));
    if (this.#arm()) this.#begin();
  }

  /** Sets the alarm for what comes next, and says whether duties are due already. */
  #arm(): boolean {
    const now = this.#world().now();
    const nextExpiryAt = this.#desk.current?.book.nextExpiryAt;
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
