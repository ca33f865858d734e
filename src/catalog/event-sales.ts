import { type EventId, eventIdOf, type OrganizationId, seatNoOf, type TicketId } from "../domain/ids.ts";
import { refuse } from "../domain/outcome.ts";
import { openBoxOffice } from "./box-office-setup.ts";
import type { EventRecord } from "./event-record.ts";
import type { NamedSeat } from "./event-store.ts";
import type { EventPorts } from "./events.ts";
import { rescheduled, type Schedule } from "./rescheduling.ts";
import { type CatalogResult, conflict, type Fault, found, invalid, refused } from "./result.ts";
import { changeShown } from "./shown-change.ts";

/** Seats of an event, by the name that their seat map gives them or as tickets. */
export interface SeatSelection {
  readonly seatGuids: readonly string[];
  readonly ticketIds: readonly TicketId[];
}

/** What changes in both stores, the box office and Postgres, as `EventStore.change` says. Asking again gives the same result. */
export interface EventSales {
  publish(organizationId: OrganizationId, id: EventId): Promise<CatalogResult<EventRecord>>;
  close(organizationId: OrganizationId, id: EventId): Promise<CatalogResult<EventRecord>>;
  /** Tickets stay valid at the new times, and for a while every fan may give them back. */
  reschedule(
    organizationId: OrganizationId,
    id: EventId,
    schedule: Schedule,
  ): Promise<CatalogResult<EventRecord>>;
  block(
    organizationId: OrganizationId,
    id: EventId,
    seats: SeatSelection,
  ): Promise<CatalogResult<EventRecord>>;
  unblock(
    organizationId: OrganizationId,
    id: EventId,
    seats: SeatSelection,
  ): Promise<CatalogResult<EventRecord>>;
}

export const createEventSales = (
  ports: Pick<EventPorts, "events" | "seatMaps" | "boxOfficeOf" | "purge"> & { readonly now: () => number },
): EventSales => {
  const { events, seatMaps, boxOfficeOf, now } = ports;

  const seatsOf = async (
    event: EventRecord,
    { seatGuids, ticketIds }: SeatSelection,
  ): Promise<CatalogResult<readonly NamedSeat[]>> => {
    const ofThisEvent = ticketIds.filter((id) => eventIdOf(id) === event.id);
    const seatNos = ofThisEvent.map(seatNoOf);
    const seats = await events.seatsNamed(event.seatMapHash, { guids: seatGuids, seatNos });
    const guids = new Set(seats.map(({ guid }) => guid));
    const numbers = new Set(seats.map(({ seatNo }) => seatNo));
    const strange: Fault[] = [
      ...seatGuids.flatMap((guid, i) =>
        guids.has(guid) ? [] : [{ at: `/seatGuids/${i}`, detail: "The event has no such seat." }],
      ),
      ...ticketIds.flatMap((id, i) =>
        eventIdOf(id) === event.id && numbers.has(seatNoOf(id))
          ? []
          : [{ at: `/ticketIds/${i}`, detail: "The event has no such ticket." }],
      ),
    ];
    return strange.length > 0 ? invalid(strange) : found(seats);
  };

  const change = async (
    organizationId: OrganizationId,
    id: EventId,
    selection: SeatSelection,
    action: "block" | "unblock",
  ): Promise<CatalogResult<EventRecord>> =>
    await events.change(organizationId, id, async (event) => {
      const seats = await seatsOf(event, selection);
      if (!seats.ok) return seats;
      const change = { event, [action]: seats.value.map(({ guid }) => guid) };
      if (event.status !== "published" && event.status !== "closed") return found(change);
      const seatNos = seats.value.map(({ seatNo }) => seatNo);
      return found({ ...change, tellBoxOffice: () => boxOfficeOf(id)[action](seatNos) });
    });

  return {
    async publish(organizationId, id) {
      return await changeShown(ports, organizationId, id, async (event) => {
        if (event.status === "canceled") return conflict("A canceled event can not be published.");
        const faults = unpublishable(event, await seatMaps.categories(event.seatMapHash), now());
        if (faults.length > 0) return invalid(faults);
        const published: EventRecord = {
          ...event,
          status: "published",
          publishedAt: event.publishedAt ?? new Date(now()),
        };
        return found({ event: published, tellBoxOffice: () => openBoxOffice(ports, published) });
      });
    },

    async close(organizationId, id) {
      return await changeShown(ports, organizationId, id, async (event) => {
        if (event.status !== "published" && event.status !== "closed")
          return refused(refuse("event_not_on_sale", "Only a published event can be closed.").refusal);
        const closed: EventRecord = { ...event, status: "closed" };
        const tellBoxOffice = async () => {
          const outcome = await boxOfficeOf(id).close();
          // One that knows nothing of the event is set up with its sales, closed.
          return outcome.ok ? outcome : await openBoxOffice(ports, closed);
        };
        return found({ event: closed, tellBoxOffice });
      });
    },

    async reschedule(organizationId, id, schedule) {
      return await changeShown(ports, organizationId, id, async (event) => {
        const moved = rescheduled(event, schedule, now());
        if (!moved.ok) return moved;
        return found({ event: moved.value, tellBoxOffice: () => openBoxOffice(ports, moved.value) });
      });
    },

    block: (organizationId, id, seats) => change(organizationId, id, seats, "block"),
    unblock: (organizationId, id, seats) => change(organizationId, id, seats, "unblock"),
  };
};

const unpublishable = (event: EventRecord, categories: readonly string[], now: number): readonly Fault[] => [
  ...(event.startsAt.getTime() > now ? [] : [{ at: "/startsAt", detail: "The event has started." }]),
  ...(!event.saleEndsAt || event.saleEndsAt.getTime() > now
    ? []
    : [{ at: "/saleEndsAt", detail: "The sale is over." }]),
  ...(event.prices.some(({ category }) => categories.includes(category))
    ? []
    : [{ at: "/prices", detail: "No category of the seat map has a price." }]),
];
