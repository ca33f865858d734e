import { type SQL, sql } from "drizzle-orm";
import { mostFacetValues, priceBandStarts } from "../search/facets.ts";
import { lowestMinor } from "./search-conditions.ts";

const bandStarts = sql.raw(`array[${priceBandStarts.join(", ")}]`);
const band = sql`width_bucket(${lowestMinor}, ${bandStarts})`;

/** As `priceBandOf` has it. */
const priceBand = sql`d.currency || ':' || (${bandStarts})[${band}] || '..' || coalesce(((${bandStarts})[${band} + 1] - 1)::text, '')`;

const values = {
  type: sql`d.type`,
  city: sql`d.city || ', ' || d.country`,
  country: sql`d.country`,
  month: sql`to_char(d.day, 'YYYY-MM')`,
  price: priceBand,
  availability: sql`q.availability`,
};

const counted = (value: SQL, tables: SQL, conditions: SQL): SQL => sql`(
  select coalesce(json_agg(json_build_object('value', value, 'count', count) order by count desc, value collate "C"), '[]')
    from (select ${value} as value, count(*) as count from ${tables} where ${conditions} and (${value}) is not null
           group by 1 order by 2 desc, (${value}) collate "C" limit ${mostFacetValues}) f)`;

/** `Facets` as JSON, of all documents that fulfil the conditions. */
export const facetsOf = (tables: SQL, conditions: SQL): SQL =>
  sql`json_build_object(${sql.join(
    Object.entries(values).map(
      ([name, value]) => sql`${sql.raw(`'${name}'`)}, ${counted(value, tables, conditions)}`,
    ),
    sql`, `,
  )})`;
