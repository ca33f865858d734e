import { type EventId, holdIdOfOrder, type OrderId } from "../ids.ts";
import { amountOf, type Order } from "./changes.ts";
import type { SoldOrder } from "./setup.ts";

/** The sales of Postgres that a box office does not have, because its storage was lost. */
export const missingSales = (
  sold: readonly SoldOrder[],
  find: (id: OrderId) => Order | null,
): readonly SoldOrder[] =>
  sold.filter(({ orderId }) => {
    const known = find(orderId);
    return !known || known.status === "expired" || known.status === "canceled";
  });

/** Such a sale as the order that it was. */
export const restoredOrder = (
  eventId: EventId,
  { currency, eventName }: { readonly currency: string; readonly eventName: string },
  { orderId, fanId, email, seats, pricesMinor, paymentIntentId, confirmedAt }: SoldOrder,
): Order => ({
  id: orderId,
  eventId,
  holdId: holdIdOfOrder(orderId),
  fanId,
  digest: "",
  status: "confirmed",
  email,
  returnUrl: "",
  seats,
  pricesMinor,
  currency,
  eventName,
  lines: [],
  createdAt: confirmedAt,
  expiresAt: confirmedAt,
  closing: null,
  session: null,
  payment: {
    sessionId: "",
    paymentIntentId,
    amountMinor: amountOf({ pricesMinor }),
    currency,
    reportId: "postgres",
    paidAt: confirmedAt,
  },
  surplus: [],
});
