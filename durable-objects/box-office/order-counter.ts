import type { Decision } from "../../src/domain/box-office/changes.ts";
import type {
  BeginOrderCommand,
  CancellationProgress,
  CompletedPayment,
  DisputeReport,
  OpenSession,
  OrderQuery,
  OrderView,
  PaymentUnderWayReport,
  RefundReport,
  ReturnCommand,
} from "../../src/domain/box-office/contract.ts";
import { decideCancelEvent } from "../../src/domain/box-office/decide-cancellation.ts";
import { decideDispute } from "../../src/domain/box-office/decide-dispute.ts";
import { decideAnswerOffer } from "../../src/domain/box-office/decide-offer.ts";
import {
  decideAttachSession,
  decideBeginOrder,
  decideCancel,
  decideGiveUp,
  decidePaymentFailed,
  decideUnderWay,
} from "../../src/domain/box-office/decide-order.ts";
import { decideRefundReported } from "../../src/domain/box-office/decide-refund.ts";
import { decideRetryRefund, decideReturn } from "../../src/domain/box-office/decide-return.ts";
import { noSuchOrder } from "../../src/domain/box-office/order-decision.ts";
import { decideClearFlags, decideFlag } from "../../src/domain/box-office/decide-flag.ts";
import { type Flag, type Order, revised } from "../../src/domain/box-office/order.ts";
import { viewOfOrder } from "../../src/domain/box-office/views.ts";
import { type FanId, type OrderId, orderIdOf, orderIdOfRefund, type RefundId } from "../../src/domain/ids.ts";
import { type Outcome, ok } from "../../src/domain/outcome.ts";
import type { Desk, OpenDesk } from "./desk.ts";
import { conditionOf, progressOf } from "./order-lists.ts";
import { settle } from "./settle.ts";

/** The side of a box office that has to do with orders: their payment, their end, and what is given back of them. */
export class OrderCounter {
  protected readonly desk: Desk;
  readonly #random: () => number;

  constructor(desk: Desk, random: () => number) {
    this.desk = desk;
    this.#random = random;
  }

  beginOrder(command: BeginOrderCommand): Promise<Outcome<OrderView>> {
    return this.desk.run((desk, now) =>
      decideBeginOrder(desk.book, command, this.#order(desk, orderIdOf(command.holdId)), now),
    );
  }

  attachSession(orderId: OrderId, session: OpenSession): Promise<Outcome<OrderView>> {
    return this.desk.run((desk, now) =>
      decideAttachSession(desk.book, this.#order(desk, orderId), session, now),
    );
  }

  settle(payment: CompletedPayment): Promise<Outcome<OrderView>> {
    return settle(this.desk, payment, this.#random);
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
    return this.#change(orderId, (desk, order, now) => decideFlag(desk.book, order, flag, now));
  }

  clearFlags(orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.#change(orderId, (desk, order) => decideClearFlags(desk.book, order));
  }

  #change(
    orderId: OrderId,
    decide: (desk: OpenDesk, order: Order | null, now: number) => Decision<OrderView>,
  ): Promise<Outcome<OrderView>> {
    return this.desk.run((desk, now) => decide(desk, this.#order(desk, orderId), now));
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
    const canceled = await this.desk.run(({ book }, now) => decideCancelEvent(book, reason, now));
    if (!canceled.ok) return canceled;
    return await this.desk.read(({ book }) =>
      ok(progressOf(canceled.value, this.desk.store.countOrders(), book)),
    );
  }

  cancellation(): Promise<Outcome<CancellationProgress | null>> {
    return this.desk.read(({ book }) => {
      const { canceled } = book.rules;
      return ok(canceled && progressOf(canceled, this.desk.store.countOrders(), book));
    });
  }

  listOrders({ which, after, limit }: OrderQuery): Promise<Outcome<readonly OrderView[]>> {
    return this.desk.read(({ eventId, book }, now) =>
      ok(
        this.desk.store
          .listOrders(eventId, conditionOf(which, now), after, limit)
          .map((order) => viewOfOrder(book, order)),
      ),
    );
  }

  handOver(orderIds: readonly OrderId[]): Promise<Outcome<null>> {
    return this.desk.run((desk) => ({
      outcome: ok(null),
      changes: orderIds.flatMap((id) => {
        const order = this.#order(desk, id);
        // Postgres refuses what is older than what it has, so the order is a revision further on.
        return order?.payment ? [{ type: "order_changed", order: revised(order, {}) } as const] : [];
      }),
    }));
  }

  viewOrder(fanId: FanId | null, orderId: OrderId): Promise<Outcome<OrderView>> {
    return this.desk.read((desk) => {
      const order = this.#order(desk, orderId);
      return order && (fanId === null || order.fanId === fanId)
        ? ok(viewOfOrder(desk.book, order))
        : noSuchOrder;
    });
  }

  #order({ eventId }: OpenDesk, orderId: OrderId): Order | null {
    return this.desk.store.findOrder(eventId, orderId);
  }
}
