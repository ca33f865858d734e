import { sql } from "drizzle-orm";
import type { Suggestion } from "../search/search-index.ts";
import { type HttpDatabase, rowsOf } from "./client.ts";
import { hasBeginning } from "./search-words.ts";

/** A beginning of one letter is met by half of all documents; the most popular of them are enough. */
const mostDocuments = 500;

/** Names of events, performers, venues and cities in which a word begins so: the whole name first, then by popularity. */
export const findSuggestions = (
  database: HttpDatabase,
  prefix: string,
  limit: number,
  now: number,
): Promise<readonly Suggestion[]> =>
  rowsOf<Suggestion>(
    database,
    sql`
    with asked as (select searchable_text(${prefix}) as prefix),
    found as (
      select d.event_id, d.venue_id, d.starts_at, coalesce(q.popularity, 0) as popularity
        from search_documents d left join event_demand q on q.event_id = d.event_id
       where ${hasBeginning(prefix)} and d.ends_at > to_timestamp(${now / 1000}::float8)
       order by popularity desc, d.starts_at, d.event_id limit ${mostDocuments}
    ), named as (
      select 'event' as kind, e.name as text, e.id, f.popularity, f.starts_at
        from found f join events e on e.id = f.event_id
      union all
      select 'performer', p.name, p.id, f.popularity, f.starts_at
        from found f join event_performers ep on ep.event_id = f.event_id join performers p on p.id = ep.performer_id
      union all
      select 'venue', v.name, v.id, f.popularity, f.starts_at from found f join venues v on v.id = f.venue_id
      union all
      select 'city', v.city, null, f.popularity, f.starts_at from found f join venues v on v.id = f.venue_id
    ), once as (
      -- The dates of a tour are one suggestion, and lead to the next of them.
      select kind, text, (array_agg(id order by starts_at, id))[1] as id, sum(popularity) as popularity, count(*) as events,
             searchable_text(text) as folded
        from named group by kind, text, case when kind <> 'event' then id end
    )
    select kind, text, id from once, asked
     where prefix <> '' and ' ' || folded like '% ' || prefix || '%'
     order by folded like prefix || '%' desc, popularity desc, events desc, text collate "C", kind, id
     limit ${limit}`,
  );
