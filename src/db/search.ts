import { type SQL, sql } from "drizzle-orm";
import type { EventType } from "../domain/event.ts";
import type { EventId, VenueId } from "../domain/ids.ts";
import {
  boundingBoxOf,
  earthRadiusKm,
  type Place,
  type PlacePart,
  type Surroundings,
} from "../search/place.ts";
import type { SearchQuery } from "../search/query.ts";
import type { SearchHit, SearchIndex } from "../search/search-index.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";

interface HitRow {
  readonly relevance: number;
  readonly distance_km: number | null;
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
}

// `searchable_text` leaves no character that a tsquery reads as syntax, so its words can stand between quotes as they are.
const queryOf = (words: string, suffix: "" | ":*"): SQL => sql`
  to_tsquery('simple', '''' || replace(nullif(searchable_text(${words}), ''), ' ', ${`'${suffix} & '`}) || ${`'${suffix}`})`;

/** A part of two letters is a code and stands for itself; a longer one may be the beginning of a name. */
const inPart = ({ text, country }: PlacePart): SQL => {
  const named = text.length <= 2 ? "'" : "':*";
  const orCountry = country ? ` | '@${country}'` : "";
  return sql`d.places @@ ('''' || nullif(searchable_text(${text}), '') || ${named + orCountry})::tsquery`;
};

const distanceFrom = ({ latitude, longitude }: Surroundings): SQL => sql`
  2 * ${earthRadiusKm}::float8 * asin(least(1, sqrt(
    power(sin(radians(d.latitude - ${latitude}::float8) / 2), 2) +
    cos(radians(${latitude}::float8)) * cos(radians(d.latitude)) *
    power(sin(radians(d.longitude - ${longitude}::float8) / 2), 2))))`;

const inPlace = (place: Place): SQL[] => {
  if (place.kind === "named") return place.parts.map(inPart);
  const { south, north, west, east } = boundingBoxOf(place);
  const within = west <= east ? sql`and` : sql`or`;
  return [
    sql`d.latitude between ${south}::float8 and ${north}::float8`,
    sql`(d.longitude >= ${west}::float8 ${within} d.longitude <= ${east}::float8)`,
    sql`${distanceFrom(place)} <= ${place.radiusKm}::float8`,
  ];
};

const wordsOf = ({ term }: SearchQuery): string | null =>
  term?.parts.map((part) => (part.kind === "word" ? part.text : part.words.join(" "))).join(" ") ?? null;

const conditionsOf = (query: SearchQuery, now: number): SQL[] => [
  sql`d.ends_at > to_timestamp(${now / 1000}::float8)`,
  ...(query.term ? [sql`d.words @@ ${queryOf(wordsOf(query) ?? "", ":*")}`] : []),
  ...(query.place ? inPlace(query.place) : []),
  ...(query.types.length > 0 ? [sql`d.type in ${query.types}`] : []),
  ...(query.days?.kind === "range" && query.days.from ? [sql`d.day >= ${query.days.from}::date`] : []),
  ...(query.days?.kind === "range" && query.days.to ? [sql`d.day <= ${query.days.to}::date`] : []),
];

/** A whole number, so that a cursor compares exactly; a word that is met whole counts again. */
const relevanceOf = (words: string | null): SQL =>
  words === null
    ? sql`0`
    : sql`(100000 * (ts_rank_cd(d.words, ${queryOf(words, ":*")}) + ts_rank_cd(d.words, ${queryOf(words, "")})))::int`;

const behindCursor = ({ cursor }: SearchQuery): SQL =>
  cursor
    ? sql`where (-relevance, starts_at_ms, event_id) > (${cursor.sortKey}::int, ${cursor.startsAt}::float8, ${cursor.eventId}::text)`
    : sql``;

/** Full-text search over the documents that triggers keep: exact, in one statement. */
export const createPostgresSearchIndex = (database: HttpDatabase): SearchIndex => ({
  async find(query, limit, now) {
    const distance =
      query.place?.kind === "around"
        ? sql`round((${distanceFrom(query.place)})::numeric, 1)::float8`
        : sql`null::float8`;
    const statement = sql`
      with found as (
        select d.event_id, ${relevanceOf(wordsOf(query))} as relevance, ${distance} as distance_km,
               floor(extract(epoch from d.starts_at) * 1000)::float8 as starts_at_ms
          from search_documents d
         where ${sql.join(conditionsOf(query, now), sql` and `)}
      ), page as (
        select * from found ${behindCursor(query)}
         order by relevance desc, starts_at_ms, event_id limit ${limit}
      )
      select p.relevance, p.distance_km, p.starts_at_ms, e.id, e.name, e.type, e.image_url, e.currency,
             v.id as venue_id, v.name as venue_name, v.city, v.country, v.latitude, v.longitude, v.time_zone,
             (select coalesce(json_agg(f.name order by ep.position), '[]') from event_performers ep
                join performers f on f.id = ep.performer_id where ep.event_id = e.id) as performers,
             c.lowest_minor, c.highest_minor
        from page p
        join events e on e.id = p.event_id
        join venues v on v.id = e.venue_id
        cross join lateral (select min(price_minor) as lowest_minor, max(price_minor) as highest_minor
                              from price_categories where event_id = e.id) c
       order by p.relevance desc, p.starts_at_ms, p.event_id`;
    const { rows } = await reading(database.execute<HitRow & Record<string, unknown>>(statement));
    const hits = rows.map(hitOf);
    return { hits, facets: null, total: { count: hits.length, isExact: false }, corrections: [] };
  },
  suggest: async () => [],
});

const hitOf = (row: HitRow): SearchHit => ({
  relevance: row.relevance,
  sortKey: -row.relevance,
  distanceKm: row.distance_km,
  event: {
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
    availability: null,
    prices:
      row.lowest_minor === null || row.highest_minor === null
        ? null
        : { lowestMinor: row.lowest_minor, highestMinor: row.highest_minor, currency: row.currency },
  },
});
