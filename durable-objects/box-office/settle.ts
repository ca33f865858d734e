import type { CompletedPayment, OrderView } from "../../src/domain/box-office/contract.ts";
import { decideSettle } from "../../src/domain/box-office/decide-settle.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Desk } from "./desk.ts";

/** Records a payment, and tells an operator of each that goes back, once. */
export const settle = (
  desk: Desk,
  payment: CompletedPayment,
  random: () => number,
): Promise<Outcome<OrderView>> =>
  desk.run((open, now) => {
    const order = desk.store.findOrder(open.eventId, payment.orderId);
    const decision = decideSettle(open.book, order, payment, now, random);
    const goesBack = decision.changes.some(
      (change) => change.type === "order_changed" && change.order.refunds.length > 0,
    );
    if (goesBack) console.error(JSON.stringify({ message: "a payment goes back", payment }));
    return decision;
  });
