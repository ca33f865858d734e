import type { Change, Order } from "../../src/domain/box-office/changes.ts";
import {
  decideCommitted,
  decideRefunded,
  decideSessionClosed,
} from "../../src/domain/box-office/decide-order.ts";
import { saleOf } from "../../src/domain/box-office/sale.ts";
import { viewOfOrder } from "../../src/domain/box-office/views.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import { ok } from "../../src/domain/outcome.ts";
import type { Desk, OpenDesk } from "./desk.ts";
import type { Owed } from "./duties.ts";
import { settle } from "./settle.ts";

const nothing: ReadonlySet<OrderId> = new Set();

/** What the desk owes, read from its store at the moment of asking, and how the answers change it. */
export const owedBy = (desk: Desk): Owed => {
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
    get unconfirmed() {
      return desk.current?.book.unconfirmed ?? nothing;
    },
    get toClose() {
      return desk.current?.book.toClose ?? nothing;
    },
    get toRefund() {
      return desk.current?.book.toRefund ?? nothing;
    },
    sales(ids) {
      const open = desk.current;
      if (!open) return [];
      return ids.flatMap((id) => {
        const order = find(id);
        return order ? [saleOf(open.book, open.seatMapHash, order)] : [];
      });
    },
    async committed(results) {
      const byOrder = new Map(results.map((result) => [result.orderId, result]));
      await change([...byOrder.keys()], (order) => {
        const result = byOrder.get(order.id);
        return result ? decideCommitted(order, result) : [];
      });
    },
    order(id) {
      const open = desk.current;
      const order = find(id);
      return open && order ? viewOfOrder(open.book, order) : null;
    },
    closed: (orderId) => change([orderId], (order, { book }, now) => decideSessionClosed(book, order, now)),
    async settled(payment) {
      await settle(desk, payment);
    },
    refunds(orderId) {
      const order = find(orderId);
      if (!order) return [];
      const { payment, status } = order;
      const first =
        status === "refunding" && payment
          ? [{ ...payment, reason: "The seats could not be given for this payment." }]
          : [];
      const later = order.surplus
        .filter(({ refunded }) => !refunded)
        .map((each) => ({ ...each, reason: "The order was paid already." }));
      return [...first, ...later].map(({ paymentIntentId, amountMinor, reason }) => ({
        orderId,
        paymentIntentId,
        amountMinor,
        reason,
      }));
    },
    refunded: (orderId, paymentIntentId) =>
      change([orderId], (order) => decideRefunded(order, paymentIntentId)),
  };
};
