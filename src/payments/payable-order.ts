import type { OrderView } from "../domain/box-office/contract.ts";
import type { PayableOrder } from "./gateway.ts";

/** What the payment provider is told of an order: one line a category and price. The same order always gives the same. */
export const payableOrderOf = (order: OrderView): PayableOrder => {
  const byLine = Map.groupBy(order.tickets, ({ category, priceMinor }) => `${priceMinor} ${category}`);
  return {
    orderId: order.id,
    email: order.email,
    eventName: order.eventName,
    lines: [...byLine.values()].flatMap((tickets) => {
      const [first] = tickets;
      return first ? [{ name: first.category, quantity: tickets.length, unitMinor: first.priceMinor }] : [];
    }),
    total: order.total,
    returnUrl: order.returnUrl,
    expiresAt: order.expiresAt,
  };
};
