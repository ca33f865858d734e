import pg from "pg";
import { holdMilliseconds, type SeatStore } from "./service.ts";

// One statement, one round trip: the rows that are free and unlocked, and the update when they are all there.
const hold = `
with free as (
  select seat_no from show_seats
  where event_id = $1 and seat_no = any($2::int[]) and (held_until is null or held_until <= now())
  order by seat_no for update skip locked
), held as (
  update show_seats set fan_id = $3, held_until = now() + $4 * interval '1 millisecond'
  where event_id = $1 and seat_no in (select seat_no from free)
    and (select count(*) from free) = cardinality($2::int[])
  returning seat_no
)
select count(*)::int as held, case when count(*) > 0 then pg_notify('held', $5) end from held`;

/** A row a seat, row locks, NOTIFY of the change; a pool of connections of the size that two cores serve best. */
export const createPostgresStore = async (url: string): Promise<SeatStore> => {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  await pool.query(`create table if not exists show_seats (
    event_id text, seat_no int, fan_id text, held_until timestamptz, primary key (event_id, seat_no)
  ) with (fillfactor = 50)`);
  return {
    async open(eventId, seatCount) {
      await pool.query("insert into show_seats select $1, i from generate_series(0, $2::int - 1) i", [
        eventId,
        seatCount,
      ]);
      await pool.query("vacuum analyze show_seats");
    },

    async hold(eventId, fanId, seats) {
      const change = JSON.stringify([eventId, seats]);
      const values = [eventId, seats, fanId, holdMilliseconds, change];
      const { rows } = await pool.query<{ held: number }>({ name: "hold", text: hold, values });
      return rows[0]?.held === seats.length;
    },

    async subscribe(held) {
      const listener = new pg.Client(url);
      await listener.connect();
      await listener.query("listen held");
      listener.on("notification", ({ payload }) => {
        const [eventId, seats] = JSON.parse(payload ?? "[]") as [string, number[]];
        held(eventId, seats);
      });
    },
  };
};
