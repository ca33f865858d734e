import { type SQL, sql } from "drizzle-orm";
import type { Days } from "../search/day-range.ts";
import {
  boundingBoxOf,
  earthRadiusKm,
  type Place,
  type PlacePart,
  type Surroundings,
} from "../search/place.ts";
import type { PriceFilter } from "../search/price-filter.ts";
import type { SearchQuery } from "../search/query.ts";
import { hasTerm } from "./search-words.ts";

/** Of what Postgres keeps to be searched: documents `d`, with their demand `q`. */
export const searchTables = sql`search_documents d left join event_demand q on q.event_id = d.event_id`;

/** The cheapest that can be had, where the box office has told. */
export const lowestMinor = sql`coalesce(q.lowest_minor, d.lowest_minor)`;

const folded = (text: string): SQL => sql`nullif(searchable_text(${text}), '')`;

/** A part of two letters is a code and stands for itself; a longer one may be the beginning of a name. */
const inPart = ({ text, otherNames, country }: PlacePart): SQL => {
  const lexemes = [
    sql`'''' || ${folded(text)} || ${text.length <= 2 ? "'" : "':*"}`,
    ...otherNames.map((name) => sql`'''' || ${folded(name)} || ''''`),
    ...(country ? [sql`${`'@${country}'`}::text`] : []),
  ];
  return sql`d.places @@ concat_ws(' | ', ${sql.join(lexemes, sql`, `)})::tsquery`;
};

export const kilometresFrom = ({ latitude, longitude }: Surroundings): SQL => sql`
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
    sql`${kilometresFrom(place)} <= ${place.radiusKm}::float8`,
  ];
};

/** As `daysFrom`, where each venue has a today of its own. */
const onDays = (days: Days, now: SQL): SQL[] => {
  if (days.kind === "range")
    return [
      ...(days.from ? [sql`d.day >= ${days.from}::date`] : []),
      ...(days.to ? [sql`d.day <= ${days.to}::date`] : []),
    ];
  const today = sql`(${now} at time zone d.time_zone)::date`;
  // No calendar is a day from this one, and a week on is the farthest: an index by time can use that.
  const soon = sql`d.starts_at between ${now} - interval '2 days' and ${now} + interval '9 days'`;
  if (days.kind === "today") return [soon, sql`d.day = ${today}`];
  const toSunday = sql`((7 - extract(dow from ${today})::int) % 7)`;
  return [soon, sql`d.day between ${today} + greatest(${toSunday} - 1, 0) and ${today} + ${toSunday}`];
};

const inPrice = ({ minMinor, maxMinor, currency }: PriceFilter): SQL[] => [
  sql`d.highest_minor >= ${minMinor}::int`,
  ...(maxMinor === null ? [] : [sql`${lowestMinor} <= ${maxMinor}::int`]),
  ...(currency === null ? [] : [sql`d.currency = ${currency}`]),
];

/** What a document must be to be found. */
export const conditionsOf = (query: SearchQuery, at: number): SQL => {
  const { term, place, types, days, price, organizationId, venueId, performerId } = query;
  const now = sql`to_timestamp(${at / 1000}::float8)`;
  const all = [
    sql`d.ends_at > ${now}`,
    ...(term ? [hasTerm(term)] : []),
    ...(place ? inPlace(place) : []),
    ...(types.length > 0 ? [sql`d.type in ${types}`] : []),
    ...(days ? onDays(days, now) : []),
    ...(price ? inPrice(price) : []),
    ...(query.availability === "available" ? [sql`q.availability is distinct from 'sold_out'`] : []),
    ...(organizationId === null ? [] : [sql`d.organization_id = ${organizationId}`]),
    ...(venueId === null ? [] : [sql`d.venue_id = ${venueId}`]),
    ...(performerId === null ? [] : [sql`d.performer_ids @> array[${performerId}]::text[]`]),
  ];
  return sql.join(all, sql` and `);
};
