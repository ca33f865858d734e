import { sql } from "drizzle-orm";
import { type SitemapKind, type SitemapPage, type SitemapStore, sitemapKinds } from "../catalog/sitemap.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";

const coming = (now: number) =>
  sql`e.status in ('published', 'closed') and coalesce(e.ends_at, e.starts_at) >= ${new Date(now).toISOString()}::timestamptz`;

/** Each with its id and when it changed; of a venue or a performer, or an event there. */
const entriesOf: Readonly<Record<SitemapKind, (now: number) => ReturnType<typeof sql>>> = {
  events: (now) => sql`select e.id, e.updated_at as changed_at from events e where ${coming(now)}`,
  venues: (now) => sql`
    select v.id, greatest(v.updated_at, max(e.updated_at)) as changed_at
      from venues v join events e on e.venue_id = v.id where ${coming(now)} group by v.id`,
  performers: (now) => sql`
    select p.id, greatest(p.updated_at, max(e.updated_at)) as changed_at
      from performers p join event_performers ep on ep.performer_id = p.id join events e on e.id = ep.event_id
     where ${coming(now)} group by p.id`,
};

const epochMs = sql`(extract(epoch from changed_at) * 1000)::float8`;

export const createSitemapStore = (database: HttpDatabase): SitemapStore => ({
  async pages(perPage, now) {
    const ofKind = (kind: SitemapKind) => sql`
      select ${kind}::text as kind, page as number, max(changed_ms) as "changedAt"
        from (select ${epochMs} as changed_ms, ((row_number() over (order by id) - 1) / ${perPage}::int + 1)::int as page
                from (${entriesOf[kind](now)}) as entries) as numbered
       group by page`;
    const all = sql.join(sitemapKinds.map(ofKind), sql` union all `);
    const { rows } = await reading(
      database.execute<{ kind: SitemapKind; number: number; changedAt: number }>(
        sql`select * from (${all}) as pages order by array_position(${sql.raw(`array['${sitemapKinds.join("','")}']`)}, kind), number`,
      ),
    );
    return rows satisfies readonly SitemapPage[];
  },

  async entries(kind, { offset, limit }, now) {
    const { rows } = await reading(
      database.execute<{ id: string; changedAt: number }>(
        sql`select id, ${epochMs} as "changedAt" from (${entriesOf[kind](now)}) as entries
             order by id offset ${offset} limit ${limit}`,
      ),
    );
    return rows;
  },
});
