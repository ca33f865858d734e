import { eventIdOf, type HoldId, orderIdOf, ticketIdOf } from "../ids.ts";
import { amountOf, type EndedHold, type Hold, type Order } from "./changes.ts";
import type { HeldTicket, HoldStatus, HoldView, OrderLine, OrderView } from "./contract.ts";
import type { SeatBook } from "./seat-book.ts";
import { sectionOf } from "./seat-plan.ts";

export const ticketsOf = (
  book: SeatBook,
  of: { readonly id: HoldId; readonly seats: readonly number[]; readonly pricesMinor: readonly number[] },
): HeldTicket[] => {
  const eventId = eventIdOf(of.id);
  return of.seats.map((seatNo, i) => ({
    ticketId: ticketIdOf(eventId, seatNo),
    seatNo,
    row: book.plan.rowLabels[book.plan.row[seatNo] ?? 0] ?? "",
    label: book.plan.labelOf(seatNo),
    section: book.plan.sections[sectionOf(book.plan, seatNo)]?.name ?? "",
    category: book.rules.categoryNames[book.plan.category[seatNo] ?? 0] ?? "",
    priceMinor: of.pricesMinor[i] ?? 0,
  }));
};

/** One line a category and price. */
export const linesOf = (tickets: readonly HeldTicket[]): OrderLine[] =>
  [...Map.groupBy(tickets, ({ category, priceMinor }) => `${priceMinor} ${category}`).values()].flatMap(
    (alike) => {
      const [first] = alike;
      return first ? [{ name: first.category, quantity: alike.length, unitMinor: first.priceMinor }] : [];
    },
  );

export const viewOfHold = (book: SeatBook, hold: Hold, status?: HoldStatus): HoldView => ({
  id: hold.id,
  eventId: eventIdOf(hold.id),
  status: status ?? (hold.inPayment ? "in_payment" : "held"),
  expiresAt: hold.expiresAt,
  tickets: ticketsOf(book, hold),
  total: { amountMinor: amountOf(hold), currency: book.rules.currency },
  orderId: hold.inPayment || status === "sold" ? orderIdOf(hold.id) : null,
});

/** A hold that became an order, once the order is all that is left of it. */
export const viewOfHoldOf = (book: SeatBook, order: Order): HoldView => {
  const hold: Hold = { ...order, id: order.holdId, inPayment: false };
  if (order.status === "canceled") return viewOfHold(book, hold, "released");
  const isSold = order.status === "paid" || order.status === "confirmed";
  return viewOfHold(book, hold, isSold ? "sold" : "expired");
};

export const viewOfEndedHold = (book: SeatBook, hold: EndedHold): HoldView =>
  viewOfHold(book, hold, hold.how);

export const viewOfOrder = (book: SeatBook, order: Order): OrderView => ({
  id: order.id,
  eventId: order.eventId,
  holdId: order.holdId,
  fanId: order.fanId,
  status: order.status,
  email: order.email,
  returnUrl: order.returnUrl,
  eventName: order.eventName,
  lines: order.lines,
  tickets: ticketsOf(book, { id: order.holdId, seats: order.seats, pricesMinor: order.pricesMinor }),
  total: { amountMinor: amountOf(order), currency: order.currency },
  expiresAt: order.expiresAt,
  createdAt: order.createdAt,
  session: order.session,
});
