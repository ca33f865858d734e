import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { httpDatabase } from "../../src/db/client.ts";
import * as schema from "../../src/db/schema.ts";
import {
  type EventId,
  newEventId,
  newPerformerId,
  newSeatMapId,
  newVenueId,
  type PerformerId,
  type VenueId,
} from "../../src/domain/ids.ts";

/** Rows as the organizer's side leaves them, for tests of what is made of them. */
export const db = httpDatabase(env);

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** A word that no other test uses: the database is shared. */
export const rareWord = (): string =>
  Array.from(random(12), (byte) => String.fromCharCode(97 + (byte % 26))).join("");

export const inDays = (days: number): Date => new Date(Date.now() + days * 24 * 3600 * 1000);

export const addVenue = async (venue: Partial<typeof schema.venues.$inferInsert> = {}): Promise<VenueId> => {
  const id = newVenueId(random);
  await db.insert(schema.venues).values({
    organizationId: "org_test",
    name: "Hall",
    address: "1 Street",
    city: "Nowhere",
    country: "DE",
    latitude: 52.5,
    longitude: 13.4,
    timeZone: "Europe/Berlin",
    ...venue,
    id,
  });
  return id;
};

export const addPerformer = async (name: string): Promise<PerformerId> => {
  const id = newPerformerId(random);
  await db.insert(schema.performers).values({ id, organizationId: "org_test", name });
  return id;
};

/** A geometry of one section with `seats` seats in two categories, the dearer in front. */
export const addGeometry = async (seats = 4): Promise<string> => {
  const hash = Array.from(random(32), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const categories = [
    { name: "Front", color: "#c00" },
    { name: "Back", color: "#00c" },
  ];
  const geometry = JSON.stringify({ version: 1, name: hash, categories });
  await db.insert(schema.seatMapGeometries).values({ hash, capacity: seats, geometry });
  await db.insert(schema.seats).values(
    Array.from({ length: seats }, (_, seatNo) => ({
      hash,
      seatNo,
      seatGuid: `seat-${seatNo}`,
      section: "Stalls",
      row: "A",
      label: String(seatNo + 1),
      category: seatNo < seats / 2 ? 0 : 1,
      accessible: false,
      removed: false,
    })),
  );
  return hash;
};

export interface EventParts {
  readonly event?: Partial<typeof schema.events.$inferInsert>;
  readonly performers?: readonly PerformerId[];
  readonly hash?: string;
  readonly venueId?: VenueId;
}

/** Published, in a month, in a hall in Berlin, unless it is said otherwise. */
export const addEvent = async ({
  event,
  performers = [],
  hash,
  venueId,
}: EventParts = {}): Promise<EventId> => {
  const id = newEventId(random);
  const seatMapHash = hash ?? (await addGeometry());
  const venue = venueId ?? (await addVenue());
  const seatMapId = newSeatMapId(random);
  await db
    .insert(schema.seatMaps)
    .values({ id: seatMapId, organizationId: "org_test", venueId: venue, name: "Map", hash: seatMapHash });
  await db.insert(schema.events).values({
    organizationId: "org_test",
    name: "Evening",
    type: "concert",
    startsAt: inDays(30),
    currency: "eur",
    status: "published",
    ...event,
    id,
    venueId: venue,
    seatMapId,
    seatMapHash,
  });
  if (performers.length > 0)
    await db
      .insert(schema.eventPerformers)
      .values(performers.map((performerId, position) => ({ eventId: id, performerId, position })));
  await db.insert(schema.priceCategories).values([
    { eventId: id, category: "Front", priceMinor: 9000 },
    { eventId: id, category: "Back", priceMinor: 4500 },
  ]);
  return id;
};

export const addToEvent = (eventId: EventId, performerId: PerformerId, position: number) =>
  db.insert(schema.eventPerformers).values({ eventId, performerId, position });

export const editEvent = (id: EventId, change: Partial<typeof schema.events.$inferInsert>) =>
  db.update(schema.events).set(change).where(eq(schema.events.id, id));

export const editVenue = (id: VenueId, change: Partial<typeof schema.venues.$inferInsert>) =>
  db.update(schema.venues).set(change).where(eq(schema.venues.id, id));

export const editPerformer = (id: PerformerId, name: string) =>
  db.update(schema.performers).set({ name }).where(eq(schema.performers.id, id));

/** The index near the test has all that is in the database: rows that a test writes itself tell nobody. */
export const bringIndexUpToDate = async (): Promise<void> => {
  const index = env.SEARCH_INDEX.getByName("weur");
  do await runInDurableObject(index, (instance) => instance.alarm());
  while ((await index.status()).isBuilding);
};
