import { and, asc, eq, exists, gte, ne, or, type SQL, sql } from "drizzle-orm";
import type { ListedEvent, ListingOf, PublicListingStore } from "../catalog/public-listings.ts";
import type { EventId, PerformerId } from "../domain/ids.ts";
import type { HttpDatabase } from "./client.ts";
import { publicVenueOf } from "./public-events.ts";
import { reading } from "./reading.ts";
import { eventPerformers, events, performers, venues } from "./schema.ts";

/** A draft that was canceled was never anyone's to see. */
export const wasPublished = and(
  ne(events.status, "draft"),
  or(ne(events.status, "canceled"), sql`${events.publishedAt} is not null`),
);

/** The end, or the start where no end is told. */
export const endOfEvent = sql`coalesce(${events.endsAt}, ${events.startsAt})`;

const performersOfEvent = sql<ListedEvent["performers"]>`(
  select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by ep.position), '[]')
    from event_performers ep join performers p on p.id = ep.performer_id where ep.event_id = ${events.id})`;

const priceOfEvent = sql<ListedEvent["price"]>`(
  select json_build_object('lowestMinor', min(pc.price_minor), 'highestMinor', max(pc.price_minor),
           'currency', ${events.currency})
    from price_categories pc where pc.event_id = ${events.id} having count(*) > 0)`;

export const createPublicListingStore = (database: HttpDatabase): PublicListingStore => {
  const plays = (performerId: SQL | PerformerId) =>
    exists(
      database
        .select({ one: sql`1` })
        .from(eventPerformers)
        .where(and(eq(eventPerformers.eventId, events.id), eq(eventPerformers.performerId, performerId))),
    );

  const isOf = ({ kind, ...of }: ListingOf) =>
    kind === "venue" ? eq(events.venueId, of.id) : plays(of.id as PerformerId);

  const published = (condition: SQL) =>
    exists(database.select({ one: sql`1` }).from(events).where(and(condition, wasPublished)));

  return {
    async findVenue(id) {
      const [row] = await reading(
        database
          .select()
          .from(venues)
          .where(and(eq(venues.id, id), published(eq(events.venueId, venues.id)))),
      );
      return row ? publicVenueOf(row) : null;
    },

    async findPerformer(id) {
      const [row] = await reading(
        database
          .select()
          .from(performers)
          .where(and(eq(performers.id, id), published(plays(sql`${performers.id}`)))),
      );
      return row ? { id, name: row.name, description: row.description, imageUrl: row.imageUrl } : null;
    },

    async listEvents({ of, endsFrom, after, limit }) {
      const rows = await reading(
        database
          .select({ event: events, venue: venues, performers: performersOfEvent, price: priceOfEvent })
          .from(events)
          .innerJoin(venues, eq(venues.id, events.venueId))
          .where(
            and(
              isOf(of),
              wasPublished,
              gte(endOfEvent, new Date(endsFrom).toISOString()),
              after
                ? sql`(${events.startsAt}, ${events.id}) > (${new Date(after.startsAt).toISOString()}::timestamptz, ${after.id})`
                : undefined,
            ),
          )
          .orderBy(asc(events.startsAt), asc(events.id))
          .limit(limit),
      );
      return rows.flatMap(listedEventOf);
    },
  };
};

interface ListedRow {
  readonly event: typeof events.$inferSelect;
  readonly venue: typeof venues.$inferSelect;
  readonly performers: ListedEvent["performers"];
  readonly price: ListedEvent["price"];
}

const listedEventOf = ({ event, venue, ...rest }: ListedRow): ListedEvent[] => {
  const { status, name, type, description, imageUrl, startsAt, endsAt, updatedAt } = event;
  if (status === "draft") return [];
  return [
    {
      // Ids are checked when they are written.
      id: event.id as EventId,
      name,
      type,
      status,
      description,
      imageUrl,
      startsAt: startsAt.getTime(),
      endsAt: endsAt?.getTime() ?? null,
      updatedAt: updatedAt.getTime(),
      venue: publicVenueOf(venue),
      ...rest,
    },
  ];
};
