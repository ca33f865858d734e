import type { EventId, HoldId, OrderId, TicketId } from "../ids.ts";
import type { Money } from "../money.ts";
import type { HeldTicket, HoldStatus, HoldView } from "./contract.ts";

/** A hold as fans are shown it, over HTTP and over the socket alike: times are ISO 8601. */
export interface HoldBody {
  readonly id: HoldId;
  readonly eventId: EventId;
  readonly status: HoldStatus;
  readonly expiresAt: string;
  readonly tickets: TicketBody[];
  /** Fees among it. */
  readonly total: Money;
  readonly feesMinor: number;
  readonly orderId: OrderId | null;
}

export interface TicketBody {
  readonly ticketId: TicketId;
  readonly section: string;
  readonly row: string;
  readonly label: string;
  readonly category: string;
  readonly priceMinor: number;
}

export const ticketBody = ({
  ticketId,
  section,
  row,
  label,
  category,
  priceMinor,
}: HeldTicket): TicketBody => ({ ticketId, section, row, label, category, priceMinor });

export const holdBody = ({ expiresAt, tickets, ...hold }: HoldView): HoldBody => ({
  ...hold,
  expiresAt: new Date(expiresAt).toISOString(),
  tickets: tickets.map(ticketBody),
});
