import { and, asc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { NamedSeat, SeatNames } from "../catalog/event-store.ts";
import type { EventId } from "../domain/ids.ts";
import type { HttpDatabase, Transaction } from "./client.ts";
import { reading } from "./reading.ts";
import { blockedSeats, seats } from "./schema.ts";

/** Seats that left the map are not found. */
export const findSeats = async (
  db: HttpDatabase,
  hash: string,
  { guids, seatNos }: SeatNames,
): Promise<readonly NamedSeat[]> => {
  // One parameter a list, however long it is.
  const named: SQL[] = [];
  if (guids.length > 0)
    named.push(
      inArray(seats.seatGuid, sql`(select jsonb_array_elements_text(${JSON.stringify(guids)}::jsonb))`),
    );
  if (seatNos.length > 0)
    named.push(
      inArray(seats.seatNo, sql`(select jsonb_array_elements_text(${JSON.stringify(seatNos)}::jsonb)::int)`),
    );
  if (named.length === 0) return [];
  return await reading(
    db
      .select({ seatNo: seats.seatNo, guid: seats.seatGuid })
      .from(seats)
      .where(and(eq(seats.hash, hash), eq(seats.removed, false), or(...named)))
      .orderBy(asc(seats.seatNo)),
  );
};

export const findBlockedSeats = async (
  db: HttpDatabase,
  eventId: EventId,
  hash: string,
): Promise<readonly number[]> => {
  const rows = await reading(
    db
      .select({ seatNo: seats.seatNo })
      .from(blockedSeats)
      .innerJoin(seats, and(eq(seats.hash, hash), eq(seats.seatGuid, blockedSeats.seatGuid)))
      .where(and(eq(blockedSeats.eventId, eventId), eq(seats.removed, false)))
      .orderBy(asc(seats.seatNo)),
  );
  return rows.map(({ seatNo }) => seatNo);
};

export const blockSeats = async (
  transaction: Transaction,
  eventId: EventId,
  guids: readonly string[],
): Promise<void> => {
  if (guids.length === 0) return;
  await transaction.execute(sql`
    INSERT INTO blocked_seats (event_id, seat_guid)
    SELECT ${eventId}, guid FROM jsonb_array_elements_text(${JSON.stringify(guids)}::jsonb) AS guid
    ON CONFLICT DO NOTHING`);
};

export const unblockSeats = async (
  transaction: Transaction,
  eventId: EventId,
  guids: readonly string[],
): Promise<void> => {
  if (guids.length === 0) return;
  await transaction.execute(sql`
    DELETE FROM blocked_seats
    WHERE event_id = ${eventId}
      AND seat_guid IN (SELECT jsonb_array_elements_text(${JSON.stringify(guids)}::jsonb))`);
};
