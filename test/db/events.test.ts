import { eq, sql } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { boxOfficeOf } from "../../src/box-offices.ts";
import { createEventCatalog, type EventPorts } from "../../src/catalog/events.ts";
import { found } from "../../src/catalog/result.ts";
import { withTransaction } from "../../src/db/client.ts";
import { createEventStore } from "../../src/db/events.ts";
import { createPerformerStore } from "../../src/db/performers.ts";
import * as schema from "../../src/db/schema.ts";
import { createSeatMapStore } from "../../src/db/seat-maps.ts";
import type { EventId, OrganizationId } from "../../src/domain/ids.ts";
import { api, fanToken } from "../support/api.ts";
import { random } from "../support/box-office.ts";
import { addEvent, addPerformer, db, inDays } from "../support/catalogue.ts";
import { publishedEvent } from "../support/published-event.ts";

const store = createEventStore(db, (run) => withTransaction(env, run));
const catalogWith = (boxOffices: EventPorts["boxOfficeOf"]) =>
  createEventCatalog({
    events: store,
    seatMaps: createSeatMapStore(db),
    performers: createPerformerStore(db),
    boxOfficeOf: boxOffices,
    random,
    purge: async () => {},
  });

const rowOf = async (id: EventId) => {
  const [row] = await db.select().from(schema.events).where(eq(schema.events.id, id));
  if (!row) throw new Error(`there is no ${id}`);
  return { ...row, organizationId: row.organizationId as OrganizationId };
};
const hold = async (id: EventId): Promise<Response> =>
  api("/booking/reserve", { token: await fanToken(), json: { eventId: id, quantity: 1 } });

/** Until some transaction waits for a lock on the rows of events. */
const someoneWaits = async (): Promise<void> => {
  for (let i = 0; i < 200; i++) {
    const { rows } = await db.execute(sql`
      select from pg_stat_activity where wait_event_type = 'Lock' and query like '%for no key update%'`);
    if (rows.length > 0) return;
    await scheduler.wait(20);
  }
  throw new Error("nobody waits");
};

test("a change that waited for another one sees all of it", async () => {
  const organizationId = "org_test";
  const id = await addEvent();
  const performer = await addPerformer("Late");
  const [locked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = store.change(organizationId, id, async (event) => {
    locked.resolve();
    await go.promise;
    const prices = [{ category: "Front", priceMinor: 100 }];
    return found({ event: { ...event, name: "Changed", prices, performerIds: [performer] } });
  });
  await locked.promise;
  const second = store.change(organizationId, id, async (event) => found({ event }));
  await someoneWaits();
  go.resolve();
  await first;
  expect(await second).toMatchObject({
    value: {
      name: "Changed",
      prices: [{ category: "Front", priceMinor: 100 }],
      performerIds: [performer],
    },
  });
});

test("what Postgres refuses, the box office never hears of", async () => {
  const { id } = await publishedEvent();
  const { organizationId, name } = await rowOf(id);
  const edit = { saleEndsAt: inDays(-1), description: "\u0000" };
  await expect(catalogWith(boxOfficeOf(env)).edit(organizationId, id, edit)).rejects.toThrow();
  expect((await hold(id)).status).toBe(201);
  expect(await rowOf(id)).toMatchObject({ name, saleEndsAt: null });
});

test("what the box office does not answer is not kept", async () => {
  const { id } = await publishedEvent();
  const { organizationId } = await rowOf(id);
  const away = async () => {
    throw new Error("the box office is away");
  };
  const catalog = catalogWith(() => ({
    open: away,
    close: away,
    block: away,
    unblock: away,
    availability: away,
    cancelEvent: away,
    cancellation: away,
  }));
  await expect(catalog.edit(organizationId, id, { name: "Renamed" })).rejects.toThrow();
  expect((await rowOf(id)).name).not.toBe("Renamed");
});
