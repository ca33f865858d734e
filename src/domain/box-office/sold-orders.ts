import { type EventId, holdIdOfOrder, type OrderId } from "../ids.ts";
import type { Order, Payment, Refund } from "./order.ts";
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

/** Seats that are still the fan's. */
export const liveSeatsOfSale = ({ seats, refunds }: SoldOrder): readonly number[] => {
  const isVoid = new Set(refunds.flatMap((refund) => refund.seats));
  return seats.filter((seatNo) => !isVoid.has(seatNo));
};

/** Such a sale as the order that it was. Void tickets are void in Postgres, so their seats went back. */
export const restoredOrder = (
  eventId: EventId,
  { currency, eventName }: { readonly currency: string; readonly eventName: string },
  { orderId, paymentIntentId, paidMinor, confirmedAt, refunds, ...sale }: SoldOrder,
): Order => ({
  ...sale,
  id: orderId,
  eventId,
  holdId: holdIdOfOrder(orderId),
  digest: "",
  returnUrl: "",
  currency,
  eventName,
  lines: [],
  delayedMethods: false,
  createdAt: confirmedAt,
  expiresAt: confirmedAt,
  closing: null,
  session: null,
  underWay: null,
  payment: {
    sessionId: "",
    paymentIntentId,
    amountMinor: paidMinor,
    currency,
    reportId: "postgres",
    paidAt: confirmedAt,
  },
  surplus: surplusIn(refunds, paymentIntentId, currency),
  refunds: refunds.map((refund) => ({ ...refund, returned: true })),
  offer: null,
  disputes: [],
  flags: [],
  given: sale.seats.length > 0,
  recorded: sale.revision,
});

/** Payments of its own that an order was paid by once more: of these Postgres knows by which refund they went back. */
const surplusIn = (
  refunds: readonly Refund[],
  paymentIntentId: string | null,
  currency: string,
): readonly Payment[] =>
  refunds
    .filter((refund) => refund.reason === "paid_twice" && refund.paymentIntentId !== paymentIntentId)
    .filter(({ retryOf }) => retryOf === null)
    .map((refund) => ({
      sessionId: "",
      paymentIntentId: refund.paymentIntentId,
      amountMinor: refund.amountMinor,
      currency,
      reportId: "postgres",
      paidAt: refund.createdAt,
    }));
