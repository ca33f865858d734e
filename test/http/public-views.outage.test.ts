import { env } from "cloudflare:workers";
import { afterAll, expect, test } from "vitest";
import { api } from "../support/api.ts";
import { newEvent, setupOf } from "../support/box-office.ts";
import { startPostgres, stopPostgres } from "../support/outage.ts";

afterAll(startPostgres);

test("with Postgres away the seats are still told, and what needs it says when to come back", async () => {
  const eventId = newEvent();
  expect((await env.BOX_OFFICE.getByName(eventId).open(setupOf(eventId, { rows: [3] }), [])).ok).toBe(true);
  await stopPostgres();
  const availability = await api(`/events/${eventId}/availability`);
  expect([availability.status, await availability.json()]).toMatchObject([200, { availableByCategory: [3] }]);
  for (const path of [
    "/search",
    "/search/suggest?term=a",
    `/events/${eventId}`,
    `/events/${eventId}/tickets`,
    `/seat-maps/${"ab".repeat(32)}`,
  ]) {
    const response = await api(path);
    expect([path, response.status, await response.json()]).toMatchObject([
      path,
      503,
      { code: "unavailable" },
    ]);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  await startPostgres();
  expect((await api("/search")).status).toBe(200);
});
