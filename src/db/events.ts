import { and, asc, eq, getTableColumns, gt, type InferSelectModel, sql } from "drizzle-orm";
import type { CategoryPrice, EventRecord } from "../catalog/event-record.ts";
import type { EventChange, EventStore } from "../catalog/event-store.ts";
import { found, notFound, refused } from "../catalog/result.ts";
import type { EventId, OrganizationId, PerformerId, SeatMapId, VenueId } from "../domain/ids.ts";
import type { Refusal } from "../domain/outcome.ts";
import { blockSeats, findBlockedSeats, findSeats, unblockSeats } from "./blocked-seats.ts";
import type { HttpDatabase, Transaction } from "./client.ts";
import { reading } from "./reading.ts";
import { eventPerformers, events, priceCategories } from "./schema.ts";
import { findSales, findSoldOrders } from "./sold-orders.ts";

const columns = {
  ...getTableColumns(events),
  performerIds: sql<PerformerId[]>`(
    select coalesce(json_agg(ep.performer_id order by ep.position), '[]')
      from event_performers ep where ep.event_id = events.id)`,
  prices: sql<CategoryPrice[]>`(
    select coalesce(json_agg(json_build_object('category', pc.category, 'priceMinor', pc.price_minor)
             order by pc.category), '[]')
      from price_categories pc where pc.event_id = events.id)`,
};

type EventRow = InferSelectModel<typeof events> & Pick<EventRecord, "performerIds" | "prices">;

const eventOf = ({ createdAt: _created, updatedAt: _updated, ...row }: EventRow): EventRecord => ({
  ...row,
  id: row.id as EventId,
  organizationId: row.organizationId as OrganizationId,
  venueId: row.venueId as VenueId,
  seatMapId: row.seatMapId as SeatMapId,
});

const isTheirs = (organizationId: OrganizationId, id: EventId) =>
  and(eq(events.organizationId, organizationId), eq(events.id, id));

const performerRows = ({ id, performerIds }: EventRecord) =>
  performerIds.map((performerId, position) => ({ eventId: id, performerId, position }));

const priceRows = ({ id, prices }: EventRecord) => prices.map((price) => ({ ...price, eventId: id }));

export const createEventStore = (
  db: HttpDatabase,
  transact: <Result>(run: (transaction: Transaction) => Promise<Result>) => Promise<Result>,
): EventStore => ({
  async insert(event) {
    const performers = performerRows(event);
    await reading(
      db.batch([
        db.insert(events).values(event),
        db.insert(priceCategories).values(priceRows(event)),
        ...(performers.length > 0 ? [db.insert(eventPerformers).values(performers)] : []),
      ]),
    );
  },

  async find(organizationId, id) {
    const [row] = await reading(db.select(columns).from(events).where(isTheirs(organizationId, id)));
    return row && eventOf(row);
  },

  async list(organizationId, { after, limit }) {
    const rows = await reading(
      db
        .select(columns)
        .from(events)
        .where(and(eq(events.organizationId, organizationId), after ? gt(events.id, after) : undefined))
        .orderBy(asc(events.id))
        .limit(limit),
    );
    return rows.map(eventOf);
  },

  async change(organizationId, id, decide) {
    try {
      return await transact(async (transaction) => {
        const before = await lock(transaction, organizationId, id);
        if (!before) return notFound("event");
        const decided = await decide(before);
        if (!decided.ok) return decided;
        const { event, tellBoxOffice } = decided.value;
        await write(transaction, before, decided.value);
        const told = await tellBoxOffice?.();
        if (told && !told.ok) throw new RefusedByBoxOffice(told.refusal);
        return found(event);
      });
    } catch (error) {
      if (error instanceof RefusedByBoxOffice) return refused(error.refusal);
      throw error;
    }
  },

  seatsNamed: (hash, names) => findSeats(db, hash, names),
  blockedSeats: (id, hash) => findBlockedSeats(db, id, hash),
  soldOrders: (id) => findSoldOrders(db, id),
  sales: (id) => findSales(db, id),
});

/** Thrown, because only that rolls a transaction back. */
class RefusedByBoxOffice extends Error {
  override readonly name = "RefusedByBoxOffice";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const lock = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  id: EventId,
): Promise<EventRecord | undefined> => {
  // Weaker than FOR UPDATE: sales of the event, which refer to it, go on meanwhile.
  await reading(
    transaction
      .select({ id: events.id })
      .from(events)
      .where(isTheirs(organizationId, id))
      .for("no key update"),
  );
  // By itself: a statement that waited reads the locked row anew, and its sub-selects as they were before the wait.
  const [row] = await reading(transaction.select(columns).from(events).where(isTheirs(organizationId, id)));
  return row && eventOf(row);
};

const write = async (
  transaction: Transaction,
  before: EventRecord,
  { event, block = [], unblock = [] }: EventChange,
): Promise<void> => {
  await reading(writeEvent(transaction, before, event));
  await reading(blockSeats(transaction, event.id, block));
  await reading(unblockSeats(transaction, event.id, unblock));
};

const writeEvent = async (
  transaction: Transaction,
  before: EventRecord,
  after: EventRecord,
): Promise<void> => {
  if (after === before) return;
  const { id, organizationId: _, performerIds, prices, ...fields } = after;
  await transaction
    .update(events)
    .set({ ...fields, updatedAt: sql`now()` })
    .where(eq(events.id, id));
  if (JSON.stringify(performerIds) !== JSON.stringify(before.performerIds)) {
    await transaction.delete(eventPerformers).where(eq(eventPerformers.eventId, id));
    if (performerIds.length > 0) await transaction.insert(eventPerformers).values(performerRows(after));
  }
  if (JSON.stringify(prices) !== JSON.stringify(before.prices)) {
    await transaction.delete(priceCategories).where(eq(priceCategories.eventId, id));
    await transaction.insert(priceCategories).values(priceRows(after));
  }
};
