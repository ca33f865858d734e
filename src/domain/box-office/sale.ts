import { amountOf, feesOf } from "./fees.ts";
import { givenBackOf, liveSeatsOf, type Order } from "./order.ts";
import type { Sale } from "./sales-ledger.ts";
import type { SeatBook } from "./seat-book.ts";
import { ticketsOf } from "./views.ts";

/** An order with money on record as the ledger takes it. */
export const saleOf = (book: SeatBook, seatMapHash: string, order: Order): Sale => {
  const live = new Set(liveSeatsOf(order));
  const tickets = ticketsOf(book, { id: order.holdId, seats: order.seats, pricesMinor: order.pricesMinor });
  return {
    orderId: order.id,
    eventId: order.eventId,
    seatMapHash,
    fanId: order.fanId,
    email: order.email,
    status: order.status === "refunding" || order.status === "refunded" ? order.status : "confirmed",
    revision: order.revision,
    total: { amountMinor: amountOf(order), currency: order.currency },
    feesMinor: feesOf(order),
    fees: order.fees,
    paidMinor: order.payment?.amountMinor ?? 0,
    refundedMinor: givenBackOf(order, order.payment?.paymentIntentId ?? null),
    tickets: order.given
      ? tickets.map(({ seatNo, category, priceMinor }) => ({
          seatNo,
          category,
          priceMinor,
          status: live.has(seatNo) ? "valid" : "void",
        }))
      : [],
    refunds: order.refunds,
    sessionId: order.payment?.sessionId || null,
    paymentIntentId: order.payment?.paymentIntentId ?? null,
    createdAt: order.createdAt,
    paidAt: order.payment?.paidAt ?? order.createdAt,
  };
};
