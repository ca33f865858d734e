import { eventIdOf, type HoldId, orderIdOf, ticketIdOf } from "../ids.ts";
import type { EndedHold, Hold } from "./changes.ts";
import type { HeldTicket, HoldStatus, HoldView, OrderLine, OrderTicket, OrderView } from "./contract.ts";
import { amountOf, type Fees, feesOf } from "./fees.ts";
import { disputeOf, liveSeatsOf, type Order } from "./order.ts";
import { returnableUntilOf } from "./return-policy.ts";
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

/** One line a category and price, then the fees. */
export const linesOf = (tickets: readonly HeldTicket[], fees: Fees): OrderLine[] => {
  const alike = Map.groupBy(tickets, ({ category, priceMinor }) => `${priceMinor} ${category}`).values();
  const lines = [...alike].flatMap((some): OrderLine[] => {
    const [first] = some;
    return first ? [{ name: first.category, quantity: some.length, unitMinor: first.priceMinor }] : [];
  });
  const bearing = tickets.filter(({ priceMinor }) => priceMinor > 0).length;
  if (bearing > 0 && fees.ticketMinor > 0)
    lines.push({ name: "Fee for each ticket", quantity: bearing, unitMinor: fees.ticketMinor });
  if (bearing > 0 && fees.orderMinor > 0)
    lines.push({ name: "Fee for the order", quantity: 1, unitMinor: fees.orderMinor });
  return lines;
};

export const viewOfHold = (book: SeatBook, hold: Hold, status?: HoldStatus): HoldView => ({
  id: hold.id,
  eventId: eventIdOf(hold.id),
  status: status ?? (hold.inPayment ? "in_payment" : "held"),
  expiresAt: hold.expiresAt,
  tickets: ticketsOf(book, hold),
  total: { amountMinor: amountOf(hold), currency: book.rules.currency },
  feesMinor: feesOf(hold),
  orderId: hold.inPayment || status === "sold" ? orderIdOf(hold.id) : null,
});

/** A hold that became an order, once the order is all that is left of it. */
export const viewOfHoldOf = (book: SeatBook, order: Order): HoldView => {
  const hold: Hold = { ...order, id: order.holdId, inPayment: false };
  if (order.status === "canceled") return viewOfHold(book, hold, "released");
  const isSold = order.given;
  return viewOfHold(book, hold, isSold ? "sold" : "expired");
};

export const viewOfEndedHold = (book: SeatBook, hold: EndedHold): HoldView =>
  viewOfHold(book, hold, hold.how);

/** Who has a ticket that is neither live nor given back waits for it: it is not paid, or offered. */
const statusOfTicket = (order: Order, isLive: boolean): OrderTicket["status"] => {
  if (isLive) return "valid";
  return order.status === "awaiting_payment" || order.status === "offered" ? "pending" : "void";
};

export const viewOfOrder = (book: SeatBook, order: Order): OrderView => {
  const { holdId, seats, pricesMinor, offer, payment } = order;
  const live = new Set(liveSeatsOf(order));
  return {
    id: order.id,
    eventId: order.eventId,
    holdId,
    fanId: order.fanId,
    status: order.status,
    email: order.email,
    returnUrl: order.returnUrl,
    eventName: order.eventName,
    lines: order.lines,
    tickets: ticketsOf(book, { id: holdId, seats, pricesMinor }).map((ticket) => ({
      ...ticket,
      status: statusOfTicket(order, live.has(ticket.seatNo)),
    })),
    total: { amountMinor: amountOf(order), currency: order.currency },
    feesMinor: feesOf(order),
    delayedMethods: order.delayedMethods,
    expiresAt: order.expiresAt,
    createdAt: order.createdAt,
    paidAt: payment?.paidAt ?? null,
    session: order.session,
    closing: order.closing,
    underWayUntil: order.underWay?.until ?? null,
    refunds: order.refunds,
    offer: offer && {
      tickets: ticketsOf(book, { id: holdId, seats: offer.seats, pricesMinor }),
      expiresAt: offer.expiresAt,
    },
    // By the rules alone: whether it is over already is the caller's to see.
    returnableUntil: live.size > 0 ? returnableUntilOf(book.rules) : null,
    dispute: disputeOf(order),
    flags: order.flags,
    paymentIntentId: payment?.paymentIntentId ?? null,
    revision: order.revision,
    recorded: order.recorded,
  };
};
