import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { recordDemand } from "../../src/db/event-demand.ts";
import { searchQueryOf } from "../../src/search/query.ts";
import { searchIndexOf } from "../../src/search-regions.ts";
import {
  addEvent,
  addPerformer,
  addVenue,
  db,
  editEvent,
  editPerformer,
  inDays,
  rareWord,
} from "../support/catalogue.ts";

const index = searchIndexOf(env, "me");
const settle = () => runInDurableObject(env.SEARCH_INDEX.getByName("me"), (instance) => instance.alarm());

const found = async (term: string) => {
  const read = searchQueryOf({ term });
  if ("faults" in read) throw new Error("the term has a fault");
  return (await index.find(read.query, 10, Date.now()))?.hits.map(({ event }) => event) ?? null;
};

test("an index of a real database has what was there, and follows what is written", async () => {
  const [name, guest, later] = [rareWord(), rareWord(), rareWord()];
  const performer = await addPerformer(guest);
  const id = await addEvent({
    event: { name, startsAt: inDays(3) },
    performers: [performer],
    venueId: await addVenue({ city: "Wien", country: "AT", timeZone: "Europe/Vienna" }),
  });
  expect(await found(name)).toBeNull();
  do await settle();
  while ((await index.status()).isBuilding);
  expect(await found(name)).toMatchObject([
    { id, performers: [guest], venue: { city: "Wien" }, availability: null },
  ]);

  await editPerformer(performer, later);
  await recordDemand(db, [{ eventId: id, availability: "few", lowestMinor: 4500, popularity: 100 }]);
  await index.nudge();
  await settle();
  expect(await found(later)).toMatchObject([{ id, availability: "few", prices: { lowestMinor: 4500 } }]);
  expect(await found(`"${guest}"`)).toEqual([]);

  await editEvent(id, { status: "canceled" });
  const committedAt = Date.now();
  await index.nudge();
  while ((await found(name))?.length !== 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(Date.now() - committedAt).toBeLessThan(1000);
  expect((await index.status()).lagMs).toBe(0);
});
