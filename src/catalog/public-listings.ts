import type { EventStatus, EventType } from "../domain/event.ts";
import type { EventId, PerformerId, VenueId } from "../domain/ids.ts";
import type { PublicPerformer, PublicVenue } from "./public-event.ts";

/** What lists and calendars tell of an event that was published. Times are epoch milliseconds. */
export interface ListedEvent {
  readonly id: EventId;
  readonly name: string;
  readonly type: EventType;
  readonly status: Exclude<EventStatus, "draft">;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly updatedAt: number;
  readonly venue: PublicVenue;
  /** The headliner first. */
  readonly performers: readonly Pick<PublicPerformer, "id" | "name">[];
  /** Null when no category has a price yet. */
  readonly price: {
    readonly lowestMinor: number;
    readonly highestMinor: number;
    readonly currency: string;
  } | null;
}

export type ListingOf =
  | { readonly kind: "venue"; readonly id: VenueId }
  | { readonly kind: "performer"; readonly id: PerformerId };

/** By start, then by id. */
export interface ListingPosition {
  readonly startsAt: number;
  readonly id: EventId;
}

export interface ListingQuery {
  readonly of: ListingOf;
  /** What ended before is left out; an event whose end is not told ends as it starts. */
  readonly endsFrom: number;
  readonly after: ListingPosition | null;
  readonly limit: number;
}

/** Of venues and performers of which an event was published; of others, nobody is told. */
export interface PublicListingStore {
  findVenue(id: VenueId): Promise<PublicVenue | null>;
  findPerformer(id: PerformerId): Promise<PublicPerformer | null>;
  listEvents(query: ListingQuery): Promise<readonly ListedEvent[]>;
}

export interface Listing<Subject> {
  readonly subject: Subject;
  readonly events: readonly ListedEvent[];
  /** Null on the last page. */
  readonly next: ListingPosition | null;
}

/** A page of the coming events. */
export interface ComingRequest {
  readonly after: ListingPosition | null;
  readonly limit: number;
}

export interface PublicListings {
  /** Null: there is none, or nothing of it was published. */
  venue(id: VenueId, page: ComingRequest): Promise<Listing<PublicVenue> | null>;
  performer(id: PerformerId, page: ComingRequest): Promise<Listing<PublicPerformer> | null>;
  /** For calendars: the past month too, so that what just was does not vanish from them. */
  venueCalendar(id: VenueId): Promise<Listing<PublicVenue> | null>;
  performerCalendar(id: PerformerId): Promise<Listing<PublicPerformer> | null>;
}

const calendarPastMs = 30 * 24 * 3600 * 1000;
/** More than a house plays in two years of evenings. */
const mostInCalendar = 1000;

export const createPublicListings = ({
  store,
  now,
}: {
  readonly store: PublicListingStore;
  readonly now: () => number;
}): PublicListings => {
  const listed = async <Subject>(
    subject: Promise<Subject | null>,
    { limit, ...query }: ListingQuery,
  ): Promise<Listing<Subject> | null> => {
    const [found, events] = await Promise.all([subject, store.listEvents({ ...query, limit: limit + 1 })]);
    if (!found) return null;
    const shown = events.slice(0, limit);
    const last = events.length > limit ? shown.at(-1) : undefined;
    return { subject: found, events: shown, next: last ? { startsAt: last.startsAt, id: last.id } : null };
  };
  const coming = (of: ListingOf, page: ComingRequest): ListingQuery => ({ of, endsFrom: now(), ...page });
  const calendar = (of: ListingOf): ListingQuery => ({
    of,
    endsFrom: now() - calendarPastMs,
    after: null,
    limit: mostInCalendar,
  });
  return {
    venue: (id, page) => listed(store.findVenue(id), coming({ kind: "venue", id }, page)),
    performer: (id, page) => listed(store.findPerformer(id), coming({ kind: "performer", id }, page)),
    venueCalendar: (id) => listed(store.findVenue(id), calendar({ kind: "venue", id })),
    performerCalendar: (id) => listed(store.findPerformer(id), calendar({ kind: "performer", id })),
  };
};
