import { exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { api } from "../support/api.ts";
import { addEvent, addPerformer, addVenue, editEvent, inDays } from "../support/catalogue.ts";

interface Listing {
  readonly events: readonly { readonly id: string; readonly status: string }[];
  readonly nextCursor: string | null;
}

const read = async (path: string): Promise<Listing> => (await api(path)).json();
const idsIn = ({ events }: Listing): string[] => events.map(({ id }) => id);

describe("a venue", () => {
  test("is shown with its coming events, the next first", async () => {
    const venueId = await addVenue({ name: "Great Hall" });
    const performer = await addPerformer("Ensemble");
    const later = await addEvent({ venueId, event: { startsAt: inDays(9) } });
    const next = await addEvent({ venueId, performers: [performer], event: { startsAt: inDays(2) } });
    await addEvent({ venueId, event: { startsAt: inDays(-2) } });
    const underWay = await addEvent({ venueId, event: { startsAt: inDays(-0.1), endsAt: inDays(0.1) } });
    await addEvent({ venueId, event: { status: "draft" } });
    const venue = await read(`/venues/${venueId}`);
    expect(idsIn(venue)).toEqual([underWay, next, later]);
    expect(venue).toMatchObject({
      id: venueId,
      name: "Great Hall",
      timeZone: "Europe/Berlin",
      nextCursor: null,
      links: { calendar: `/feeds/venues/${venueId}.ics` },
    });
    expect(venue.events[1]).toMatchObject({
      performers: [{ id: performer, name: "Ensemble" }],
      price: { lowestMinor: 4500, highestMinor: 9000, currency: "eur" },
      venue: { id: venueId, city: "Nowhere" },
    });
  });

  test("tells of an event that was canceled, unless nobody ever saw it", async () => {
    const venueId = await addVenue();
    const seen = await addEvent({ venueId });
    await editEvent(seen, { status: "canceled", publishedAt: inDays(-1) });
    await addEvent({ venueId, event: { status: "canceled" } });
    expect((await read(`/venues/${venueId}`)).events).toMatchObject([{ id: seen, status: "canceled" }]);
  });

  test("of which nothing was published is nobody's to see", async () => {
    const venueId = await addVenue();
    await addEvent({ venueId, event: { status: "draft" } });
    for (const path of [`/venues/${venueId}`, `/feeds/venues/${venueId}.ics`]) {
      const answer = await api(path);
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 404, { code: "not_found" }]);
    }
    const { headers } = await exports.PublicViews.fetch(`https://views/venues/${venueId}`);
    expect(headers.get("cache-tag")).toBe(`events-at:${venueId}`);
  });

  test("comes in pages without gaps or repeats, also where events start together", async () => {
    const venueId = await addVenue();
    const startsAt = inDays(3);
    const all = new Set<string>();
    for (let i = 0; i < 5; i++) all.add(await addEvent({ venueId, event: { startsAt } }));
    const paged: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Listing = await read(`/venues/${venueId}?limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...idsIn(page));
      cursor = page.nextCursor;
    }
    expect([paged.length, new Set(paged)]).toEqual([5, all]);
  });
});

test("a performer is shown with their coming events, wherever they are", async () => {
  const performer = await addPerformer("Soloist");
  const first = await addEvent({ performers: [performer], event: { startsAt: inDays(1) } });
  const second = await addEvent({ performers: [performer], event: { startsAt: inDays(2) } });
  await addEvent({ performers: [await addPerformer("Another")] });
  const shown = await read(`/performers/${performer}`);
  expect(shown).toMatchObject({ id: performer, name: "Soloist", description: "", imageUrl: null });
  expect(idsIn(shown)).toEqual([first, second]);
  expect((await api("/performers/prf_0000000000000000")).status).toBe(404);
});

describe("what an organizer changes", () => {
  const tagsOf = async (path: string): Promise<string[]> => {
    const { headers } = await exports.PublicViews.fetch(`https://views${path}`);
    expect(headers.get("cloudflare-cdn-cache-control")).toMatch(/^max-age=(3600|60), /);
    return (headers.get("cache-tag") ?? "").split(",");
  };

  test("has a tag in every view that shows it", async () => {
    const venueId = await addVenue();
    const performer = await addPerformer("Ensemble");
    const eventId = await addEvent({ venueId, performers: [performer] });
    const ofEvent = [`event:${eventId}`, `venue:${venueId}`, `performer:${performer}`];
    const views: Readonly<Record<string, readonly string[]>> = {
      [`/events/${eventId}`]: ofEvent,
      [`/events/${eventId}/json-ld`]: ofEvent,
      [`/events/${eventId}/ics`]: ofEvent,
      [`/venues/${venueId}`]: [`venue:${venueId}`, `events-at:${venueId}`, `performer:${performer}`],
      [`/performers/${performer}`]: [
        `performer:${performer}`,
        `events-with:${performer}`,
        `venue:${venueId}`,
      ],
      [`/feeds/venues/${venueId}/ics`]: [`venue:${venueId}`, `events-at:${venueId}`],
      [`/feeds/performers/${performer}/ics`]: [`performer:${performer}`, `events-with:${performer}`],
    };
    for (const [path, tags] of Object.entries(views))
      expect([path, await tagsOf(path)]).toEqual([path, tags]);
  });

  test("too much for a header of tags is kept by time alone", async () => {
    const venueId = await addVenue();
    for (let i = 0; i < 9; i++) {
      const performers = await Promise.all(Array.from({ length: 50 }, (_, j) => addPerformer(`P${i}.${j}`)));
      await addEvent({ venueId, performers });
    }
    const { headers } = await exports.PublicViews.fetch(`https://views/venues/${venueId}`);
    expect(headers.get("cloudflare-cdn-cache-control")).toMatch(/^max-age=30, /);
    expect(headers.get("cache-tag")).toBe(`venue:${venueId},events-at:${venueId}`);
  });
});
