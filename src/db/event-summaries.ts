import { type SQL, sql } from "drizzle-orm";
import type { EventType } from "../domain/event.ts";
import type { EventId, VenueId } from "../domain/ids.ts";
import type { EventAvailability, EventSummary } from "../search/document.ts";

/** As JSON, which has no other numbers than these. */
export interface SummaryRow {
  readonly id: EventId;
  readonly name: string;
  readonly type: EventType;
  readonly starts_at_ms: number;
  readonly image_url: string | null;
  readonly venue_id: VenueId;
  readonly venue_name: string;
  readonly city: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly time_zone: string;
  readonly performers: readonly string[];
  readonly lowest_minor: number | null;
  readonly highest_minor: number | null;
  readonly currency: string;
  readonly availability: EventAvailability | null;
}

export const millisOf = (time: SQL): SQL => sql`floor(extract(epoch from ${time}) * 1000)::float8`;

/** Of `summaryTables`. */
export const summaryColumns = sql`
  e.id, e.name, e.type, e.image_url, e.currency, ${millisOf(sql`e.starts_at`)} as starts_at_ms,
  v.id as venue_id, v.name as venue_name, v.city, v.country, v.latitude, v.longitude, v.time_zone,
  (select coalesce(json_agg(f.name order by ep.position), '[]') from event_performers ep
     join performers f on f.id = ep.performer_id where ep.event_id = e.id) as performers,
  coalesce(q.lowest_minor, c.lowest_minor) as lowest_minor, c.highest_minor, q.availability`;

/** Events `e` whose id is the given column, with their venues `v`, prices `c` and demand `q`. */
export const summaryTables = (eventId: SQL): SQL => sql`
  join events e on e.id = ${eventId}
  join venues v on v.id = e.venue_id
  left join event_demand q on q.event_id = e.id
  cross join lateral (select min(price_minor) as lowest_minor, max(price_minor) as highest_minor
                        from price_categories where event_id = e.id) c`;

export const summaryOf = (row: SummaryRow): EventSummary => ({
  id: row.id,
  name: row.name,
  type: row.type,
  startsAt: row.starts_at_ms,
  timeZone: row.time_zone,
  imageUrl: row.image_url,
  venue: {
    id: row.venue_id,
    name: row.venue_name,
    city: row.city,
    country: row.country,
    latitude: row.latitude,
    longitude: row.longitude,
  },
  performers: row.performers,
  prices:
    row.lowest_minor === null || row.highest_minor === null
      ? null
      : { lowestMinor: row.lowest_minor, highestMinor: row.highest_minor, currency: row.currency },
  availability: row.availability,
});
