import { sql } from "drizzle-orm";
import type { EventDemand } from "../search/document.ts";
import type { Statements } from "./client.ts";
import { reading } from "./reading.ts";

/**
 * Keeps what box offices tell, and writes it to the change log. Who tells the same again has told nothing; an event that Postgres does not
 * have (any more) is left out.
 */
export const recordDemand = async (database: Statements, told: readonly EventDemand[]): Promise<void> => {
  await reading(
    database.execute(sql`
      insert into event_demand as q (event_id, availability, lowest_minor, popularity)
      select e.id, t."availability", t."lowestMinor", t."popularity"
        from json_to_recordset(${JSON.stringify(told)}::json)
             as t("eventId" text, "availability" text, "lowestMinor" int, "popularity" int)
        join events e on e.id = t."eventId"
       order by e.id
      on conflict (event_id) do update
         set availability = excluded.availability, lowest_minor = excluded.lowest_minor,
             popularity = excluded.popularity, updated_at = now()
       where (q.availability, q.lowest_minor, q.popularity)
             is distinct from (excluded.availability, excluded.lowest_minor, excluded.popularity)`),
  );
};
