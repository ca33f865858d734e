import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { NamedGeometry, SeatMapStore, SeatMapSummary } from "../catalog/seat-maps.ts";
import type { OrganizationId, SeatMapId, VenueId } from "../domain/ids.ts";
import { type SeatMap, seatFlags } from "../domain/seat-map/seat-map.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";
import { events, seatMapGeometries, seatMaps } from "./schema.ts";

const summary = {
  id: seatMaps.id,
  organizationId: seatMaps.organizationId,
  venueId: seatMaps.venueId,
  name: seatMaps.name,
  hash: seatMaps.hash,
  capacity: seatMapGeometries.capacity,
  categories: seatMapGeometries.categories,
};

type SummaryRow = {
  [Column in keyof SeatMapSummary]: SeatMapSummary[Column] extends string ? string : SeatMapSummary[Column];
};

const summaryOf = (row: SummaryRow): SeatMapSummary => ({
  ...row,
  id: row.id as SeatMapId,
  organizationId: row.organizationId as OrganizationId,
  venueId: row.venueId as VenueId,
});

export const createSeatMapStore = (db: HttpDatabase): SeatMapStore => {
  const summaries = () =>
    db.select(summary).from(seatMaps).innerJoin(seatMapGeometries, eq(seatMapGeometries.hash, seatMaps.hash));

  return {
    async insert(seatMap, geometry) {
      await reading(
        db.batch([
          db.execute(insertGeometry(geometry)),
          db.insert(seatMaps).values({ ...seatMap, hash: geometry.hash }),
        ]),
      );
    },

    async replace(id, seen, name, geometry) {
      const [, replaced] = await reading(
        db.batch([
          db.execute(insertGeometry(geometry)),
          db
            .update(seatMaps)
            .set({ hash: geometry.hash, name, updatedAt: sql`now()` })
            .where(and(eq(seatMaps.id, id), eq(seatMaps.hash, seen)))
            .returning({ id: seatMaps.id }),
          // Not when the line above found another edit in its place.
          db
            .update(events)
            .set({ seatMapHash: geometry.hash, updatedAt: sql`now()` })
            .where(
              and(
                eq(events.seatMapId, id),
                eq(events.status, "draft"),
                sql`exists (select from ${seatMaps} where ${seatMaps.id} = ${id} and ${seatMaps.hash} = ${geometry.hash})`,
              ),
            ),
        ]),
      );
      return replaced.length > 0;
    },

    async rename(organizationId, id, name) {
      const renamed = await reading(
        db
          .update(seatMaps)
          .set({ name, updatedAt: sql`now()` })
          .where(and(eq(seatMaps.organizationId, organizationId), eq(seatMaps.id, id)))
          .returning({ id: seatMaps.id }),
      );
      return renamed.length > 0;
    },

    async find(organizationId, id) {
      const [row] = await reading(
        summaries().where(and(eq(seatMaps.organizationId, organizationId), eq(seatMaps.id, id))),
      );
      return row && summaryOf(row);
    },

    async list(organizationId, { after, limit }) {
      const rows = await reading(
        summaries()
          .where(and(eq(seatMaps.organizationId, organizationId), after ? gt(seatMaps.id, after) : undefined))
          .orderBy(asc(seatMaps.id))
          .limit(limit),
      );
      return rows.map(summaryOf);
    },

    async geometry(hash) {
      const [row] = await reading(
        db
          .select({ json: seatMapGeometries.geometry })
          .from(seatMapGeometries)
          .where(eq(seatMapGeometries.hash, hash)),
      );
      if (!row) throw noGeometry(hash);
      // Written by `insertGeometry` alone, from a SeatMap.
      return JSON.parse(row.json) as SeatMap;
    },

    async categories(hash) {
      const [row] = await reading(
        db
          .select({ categories: seatMapGeometries.categories })
          .from(seatMapGeometries)
          .where(eq(seatMapGeometries.hash, hash)),
      );
      if (!row) throw noGeometry(hash);
      return row.categories.map(({ name }) => name);
    },
  };
};

const noGeometry = (hash: string): Error => new Error(`no geometry is stored as ${hash}`);

/**
 * Stores a geometry and its seats as rows, once: a geometry that is there already brings nothing. Postgres takes the seats out of
 * the geometry itself, so that 60,000 of them travel once and go in by one statement.
 */
const insertGeometry = ({ hash, capacity, json }: NamedGeometry) => sql`
  WITH stored AS (
    INSERT INTO seat_map_geometries (hash, capacity, geometry)
    VALUES (${hash}, ${capacity}, ${json})
    ON CONFLICT (hash) DO NOTHING
    RETURNING hash, geometry::jsonb AS map
  ), seat_rows AS (
    SELECT row.ordinality - 1 AS row_no, row.value ->> 'label' AS label, section.value ->> 'name' AS section
    FROM stored,
         jsonb_array_elements(map -> 'rows') WITH ORDINALITY AS row
         JOIN LATERAL (SELECT map -> 'sections' -> (row.value ->> 'section')::int AS value) AS section ON true
  )
  INSERT INTO seats (hash, seat_no, seat_guid, section, row, label, category, accessible, removed)
  SELECT stored.hash, seat.seat_no - 1, seat.guid, seat_rows.section, seat_rows.label, seat.label, seat.category::smallint,
         seat.flags::int & ${seatFlags.accessible} <> 0, seat.flags::int & ${seatFlags.removed} <> 0
  FROM stored,
       ROWS FROM (
         jsonb_array_elements_text(map -> 'seats' -> 'guid'),
         jsonb_array_elements_text(map -> 'seats' -> 'label'),
         jsonb_array_elements_text(map -> 'seats' -> 'row'),
         jsonb_array_elements_text(map -> 'seats' -> 'category'),
         jsonb_array_elements_text(map -> 'seats' -> 'flags')
       ) WITH ORDINALITY AS seat (guid, label, row_no, category, flags, seat_no)
  JOIN seat_rows ON seat_rows.row_no = seat.row_no::int`;
