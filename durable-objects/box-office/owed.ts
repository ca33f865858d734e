import type { Change } from "../../src/domain/box-office/changes.ts";
import { decideCancellationOf } from "../../src/domain/box-office/decide-cancellation.ts";
import { decideOfferEnded } from "../../src/domain/box-office/decide-offer.ts";
import {
  decidePaymentFailed,
  decideSessionClosed,
  decideUnderWay,
} from "../../src/domain/box-office/decide-order.ts";
import { decideRecorded } from "../../src/domain/box-office/decide-recorded.ts";
import { decideRefundAnswered, decideRefundRefused } from "../../src/domain/box-office/decide-refund.ts";
import { isUnderWay, type Order } from "../../src/domain/box-office/order.ts";
import { saleOf } from "../../src/domain/box-office/sale.ts";
import { viewOfOrder } from "../../src/domain/box-office/views.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import { ok } from "../../src/domain/outcome.ts";
import type { Desk, OpenDesk } from "./desk.ts";
import type { Owed } from "./duties.ts";
import { settle } from "./settle.ts";

const nothing: ReadonlySet<OrderId> = new Set();

/** What the desk owes, read from its store at the moment of asking, and how the answers change it. */
export const owedBy = (desk: Desk, random: () => number): Owed => {
  const find = (id: OrderId): Order | null => {
    const open = desk.current;
    return open ? desk.store.findOrder(open.eventId, id) : null;
  };
  /** Each order is read again in its turn: the answer may come after something else has happened to it. */
  const change = async (
    ids: readonly OrderId[],
    decide: (order: Order, open: OpenDesk, now: number) => readonly Change[],
  ) => {
    await Promise.all(
      ids.map((id) =>
        desk.run((open, now) => {
          const order = desk.store.findOrder(open.eventId, id);
          return { outcome: ok(null), changes: order ? decide(order, open, now) : [] };
        }),
      ),
    );
  };

  return {
    get unrecorded() {
      return desk.current?.book.unrecorded ?? nothing;
    },
    get toClose() {
      return desk.current?.book.toClose ?? nothing;
    },
    get toRefund() {
      return desk.current?.book.toRefund ?? nothing;
    },
    get toCancel() {
      return desk.current?.book.toCancel ?? nothing;
    },
    sales(ids) {
      const open = desk.current;
      if (!open) return [];
      return ids.flatMap((id) => {
        const order = find(id);
        return order ? [saleOf(open.book, open.seatMapHash, order)] : [];
      });
    },
    async recorded(results) {
      const byOrder = new Map(results.map((result) => [result.orderId, result]));
      await change([...byOrder.keys()], (order, _, now) => {
        const result = byOrder.get(order.id);
        return result ? decideRecorded(order, result, now) : [];
      });
    },
    order(id) {
      const open = desk.current;
      const order = find(id);
      return open && order ? { ...order, view: viewOfOrder(open.book, order) } : null;
    },
    closed: (orderId) => change([orderId], (order, { book }, now) => decideSessionClosed(book, order, now)),
    offerEnded: (orderId) => change([orderId], (order, { book }, now) => decideOfferEnded(book, order, now)),
    async settled(payment) {
      await settle(desk, payment, random);
    },
    async underWay(report) {
      await change(
        [report.orderId],
        (order, { book }, now) => decideUnderWay(book, order, report, now).changes,
      );
    },
    async failed(report) {
      await change(
        [report.orderId],
        (order, { book }, now) => decidePaymentFailed(book, order, report, now).changes,
      );
    },
    refunds: (orderId) => find(orderId)?.refunds.filter(isUnderWay) ?? [],
    refundAnswered: (orderId, refundId, answer) =>
      change([orderId], (order, _, now) => decideRefundAnswered(order, refundId, answer, now)),
    refundRefused: (orderId, refundId, failure) =>
      change([orderId], (order, _, now) => decideRefundRefused(order, refundId, failure, now)),
    cancel: (ids) => change(ids, (order, { book }, now) => decideCancellationOf(book, order, now)),
  };
};
