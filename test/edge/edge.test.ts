import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ticketIdOf } from "../../src/domain/ids.ts";
import { organize, organizerOf, publishEvent } from "./catalogue.ts";
import { type EdgeStack, startEdgeStack } from "./edge-stack.ts";
import { searchAround, searchOf, seeded } from "./fans.ts";
import { hasNginx } from "./nginx.ts";

if (!hasNginx)
  console.warn(
    "\nSKIPPED: nginx is not installed (Debian: apt-get install nginx-light); the edge cache is not proved.\n",
  );

const fansAtOnce = 32;

describe.skipIf(!hasNginx)("an HTTP cache before the views", () => {
  let stack: EdgeStack;
  beforeAll(async () => {
    stack = await startEdgeStack();
  }, 240_000);
  afterAll(async () => {
    await stack?.stop();
  });

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(stack.origin + path, { headers });

  const askAll = async (paths: readonly string[]): Promise<void> => {
    const left = [...paths];
    const fan = async (): Promise<void> => {
      for (let path = left.pop(); path !== undefined; path = left.pop()) {
        const response = await get(path);
        expect([path, response.status]).toEqual([path, 200]);
        await response.arrayBuffer();
      }
    };
    await Promise.all(Array.from({ length: fansAtOnce }, fan));
  };

  const reachedBy = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = (await stack.nginx.reached()).length;
    await act();
    return (await stack.nginx.reached()).slice(before);
  };

  it("lets few of 1,000 fans reach the Worker who search near each other", async () => {
    const random = seeded(1);
    const paths = Array.from({ length: 1000 }, () => searchAround(random));
    expect(new Set(paths).size).toBe(1000);
    const reached = await reachedBy(() => askAll(paths));
    console.info(`1,000 fans who search near each other: ${reached.length} requests reach the Worker`);
    expect(reached.length).toBeLessThanOrEqual(60);
  });

  it("answers most of a mix of searches by itself", { timeout: 120_000 }, async () => {
    const random = seeded(2);
    const paths = Array.from({ length: 4000 }, () => searchOf(random));
    const before = (await stack.nginx.statuses()).length;
    const reached = await reachedBy(() => askAll(paths));
    const statuses = (await stack.nginx.statuses()).slice(before);
    expect(statuses).toHaveLength(paths.length);
    // What is refreshed meanwhile, on a slow machine, the fan does not wait for.
    const hits = statuses.filter((line) => /^(HIT|STALE|UPDATING) /.test(line)).length;
    const ratio = hits / paths.length;
    const asTyped = 1 - new Set(paths).size / paths.length;
    const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
    console.info(
      `4,000 searches: hit ratio ${percent(ratio)}, ${reached.length} requests reach the Worker; by their URLs as typed ${percent(asTyped)} at most`,
    );
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeGreaterThan(asTyped * 1.5);
  });

  it("asks the Worker once for what a hundred fans ask at the same moment", async () => {
    const { id } = await publishEvent(stack, "A rush");
    const reached = await reachedBy(() => askAll(Array.from({ length: 100 }, () => `/events/${id}`)));
    expect(reached.filter((line) => line === `200 /events/${id}`)).toHaveLength(1);
  });

  it("keeps no answer that depends on who asks, and no refusal", async () => {
    const paths = ["/booking/orders", "/organizer/venues", "/search?limit=0", "/docs"];
    const token = await organizerOf(stack);
    const reached = await reachedBy(async () => {
      for (const path of paths) await (await get(path, { authorization: `Bearer ${token}` })).arrayBuffer();
    });
    expect(reached).toEqual([]);
  });

  it("shows an organizer's edit at once, everywhere, and leaves the rest kept", async () => {
    const { id, venueId, performerId } = await publishEvent(stack, "Overture");
    const other = await publishEvent(stack, "Another");
    const views = [`/events/${id}`, `/events/${id}.ics`, `/venues/${venueId}`, `/performers/${performerId}`];
    const texts = () => Promise.all(views.map(async (path) => await (await get(path)).text()));
    for (const text of await texts()) expect(text).toContain("Overture");
    await get(`/events/${other.id}`);
    expect((await reachedBy(texts)).filter((line) => !line.includes("/availability"))).toEqual([]);
    const before = stack.purged.length;
    await organize(stack, `/events/${id}`, { name: "Finale" }, "PATCH");
    expect(stack.purged.slice(before)).toEqual(
      expect.arrayContaining([`event:${id}`, `events-at:${venueId}`, `events-with:${performerId}`]),
    );
    for (const text of await texts())
      expect([text.includes("Finale"), text.includes("Overture")]).toEqual([true, false]);
    expect(
      (await reachedBy(() => get(`/events/${other.id}`))).filter((line) => !line.includes("/availability")),
    ).toEqual([]);
    await organize(stack, `/venues/${venueId}`, { name: "Hall, renamed" }, "PATCH");
    for (const text of await Promise.all([get(`/events/${id}`), get(`/venues/${venueId}`)]))
      expect(await text.text()).toContain("Hall, renamed");
    await organize(stack, `/performers/${performerId}`, { name: "Ensemble, renamed" }, "PATCH");
    for (const text of await texts()) expect(text.replaceAll("\\", "")).toContain("Ensemble, renamed");
  });

  it("keeps an event and tells the seats that are left of it all the same", async () => {
    const { id } = await publishEvent(stack, "Seats");
    const left = async (): Promise<number> => {
      const { priceCategories } = (await (await get(`/events/${id}`)).json()) as {
        priceCategories: { available: number }[];
      };
      return priceCategories[0]?.available ?? Number.NaN;
    };
    const all = await left();
    const { token } = (await (await fetch(`${stack.origin}/session`, { method: "POST" })).json()) as {
      token: string;
    };
    const held = await fetch(`${stack.origin}/booking/reserve`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ ticketId: ticketIdOf(id, 0) }),
    });
    expect(held.status).toBe(201);
    const reached = await reachedBy(() => expect.poll(left, { timeout: 5000, interval: 200 }).toBe(all - 1));
    expect(reached.filter((line) => !line.includes("/availability"))).toEqual([]);
  });

  it("answers who has it already with 304, and asks the Worker for no body that it has", async () => {
    const { id } = await publishEvent(stack, "Known");
    const path = `/events/${id}/availability`;
    const etag = (await get(path)).headers.get("etag") ?? "";
    const again = await get(path, { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    // nginx counts in whole seconds: now it is neither fresh nor to be shown stale.
    await sleep(4200);
    expect(await reachedBy(() => get(path))).toEqual([`304 ${path}`]);
  });

  it("shows what is stale while it asks, and while the Worker is away", async () => {
    const { id } = await publishEvent(stack, "Stale");
    const path = `/events/${id}/availability`;
    const fromCache = async () => {
      const response = await fetch(stack.nginx.origin + path);
      await response.arrayBuffer();
      return [response.status, response.headers.get("x-cache-status")];
    };
    expect(await fromCache()).toEqual([200, "MISS"]);
    expect(await fromCache()).toEqual([200, "HIT"]);
    await expect.poll(fromCache, { interval: 100, timeout: 5000 }).toEqual([200, "STALE"]);
    await expect.poll(fromCache, { interval: 100 }).toEqual([200, "HIT"]);
    await fetch(`${stack.nginx.origin}/events/${id}`);
    await stack.worker.stop("SIGKILL");
    try {
      await sleep(4200);
      expect(await fromCache()).toEqual([200, "STALE"]);
      const kept = await fetch(`${stack.nginx.origin}/events/${id}`);
      expect([kept.status, kept.headers.get("x-cache-status")]).toEqual([200, "HIT"]);
      expect((await fetch(`${stack.nginx.origin}/search?term=never+asked`)).status).toBe(502);
    } finally {
      await stack.worker.start();
    }
  });
});
