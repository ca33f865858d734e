import { and, asc, eq, gt, type InferSelectModel, inArray, sql } from "drizzle-orm";
import type { Performer, PerformerStore } from "../catalog/performers.ts";
import type { OrganizationId, PerformerId } from "../domain/ids.ts";
import type { HttpDatabase } from "./client.ts";
import { reading } from "./reading.ts";
import { performers } from "./schema.ts";

const performerOf = ({
  createdAt: _created,
  updatedAt: _updated,
  ...performer
}: InferSelectModel<typeof performers>): Performer => ({
  ...performer,
  id: performer.id as PerformerId,
  organizationId: performer.organizationId as OrganizationId,
});

export const createPerformerStore = (db: HttpDatabase): PerformerStore => ({
  async insert(performer) {
    await reading(db.insert(performers).values(performer));
  },

  async update(organizationId, id, changes) {
    const [row] = await reading(
      db
        .update(performers)
        .set({ ...changes, updatedAt: sql`now()` })
        .where(and(eq(performers.organizationId, organizationId), eq(performers.id, id)))
        .returning(),
    );
    return row && performerOf(row);
  },

  async find(organizationId, id) {
    const [row] = await reading(
      db
        .select()
        .from(performers)
        .where(and(eq(performers.organizationId, organizationId), eq(performers.id, id))),
    );
    return row && performerOf(row);
  },

  async known(organizationId, ids) {
    if (ids.length === 0) return new Set();
    const rows = await reading(
      db
        .select({ id: performers.id })
        .from(performers)
        .where(and(eq(performers.organizationId, organizationId), inArray(performers.id, [...ids]))),
    );
    return new Set(rows.map(({ id }) => id));
  },

  async list(organizationId, { after, limit }) {
    const rows = await reading(
      db
        .select()
        .from(performers)
        .where(
          and(eq(performers.organizationId, organizationId), after ? gt(performers.id, after) : undefined),
        )
        .orderBy(asc(performers.id))
        .limit(limit),
    );
    return rows.map(performerOf);
  },
});
