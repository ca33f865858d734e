import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { boxOfficeOf } from "../../src/box-offices.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { withTransaction } from "../../src/db/client.ts";
import { createEventStore } from "../../src/db/events.ts";
import { createPerformerStore } from "../../src/db/performers.ts";
import { createSeatMapStore } from "../../src/db/seat-maps.ts";
import { events } from "../../src/db/schema.ts";
import { createVenueStore } from "../../src/db/venues.ts";
import type { OrganizationId, VenueId } from "../../src/domain/ids.ts";
import { random } from "../support/box-office.ts";
import { db, inDays } from "../support/catalogue.ts";
import { publishedEvent } from "../support/published-event.ts";

let purged: string[] = [];
beforeEach(() => {
  purged = [];
});

const catalog = createCatalog({
  venues: createVenueStore(db),
  performers: createPerformerStore(db),
  seatMaps: createSeatMapStore(db),
  events: createEventStore(db, (run) => withTransaction(env, run)),
  boxOfficeOf: boxOfficeOf(env),
  purge: async (tags) => {
    purged.push(...tags);
  },
  random,
  now: Date.now,
});

const onSale = async () => {
  const event = await publishedEvent();
  const [row] = await db.select().from(events).where(eq(events.id, event.id));
  if (!row) throw new Error("it was just published");
  const organization = row.organizationId as OrganizationId;
  const performer = await catalog.performers.create(organization, {
    name: "Ensemble",
    description: "",
    imageUrl: null,
  });
  return { ...event, row, organization, venueId: row.venueId as VenueId, performer };
};

const ok = async (result: Promise<{ readonly ok: boolean }>): Promise<void> =>
  expect(await result).toMatchObject({ ok: true });

describe("what is dropped from the cache", () => {
  test("by a change of an event: it, the lists that it stands in, and the search", async () => {
    const { id, organization, venueId } = await onSale();
    const shown = [`event:${id}`, `events-at:${venueId}`, "search"];
    const { events: catalogued, sales, cancellation } = catalog;
    const schedule = { startsAt: inDays(60), refundUntil: inDays(10) };
    const unnamed = { endsAt: undefined, doorsAt: undefined, saleEndsAt: undefined };
    for (const change of [
      () => catalogued.edit(organization, id, { name: "Another evening" }),
      () => catalogued.edit(organization, id, { prices: [{ category: "Stalls", priceMinor: 5000 }] }),
      () => sales.reschedule(organization, id, { ...unnamed, ...schedule }),
      () => sales.close(organization, id),
      () => sales.publish(organization, id),
      () => cancellation.cancel(organization, id, ""),
    ]) {
      purged = [];
      await ok(change());
      expect([String(change), purged.toSorted()]).toEqual([String(change), shown.toSorted()]);
    }
  });

  test("by a change of who performs: the lists of who did and of who does", async () => {
    const { id, organization, performer } = await onSale();
    await ok(catalog.events.edit(organization, id, { performerIds: [performer.id] }));
    expect(purged).toContain(`events-with:${performer.id}`);
    purged = [];
    await ok(catalog.events.edit(organization, id, { performerIds: [] }));
    expect(purged).toContain(`events-with:${performer.id}`);
  });

  test("by a change of a venue or a performer: what shows them, and the search", async () => {
    const { organization, venueId, performer } = await onSale();
    await ok(catalog.venues.edit(organization, venueId, { name: "Hall, renamed" }));
    expect(purged).toEqual([`venue:${venueId}`, "search"]);
    purged = [];
    await ok(catalog.performers.edit(organization, performer.id, { name: "Ensemble, renamed" }));
    expect(purged).toEqual([`performer:${performer.id}`, "search"]);
  });

  test("by what nobody sees, and by seats: nothing", async () => {
    const { id, organization, row, ticket } = await onSale();
    await ok(catalog.sales.block(organization, id, { seatGuids: [], ticketIds: [ticket(0)] }));
    await ok(catalog.sales.unblock(organization, id, { seatGuids: [], ticketIds: [ticket(0)] }));
    await db.update(events).set({ status: "draft" }).where(eq(events.id, row.id));
    await ok(catalog.events.edit(organization, id, { name: "Not told yet" }));
    expect(purged).toEqual([]);
  });

  test("by what was refused: nothing", async () => {
    const { id, organization } = await onSale();
    expect(await catalog.events.edit(organization, id, { currency: "usd" })).toMatchObject({ ok: false });
    expect(purged).toEqual([]);
  });
});
