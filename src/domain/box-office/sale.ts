import { amountOf, type Order } from "./changes.ts";
import type { Sale } from "./sales-ledger.ts";
import type { SeatBook } from "./seat-book.ts";
import { ticketsOf } from "./views.ts";

/** A paid order as the ledger takes it. */
export const saleOf = (book: SeatBook, seatMapHash: string, order: Order): Sale => ({
  orderId: order.id,
  eventId: order.eventId,
  seatMapHash,
  fanId: order.fanId,
  email: order.email,
  total: { amountMinor: amountOf(order), currency: order.currency },
  tickets: ticketsOf(book, { id: order.holdId, seats: order.seats, pricesMinor: order.pricesMinor }),
  sessionId: order.payment?.sessionId || null,
  paymentIntentId: order.payment?.paymentIntentId ?? null,
  createdAt: order.createdAt,
  paidAt: order.payment?.paidAt ?? order.createdAt,
});
