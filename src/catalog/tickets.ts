import type { Availability, SeatStatus } from "../domain/box-office/contract.ts";
import type { EventId, TicketId } from "../domain/ids.ts";

/** A seat of an event, as everyone may see it. */
export interface Ticket {
  readonly id: TicketId;
  readonly section: string;
  readonly row: string;
  readonly label: string;
  readonly category: string;
  readonly accessible: boolean;
  readonly priceMinor: number | null;
  readonly status: SeatStatus;
}

export interface TicketQuery {
  readonly eventId: EventId;
  readonly statuses: readonly SeatStatus[];
  readonly category: string | null;
  readonly section: string | null;
  /** The seat number behind which the page begins; -1 for the first. */
  readonly after: number;
  readonly limit: number;
}

export interface TicketPage {
  /** Of the availability that the statuses were taken from. */
  readonly sequence: number;
  readonly currency: string;
  readonly tickets: readonly Ticket[];
  readonly nextAfter: number | null;
}

export interface SeatRow {
  readonly seatNo: number;
  readonly section: string;
  readonly row: string;
  readonly label: string;
  /** Index into the seat map's categories. */
  readonly category: number;
  readonly accessible: boolean;
}

export interface SeatRowsQuery {
  readonly seatMapHash: string;
  /** Which seats have one of these statuses in `packed`; null: all. */
  readonly within: {
    readonly availability: Availability;
    readonly statuses: readonly SeatStatus[];
  } | null;
  readonly category: number | null;
  readonly section: string | null;
  readonly after: number;
  readonly limit: number;
}
