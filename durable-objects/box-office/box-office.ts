import { DurableObject } from "cloudflare:workers";
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
import type { BoxOfficeSetup, SoldOrder } from "../../src/domain/box-office/setup.ts";
import type { Flag } from "../../src/domain/box-office/order.ts";
import type { FanId, HoldId, OrderId, RefundId } from "../../src/domain/ids.ts";
import { fanHeader } from "../../src/domain/live/fan-header.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { type BoxOfficeWorld, Office } from "./office.ts";
import { answerMessage } from "./socket.ts";
import { fanOf, Viewers } from "./viewers.ts";

export interface BoxOfficeObjectWorld extends BoxOfficeWorld {
  /** Whether the fan may write once more, by the same limit as over HTTP. */
  readonly limitFan: (fanId: FanId) => Promise<boolean>;
}

/** The shell of a box office: RPC, sockets and the alarm of a Durable Object. What it does is the office's. */
export class BoxOfficeObject<Env = unknown> extends DurableObject<Env> implements BoxOfficeContract {
  world: BoxOfficeObjectWorld;
  readonly #office: Office;
  readonly #viewers: Viewers;

  constructor(ctx: DurableObjectState, env: Env, world: BoxOfficeObjectWorld) {
    super(ctx, env);
    this.world = world;
    this.#viewers = new Viewers(ctx);
    this.#office = new Office(
      {
        storage: ctx.storage,
        audience: this.#viewers,
        waitUntil: (work) => ctx.waitUntil(work),
        abort: (error) => ctx.abort(String(error)),
      },
      () => this.world,
    );
  }

  open(setup: BoxOfficeSetup, sold: readonly SoldOrder[]): Promise<Outcome<{ readonly seatCount: number }>> {
    return this.#office.open(setup, sold);
  }

  close(): Promise<Outcome<null>> {
    return this.#office.close();
  }

  block(seats: readonly number[]): Promise<Outcome<null>> {
    return this.#office.block(seats);
  }

  unblock(seats: readonly number[]): Promise<Outcome<null>> {
    return this.#office.unblock(seats);
  }

  hold(command: HoldCommand): Promise<Outcome<HoldView>> {
    return this.#office.hold(command);
  }

  viewHold(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>> {
    return this.#office.viewHold(fanId, holdId);
  }

  release(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>> {
    return this.#office.release(fanId, holdId);
  }

  beginOrder(command: BeginOrderCommand): Promise<Outcome<OrderView>> {
    return this.#office.beginOrder(command);
  }

  attachSession(orderId: OrderId, session: OpenSession): Promise<Outcome<OrderView>> {
    return this.#office.attachSession(orderId, session);
  }

  settle(payment: CompletedPayment): Promise<Outcome<OrderView>> {
    return this.#office.settle(payment);
  }

  cancelOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#office.cancelOrder(fanId, orderId);
  }

  giveUpOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#office.giveUpOrder(fanId, orderId);
  }

  viewOrder(fanId: FanId | null, orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#office.viewOrder(fanId, orderId);
  }

  answerOffer(fanId: FanId, orderId: OrderId, accept: boolean): Promise<Outcome<OrderView>> {
    return this.#office.answerOffer(fanId, orderId, accept);
  }

  paymentUnderWay(report: PaymentUnderWayReport): Promise<Outcome<OrderView>> {
    return this.#office.paymentUnderWay(report);
  }

  paymentFailed(report: PaymentUnderWayReport): Promise<Outcome<OrderView>> {
    return this.#office.paymentFailed(report);
  }

  returnTickets(command: ReturnCommand): Promise<Outcome<OrderView>> {
    return this.#office.returnTickets(command);
  }

  retryRefund(refundId: RefundId): Promise<Outcome<OrderView>> {
    return this.#office.retryRefund(refundId);
  }

  refundReported(report: RefundReport): Promise<Outcome<OrderView>> {
    return this.#office.refundReported(report);
  }

  disputeReported(report: DisputeReport): Promise<Outcome<OrderView>> {
    return this.#office.disputeReported(report);
  }

  flag(orderId: OrderId, flag: Omit<Flag, "at">): Promise<Outcome<OrderView>> {
    return this.#office.flag(orderId, flag);
  }

  clearFlags(orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#office.clearFlags(orderId);
  }

  cancelEvent(reason: string): Promise<Outcome<CancellationProgress>> {
    return this.#office.cancelEvent(reason);
  }

  cancellation(): Promise<Outcome<CancellationProgress | null>> {
    return this.#office.cancellation();
  }

  listOrders(query: OrderQuery): Promise<Outcome<readonly OrderView[]>> {
    return this.#office.listOrders(query);
  }

  handOver(orderIds: readonly OrderId[]): Promise<Outcome<null>> {
    return this.#office.handOver(orderIds);
  }

  hurry(): Promise<Outcome<null>> {
    return this.#office.hurry();
  }

  availability(since?: number): Promise<Outcome<Availability | AvailabilityChanges>> {
    return this.#office.availability(since);
  }

  /** The live socket of a page; the gateway says who the fan is. */
  override async fetch(request: Request): Promise<Response> {
    const snapshot = await this.availability();
    if (!snapshot.ok || snapshot.value.kind !== "snapshot") return Response.json(snapshot, { status: 404 });
    return this.#viewers.accept(request.headers.get(fanHeader), snapshot.value);
  }

  /** Returns at once: the answer comes with its commit, and a promise a message is dear. */
  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const { limitFan, now } = this.world;
    const { eventId } = this.#office;
    answerMessage({ office: this, eventId, limitFan, now, socket, fanId: fanOf(socket) }, message).catch(
      (error: unknown) => console.error("a message was not answered", error),
    );
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 may not be sent; they say that the other side gave no code.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  override alarm(): Promise<void> {
    return this.#office.alarm();
  }

  dutiesDone(): Promise<void> {
    return this.#office.dutiesDone();
  }
}
