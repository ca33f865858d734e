import { sql } from "drizzle-orm";
import type { EventId } from "../domain/ids.ts";
import { type Change, type ChangeLog, forgottenAfterDays, type LogCursor } from "../search/change-log.ts";
import { rowsOf, type Statements } from "./client.ts";
import { createDocumentReader } from "./search-documents.ts";

interface ChangeRow {
  readonly xid: string;
  readonly id: string;
  readonly event_id: EventId;
  readonly at_ms: number;
  readonly is_trimmed: boolean;
  readonly next_at_ms: number | null;
  readonly has_more: boolean;
  readonly now_ms: number;
}

/** The row of `sweeps` that says up to where the log has been dropped. */
const trimmedUpTo = "search-changes";

const millis = (time: string) => sql.raw(`floor(extract(epoch from ${time}) * 1000)::float8`);

/**
 * Every transaction below this has ended, and none will begin there. One above it may still be open and write, or have written, between
 * rows that can be seen already: who read those would never come back for it.
 */
const horizon = sql`pg_snapshot_xmin(pg_current_snapshot())`;

const behind = ({ xid, id }: LogCursor) => sql`(c.xid, c.id) > (${xid}::text::xid8, ${id}::bigint)`;

const firstOfEach = (rows: readonly ChangeRow[]): readonly Change[] => {
  const changes = new Map<EventId, Change>();
  for (const { event_id: eventId, at_ms: at } of rows)
    if (!changes.has(eventId)) changes.set(eventId, { eventId, at });
  return [...changes.values()];
};

export const createChangeLog = (database: Statements): ChangeLog => {
  const { documents, all } = createDocumentReader(database);

  return {
    documents,
    all,

    async end() {
      const [row] = await rowsOf<{ xid: string }>(database, sql`select ${horizon}::text as xid`);
      if (!row) throw new Error("a snapshot has a horizon");
      // Before the first row of the first transaction that may still be open.
      return { xid: row.xid, id: "0" };
    },

    async read(cursor, limit) {
      const rows = await rowsOf<ChangeRow>(
        database,
        sql`
        with page as (
          select c.xid, c.id, c.event_id, c.at from search_changes c
           where ${behind(cursor)} and c.xid < ${horizon}
           order by c.xid, c.id limit ${limit}
        ), last as (
          select xid, id from page order by xid desc, id desc limit 1
        ), rest as (
          select c.xid, c.at from search_changes c
           where ${behind(cursor)} and (not exists (select from last) or (c.xid, c.id) > (select xid, id from last))
           order by c.xid, c.id limit 1
        )
        select page.xid::text as xid, page.id::text as id, page.event_id, ${millis("page.at")} as at_ms,
               exists (select from sweeps s where s.name = ${trimmedUpTo}
                          and ((s.cursor ->> 'xid')::xid8, (s.cursor ->> 'id')::bigint)
                            > (${cursor.xid}::text::xid8, ${cursor.id}::bigint)) as is_trimmed,
               ${millis("rest.at")} as next_at_ms, coalesce(rest.xid < ${horizon}, false) as has_more,
               ${millis("clock_timestamp()")} as now_ms
          from (select) as always left join page on true left join rest on true
         order by page.xid, page.id`,
      );
      const [first] = rows;
      if (!first || first.is_trimmed) return null;
      const { next_at_ms: nextAt, has_more: isBehind, now_ms: now } = first;
      const found = rows.filter(({ event_id }) => event_id !== null);
      const last = found.at(-1) ?? cursor;
      return {
        changes: firstOfEach(found),
        cursor: { xid: last.xid, id: last.id },
        isBehind,
        lagMs: nextAt === null ? 0 : Math.max(0, now - nextAt),
      };
    },

    async report(region, { xid, id }) {
      await rowsOf(
        database,
        sql`
        insert into search_readers (region, xid, id) values (${region}, ${xid}::text::xid8, ${id}::bigint)
        on conflict (region) do update set xid = excluded.xid, id = excluded.id, updated_at = now()`,
      );
    },

    async trim() {
      const forgotten = sql`now() - ${forgottenAfterDays} * interval '1 day'`;
      await rowsOf(
        database,
        sql`
        with slowest as (
          select xid, id from search_readers where updated_at > ${forgotten} order by xid, id limit 1
        ), unread as (
          select c.xid, c.id from search_changes c
           where not exists (select from slowest) and c.at < ${forgotten} and c.xid < ${horizon}
           order by c.xid desc, c.id desc limit 1
        ), edge as (
          select xid, id from slowest union all select xid, id from unread
        ), dropped as (
          delete from search_changes c using edge where (c.xid, c.id) <= (edge.xid, edge.id) returning c.xid
        )
        insert into sweeps as s (name, cursor)
        select ${trimmedUpTo}, jsonb_build_object('xid', edge.xid::text, 'id', edge.id::text) from edge
         where exists (select from dropped)
        on conflict (name) do update set cursor = excluded.cursor, updated_at = now()
         where ((excluded.cursor ->> 'xid')::xid8, (excluded.cursor ->> 'id')::bigint)
             > ((s.cursor ->> 'xid')::xid8, (s.cursor ->> 'id')::bigint)`,
      );
    },
  };
};
