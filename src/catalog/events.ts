import { type EventId, newEventId, type OrganizationId, type RandomBytes } from "../domain/ids.ts";
import { type BoxOffices, concernsBoxOffice, openBoxOffice } from "./box-office-setup.ts";
import type { EventDetails, EventRecord } from "./event-record.ts";
import { faultsOf } from "./event-rules.ts";
import type { EventStore } from "./event-store.ts";
import type { PerformerStore } from "./performers.ts";
import {
  type CatalogResult,
  conflict,
  type Fault,
  found,
  invalid,
  notFound,
  type Page,
  type PageRequest,
  type Purge,
  pageOf,
} from "./result.ts";
import type { SeatMapStore, SeatMapSummary } from "./seat-maps.ts";
import { changeShown } from "./shown-change.ts";

/** `seatMapHash` moves a published event to the present geometry of its edited seat map; a draft follows it by itself. */
export type EventEdit = Partial<EventDetails> & { readonly seatMapHash?: string };

export interface EventCatalog {
  create(organizationId: OrganizationId, details: EventDetails): Promise<CatalogResult<EventRecord>>;
  edit(organizationId: OrganizationId, id: EventId, edit: EventEdit): Promise<CatalogResult<EventRecord>>;
  find(organizationId: OrganizationId, id: EventId): Promise<CatalogResult<EventRecord>>;
  list(organizationId: OrganizationId, page: PageRequest<EventId>): Promise<Page<EventRecord>>;
}

export interface EventPorts {
  readonly events: EventStore;
  readonly seatMaps: SeatMapStore;
  readonly performers: Pick<PerformerStore, "known">;
  readonly boxOfficeOf: BoxOffices;
  readonly random: RandomBytes;
  readonly purge: Purge;
}

export const createEventCatalog = (ports: EventPorts): EventCatalog => {
  const { events, seatMaps, performers, random } = ports;

  const faultsIn = async (
    organizationId: OrganizationId,
    details: EventDetails,
    seatMapHash: string,
  ): Promise<readonly Fault[]> => {
    const categories = await seatMaps.categories(seatMapHash);
    const known = await performers.known(organizationId, details.performerIds);
    const strangers = details.performerIds.flatMap((id, i) =>
      known.has(id) ? [] : [{ at: `/performerIds/${i}`, detail: `There is no performer ${id}.` }],
    );
    return [...faultsOf(details, categories), ...strangers];
  };

  return {
    async create(organizationId, details) {
      const seatMap = await seatMaps.find(organizationId, details.seatMapId);
      if (!seatMap) return invalid([noSeatMap(details)]);
      const faults = await faultsIn(organizationId, details, seatMap.hash);
      if (faults.length > 0) return invalid(faults);
      const event: EventRecord = {
        ...details,
        id: newEventId(random),
        organizationId,
        venueId: seatMap.venueId,
        seatMapHash: seatMap.hash,
        status: "draft",
        publishedAt: null,
        refundWindowEndsAt: null,
        canceledAt: null,
        cancelReason: "",
      };
      await events.insert(event);
      return found(event);
    },

    async edit(organizationId, id, edit) {
      return await changeShown(ports, organizationId, id, async (before) => {
        if (before.status === "canceled") return conflict("A canceled event can not be edited.");
        const seatMap = await seatMaps.find(organizationId, edit.seatMapId ?? before.seatMapId);
        if (!seatMap) return invalid([noSeatMap({ ...before, ...edit })]);
        const stale = staleHash(edit, before, seatMap);
        if (stale.length > 0) return invalid(stale);
        const isDraft = before.status === "draft";
        const after: EventRecord = {
          ...before,
          ...edit,
          venueId: seatMap.venueId,
          seatMapHash: isDraft ? seatMap.hash : (edit.seatMapHash ?? before.seatMapHash),
        };
        // By the geometry that the event will be at: its seat map may have gone on to another.
        const faults = [
          ...(await faultsIn(organizationId, after, after.seatMapHash)),
          ...(isDraft ? [] : fixedOncePublished(before, after)),
          ...beforeRefundsEnd(after),
        ];
        if (faults.length > 0) return invalid(faults);
        if (isDraft || !concernsBoxOffice(before, after)) return found({ event: after });
        return found({ event: after, tellBoxOffice: () => openBoxOffice(ports, after) });
      });
    },

    async find(organizationId, id) {
      const event = await events.find(organizationId, id);
      return event ? found(event) : notFound("event");
    },

    async list(organizationId, page) {
      return pageOf(await events.list(organizationId, { ...page, limit: page.limit + 1 }), page.limit);
    },
  };
};

const noSeatMap = ({ seatMapId }: EventDetails): Fault => ({
  at: "/seatMapId",
  detail: `There is no seat map ${seatMapId}.`,
});

const fixedOncePublished = (before: EventRecord, after: EventRecord): Fault[] =>
  (["seatMapId", "currency"] as const).flatMap((field) =>
    before[field] === after[field]
      ? []
      : [{ at: `/${field}`, detail: "It can not be changed once the event was published." }],
  );

/** Nobody gives a ticket back once the event was seen; another reschedule may move the window. */
const beforeRefundsEnd = ({ startsAt, refundWindowEndsAt }: EventRecord): Fault[] =>
  refundWindowEndsAt && refundWindowEndsAt > startsAt
    ? [{ at: "/startsAt", detail: `Tickets can be given back until ${refundWindowEndsAt.toISOString()}.` }]
    : [];

/** The hash is asked for so that nobody moves an event to a geometry that he has not seen. */
const staleHash = ({ seatMapHash }: EventEdit, before: EventRecord, seatMap: SeatMapSummary): Fault[] =>
  seatMapHash === undefined || seatMapHash === seatMap.hash || seatMapHash === before.seatMapHash
    ? []
    : [{ at: "/seatMapHash", detail: `The seat map is at ${seatMap.hash}.` }];
