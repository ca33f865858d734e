import { eventIdOf, type OrderId, seatNoOf, type TicketId } from "../domain/ids.ts";
import { type Outcome, ok, refuse } from "../domain/outcome.ts";

/** The seats that are named, each once; null: none is, so all are meant. Tickets of another event are of no order here. */
export const seatsOfTickets = (
  orderId: OrderId,
  ticketIds: readonly TicketId[] | undefined,
): Outcome<readonly number[] | null> => {
  if (!ticketIds) return ok(null);
  const strange = ticketIds.filter((ticketId) => eventIdOf(ticketId) !== eventIdOf(orderId));
  if (strange.length > 0)
    return refuse("ticket_not_in_order", "Some of these tickets are of another event.", {
      tickets: strange.map((ticketId) => ({ ticketId, status: "not_found" })),
    });
  return ok([...new Set(ticketIds.map(seatNoOf))]);
};
