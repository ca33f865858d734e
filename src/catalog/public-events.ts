import type { Availability, AvailabilityChanges, BoxOfficeContract } from "../domain/box-office/contract.ts";
import { type EventId, ticketIdOf } from "../domain/ids.ts";
import { statusIn } from "../domain/live/frames.ts";
import { type Outcome, ok, refuse } from "../domain/outcome.ts";
import { Unavailable } from "../domain/unavailable.ts";
import type { PublicEvent } from "./public-event.ts";
import type { SeatRow, SeatRowsQuery, Ticket, TicketPage, TicketQuery } from "./tickets.ts";

export interface EventView {
  readonly event: PublicEvent;
  /** Seats left, a category; null while the box office can not be asked. */
  readonly available: readonly number[] | null;
}

/** What Postgres has of it. */
export interface PublicCatalogue {
  findEvent(eventId: EventId): Promise<PublicEvent | null>;
  /** By seat number; seats that left the map are not among them. */
  listSeats(query: SeatRowsQuery): Promise<readonly SeatRow[]>;
  /** The canonical JSON, byte for byte. */
  findSeatMap(hash: string): Promise<string | null>;
}

export interface PublicEvents {
  /** Of Postgres alone. */
  find(eventId: EventId): Promise<Outcome<PublicEvent>>;
  view(eventId: EventId): Promise<Outcome<EventView>>;
  tickets(query: TicketQuery): Promise<Outcome<TicketPage>>;
  seatMap(hash: string): Promise<string | null>;
  /** Of the box office alone: it answers while Postgres is away. */
  availability(eventId: EventId, since?: number): Promise<Outcome<Availability | AvailabilityChanges>>;
}

type Snapshot = Outcome<Availability | AvailabilityChanges>;

export const createPublicEvents = ({
  catalogue,
  boxOfficeOf,
}: {
  readonly catalogue: PublicCatalogue;
  readonly boxOfficeOf: (eventId: EventId) => Pick<BoxOfficeContract, "availability">;
}): PublicEvents => {
  const availability = async (eventId: EventId, since?: number): Promise<Snapshot> => {
    try {
      return await boxOfficeOf(eventId).availability(since);
    } catch (error) {
      throw new Unavailable("the box office could not be reached", { cause: error });
    }
  };

  const hasSection = async (seatMapHash: string, section: string): Promise<boolean> => {
    const all = { within: null, category: null, after: -1, limit: 1 };
    return (await catalogue.listSeats({ ...all, seatMapHash, section })).length > 0;
  };

  const noEvent = refuse("event_not_found", "There is no such event.");

  return {
    availability,
    seatMap: (hash) => catalogue.findSeatMap(hash),

    async find(eventId) {
      const event = await catalogue.findEvent(eventId);
      return event ? ok(event) : noEvent;
    },

    async view(eventId) {
      const [event, snapshot] = await Promise.all([
        catalogue.findEvent(eventId),
        availability(eventId).catch(() => null),
      ]);
      if (!event) return noEvent;
      return ok({ event, available: availableIn(event, snapshot) });
    },

    async tickets({ eventId, statuses, category, section, after, limit }) {
      const [event, snapshot] = await Promise.all([catalogue.findEvent(eventId), availability(eventId)]);
      if (!event) return noEvent;
      if (!snapshot.ok) return snapshot;
      const seats = snapshot.value;
      if (seats.kind !== "snapshot") throw new Error("a snapshot was asked for and changes came");
      const categoryNo = event.categories.findIndex(({ name }) => name === category);
      if (category !== null && categoryNo < 0)
        return refuse("category_not_found", `This event has no category '${category}'.`);
      const rows = await catalogue.listSeats({
        seatMapHash: seats.seatMapHash,
        within: statuses.length > 0 ? { availability: seats, statuses } : null,
        category: category === null ? null : categoryNo,
        section,
        after,
        limit: limit + 1,
      });
      if (section !== null && rows.length === 0 && !(await hasSection(seats.seatMapHash, section)))
        return refuse("section_not_found", `This event has no section '${section}'.`);
      const shown = rows.slice(0, limit);
      return ok({
        sequence: seats.sequence,
        currency: event.currency,
        tickets: shown.map((row) => ticketOf(event, seats, row)),
        nextAfter: rows.length > limit ? (shown.at(-1)?.seatNo ?? null) : null,
      });
    },
  };
};

/** While the organizer moves the event to an edited map the two may differ for a moment, and the counts mean other categories. */
const availableIn = (event: PublicEvent, snapshot: Snapshot | null): readonly number[] | null =>
  snapshot?.ok && snapshot.value.kind === "snapshot" && snapshot.value.seatMapHash === event.seatMapHash
    ? snapshot.value.availableByCategory
    : null;

const ticketOf = (event: PublicEvent, { packed }: Availability, row: SeatRow): Ticket => {
  const category = event.categories[row.category];
  return {
    id: ticketIdOf(event.id, row.seatNo),
    section: row.section,
    row: row.row,
    label: row.label,
    category: category?.name ?? "",
    accessible: row.accessible,
    priceMinor: category?.priceMinor ?? null,
    status: statusIn(packed, row.seatNo),
  };
};
