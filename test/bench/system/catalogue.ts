import pg from "pg";
import { seatMapHash } from "./events.ts";

/** The rows that sales refer to: a seat map with its seats, and the event itself, as if an organizer had published it. */
export const writeCatalogue = async (
  databaseUrl: string,
  eventId: string,
  seatCount: number,
): Promise<void> => {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(
      `insert into venues (id, organization_id, name, address, city, country, latitude, longitude, time_zone)
       values ('ven_bench', 'org_bench', 'Bench Arena', 'Street 1', 'Wien', 'AT', 48.2, 16.4, 'Europe/Vienna')
       on conflict do nothing`,
    );
    await client.query(
      `insert into seat_map_geometries (hash, capacity, geometry) values ($1, $2, '{"categories":[]}') on conflict do nothing`,
      [seatMapHash, seatCount],
    );
    await client.query(
      `insert into seats (hash, seat_no, seat_guid, section, row, label, category, accessible, removed)
       select $1, i, 'seat-' || i, 'Block', (i / 40)::text, (i % 40)::text, 0, false, false
       from generate_series(0, $2::int - 1) i on conflict do nothing`,
      [seatMapHash, seatCount],
    );
    await client.query(
      `insert into seat_maps (id, organization_id, venue_id, name, hash)
       values ('map_bench', 'org_bench', 'ven_bench', 'Bench', $1) on conflict do nothing`,
      [seatMapHash],
    );
    await client.query(
      `insert into events (id, organization_id, venue_id, seat_map_id, seat_map_hash, name, type, starts_at, currency, status)
       values ($1, 'org_bench', 'ven_bench', 'map_bench', $2, 'Benchmark', 'concert', now() + interval '30 days', 'eur', 'published')`,
      [eventId, seatMapHash],
    );
    await client.query("analyze seats");
  } finally {
    await client.end();
  }
};

/** How many orders of an event Postgres has. */
export const countOrders = async (client: pg.Client, eventId: string): Promise<number> => {
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from orders where event_id = $1",
    [eventId],
  );
  return rows[0]?.count ?? 0;
};
