import { type SQL, sql } from "drizzle-orm";
import type { OrganizationId, PerformerId } from "../domain/ids.ts";
import type { ChangeLog } from "../search/change-log.ts";
import type { SearchDocument } from "../search/document.ts";
import { rowsOf, type Statements } from "./client.ts";
import { millisOf, type SummaryRow, summaryColumns, summaryOf, summaryTables } from "./event-summaries.ts";

interface DocumentRow extends SummaryRow {
  readonly description: string;
  readonly organization_id: OrganizationId;
  readonly performer_ids: readonly PerformerId[];
  readonly region: string | null;
  readonly day: string;
  readonly ends_at_ms: number;
  readonly popularity: number;
}

const documentOf = (row: DocumentRow): SearchDocument => ({
  summary: summaryOf(row),
  description: row.description,
  organizationId: row.organization_id,
  performerIds: row.performer_ids,
  region: row.region,
  day: row.day,
  endsAt: row.ends_at_ms,
  popularity: row.popularity,
});

/** What Postgres searches, as an index elsewhere keeps it. */
export const createDocumentReader = (database: Statements): Pick<ChangeLog, "documents" | "all"> => {
  const read = async (chosen: SQL): Promise<readonly SearchDocument[]> => {
    const rows = await rowsOf<DocumentRow>(
      database,
      sql`
        select ${summaryColumns}, e.description, e.organization_id, d.performer_ids, v.region,
               d.day::text as day, ${millisOf(sql`d.ends_at`)} as ends_at_ms,
               coalesce(q.popularity, 0) as popularity
          from (${chosen}) d ${summaryTables(sql`d.event_id`)}
         order by d.event_id`,
    );
    return rows.map(documentOf);
  };

  return {
    documents: (eventIds) =>
      read(sql`select * from search_documents where event_id = any(${sql.param([...eventIds])}::text[])`),

    all: (after, limit) =>
      read(sql`
        select * from search_documents where event_id > ${after ?? ""} and ends_at > now()
         order by event_id limit ${limit}`),
  };
};
