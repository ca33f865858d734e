import { and, asc, eq, gt, type InferSelectModel, sql } from "drizzle-orm";
import type { Venue, VenueStore } from "../catalog/venues.ts";
import type { OrganizationId, VenueId } from "../domain/ids.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";
import { venues } from "./schema.ts";

const venueOf = ({
  createdAt: _created,
  updatedAt: _updated,
  ...venue
}: InferSelectModel<typeof venues>): Venue => ({
  ...venue,
  id: venue.id as VenueId,
  organizationId: venue.organizationId as OrganizationId,
});

export const createVenueStore = (db: HttpDatabase): VenueStore => ({
  async insert(venue) {
    await reading(db.insert(venues).values(venue));
  },

  async update(organizationId, id, changes) {
    const [row] = await reading(
      db
        .update(venues)
        .set({ ...changes, updatedAt: sql`now()` })
        .where(and(eq(venues.organizationId, organizationId), eq(venues.id, id)))
        .returning(),
    );
    return row && venueOf(row);
  },

  async find(organizationId, id) {
    const [row] = await reading(
      db
        .select()
        .from(venues)
        .where(and(eq(venues.organizationId, organizationId), eq(venues.id, id))),
    );
    return row && venueOf(row);
  },

  async list(organizationId, { after, limit }) {
    const rows = await reading(
      db
        .select()
        .from(venues)
        .where(and(eq(venues.organizationId, organizationId), after ? gt(venues.id, after) : undefined))
        .orderBy(asc(venues.id))
        .limit(limit),
    );
    return rows.map(venueOf);
  },
});
