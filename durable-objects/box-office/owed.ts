import { amountOf, type Change, type Order } from "../../src/domain/box-office/changes.ts";
import {
  decideCommitted,
  decideRefunded,
  decideSessionClosed,
  decideSettle,
} from "../../src/domain/box-office/decide-order.ts";
import { saleOf } from "../../src/domain/box-office/sale.ts";
import { viewOfOrder } from "../../src/domain/box-office/views.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import { ok } from "../../src/domain/outcome.ts";
import type { Desk, OpenDesk } from "./desk.ts";
import type { Owed } from "./duties.ts";

/** What the desk owes, read from its store at the moment of asking, and how the answers change it. */
export const owedBy = (desk: Desk): Owed => {
  const orders = (ids: (open: OpenDesk) => Iterable<OrderId>, limit = Number.POSITIVE_INFINITY): Order[] => {
    const open = desk.current;
    const found: Order[] = [];
    if (!open) return found;
    for (const id of ids(open)) {
      if (found.length >= limit) break;
      const order = desk.store.findOrder(open.eventId, id);
      if (order) found.push(order);
    }
    return found;
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
    unconfirmed(limit) {
      const open = desk.current;
      return open
        ? orders(({ book }) => book.unconfirmed, limit).map((order) =>
            saleOf(open.book, open.seatMapHash, order),
          )
        : [];
    },
    async committed(results) {
      const byOrder = new Map(results.map((result) => [result.orderId, result]));
      await change([...byOrder.keys()], (order) => {
        const result = byOrder.get(order.id);
        return result ? decideCommitted(order, result) : [];
      });
    },
    toClose() {
      const open = desk.current;
      return open ? orders(({ book }) => book.toClose).map((order) => viewOfOrder(open.book, order)) : [];
    },
    closed: (orderId) => change([orderId], (order, { book }, now) => decideSessionClosed(book, order, now)),
    settled: (payment) =>
      change([payment.orderId], (order, { book }, now) => decideSettle(book, order, payment, now).changes),
    toRefund: () =>
      orders(({ book }) => book.toRefund).map((order) => ({
        orderId: order.id,
        paymentIntentId: order.payment?.paymentIntentId ?? null,
        amountMinor: amountOf(order),
      })),
    refunded: (orderId) => change([orderId], decideRefunded),
  };
};
