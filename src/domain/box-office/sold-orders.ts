import { type EventId, holdIdOfOrder, type OrderId } from "../ids.ts";
import type { Order } from "./changes.ts";
import { type SeatBook, seat } from "./seat-book.ts";
import type { SoldOrder } from "./setup.ts";

/** The sales of Postgres that a box office does not have, because its storage was lost. */
export const missingOrders = function* (
  { eventId, book }: { readonly eventId: EventId; readonly book: SeatBook },
  currency: string,
  sold: readonly SoldOrder[],
  find: (id: OrderId) => Order | null,
): Generator<Order> {
  for (const { orderId, fanId, email, seats, pricesMinor, paymentIntentId, confirmedAt } of sold) {
    const known = find(orderId);
    if (known && known.status !== "expired" && known.status !== "canceled") continue;
    const taken = seats.filter((seatNo) => book.status[seatNo] !== seat.available);
    if (taken.length > 0)
      throw new Error(`order ${orderId} of Postgres has seats that are taken here: ${taken.join(", ")}`);
    yield {
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
      eventName: book.rules.eventName,
      lines: [],
      createdAt: confirmedAt,
      expiresAt: confirmedAt,
      closing: null,
      session: null,
      payment: { sessionId: "", paymentIntentId, reportId: "postgres", paidAt: confirmedAt },
    };
  }
};
