import { describe, expect, test } from "vitest";
import type { PublicEvent } from "../../src/catalog/public-event.ts";
import { createSitemap, sitemapKinds } from "../../src/catalog/sitemap.ts";
import { createSitemapStore } from "../../src/db/sitemap.ts";
import { eventJsonLd, scriptTextOf } from "../../src/web/feeds/event-json-ld.ts";
import { api } from "../support/api.ts";
import { addEvent, addPerformer, addVenue, db, inDays } from "../support/catalogue.ts";
import { publishedEvent } from "../support/published-event.ts";

const now = Date.UTC(2027, 0, 1);
const hour = 3_600_000;

const event: PublicEvent = {
  id: "evt_7k2m9q4x1v8p",
  name: "Winterreise",
  type: "classical",
  status: "published",
  description: "",
  imageUrl: "https://images.example.com/a.jpg",
  startsAt: Date.UTC(2027, 6, 1, 18),
  endsAt: Date.UTC(2027, 6, 1, 20),
  doorsAt: null,
  saleStartsAt: null,
  saleEndsAt: null,
  holdSeconds: 600,
  maxTicketsPerOrder: 8,
  currency: "eur",
  fees: { ticketMinor: 0, orderMinor: 0, refundable: false },
  refundHoursBefore: null,
  refundWindowEndsAt: null,
  delayedPayment: false,
  seatMapHash: "ab".repeat(32),
  updatedAt: now,
  venue: {
    id: "ven_7k2m9q4x1v8pabcd",
    name: "Harbour Hall",
    address: "Am Kai 3",
    city: "Hamburg",
    region: null,
    postalCode: "20457",
    country: "DE",
    latitude: 53.5413,
    longitude: 9.9841,
    timeZone: "Europe/Berlin",
  },
  performers: [{ id: "prf_7k2m9q4x1v8pabcd", name: "Mira Lindqvist", description: "", imageUrl: null }],
  categories: [
    { name: "Stalls", color: "#c00", priceMinor: 4800 },
    { name: "Staff", color: "#0c0", priceMinor: null },
    { name: "Standing", color: "#00c", priceMinor: 2550 },
  ],
};

const jsonLd = (changes: Partial<PublicEvent> = {}, available: readonly number[] | null = [3, 5, 0]) =>
  eventJsonLd({ event: { ...event, ...changes }, available }, "https://frontrow.test", now);

describe("what a search engine reads of an event", () => {
  test("is what it is, where, when by the clock there, by whom and for how much", () => {
    expect(jsonLd()).toEqual({
      "@context": "https://schema.org",
      "@type": "MusicEvent",
      "@id": "https://frontrow.test/events/evt_7k2m9q4x1v8p",
      url: "https://frontrow.test/events/evt_7k2m9q4x1v8p",
      name: "Winterreise",
      image: ["https://images.example.com/a.jpg"],
      startDate: "2027-07-01T20:00:00+02:00",
      endDate: "2027-07-01T22:00:00+02:00",
      eventStatus: "https://schema.org/EventScheduled",
      eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
      location: {
        "@type": "Place",
        "@id": "https://frontrow.test/venues/ven_7k2m9q4x1v8pabcd",
        name: "Harbour Hall",
        address: {
          "@type": "PostalAddress",
          streetAddress: "Am Kai 3",
          addressLocality: "Hamburg",
          postalCode: "20457",
          addressCountry: "DE",
        },
        geo: { "@type": "GeoCoordinates", latitude: 53.5413, longitude: 9.9841 },
      },
      performer: [
        {
          "@type": "PerformingGroup",
          "@id": "https://frontrow.test/performers/prf_7k2m9q4x1v8pabcd",
          name: "Mira Lindqvist",
        },
      ],
      offers: {
        "@type": "AggregateOffer",
        url: "https://frontrow.test/events/evt_7k2m9q4x1v8p",
        priceCurrency: "EUR",
        lowPrice: "25.50",
        highPrice: "48.00",
        offerCount: 2,
        availability: "https://schema.org/InStock",
        offers: [
          {
            "@type": "Offer",
            url: "https://frontrow.test/events/evt_7k2m9q4x1v8p",
            priceCurrency: "EUR",
            name: "Stalls",
            price: "48.00",
            availability: "https://schema.org/InStock",
          },
          {
            "@type": "Offer",
            url: "https://frontrow.test/events/evt_7k2m9q4x1v8p",
            priceCurrency: "EUR",
            name: "Standing",
            price: "25.50",
            availability: "https://schema.org/SoldOut",
          },
        ],
      },
    });
  });

  test.each([
    ["EventCancelled", "Discontinued", { status: "canceled" }],
    ["EventRescheduled", "InStock", { refundWindowEndsAt: now + hour }],
    ["EventScheduled", "OutOfStock", { status: "closed" }],
    ["EventScheduled", "OutOfStock", { saleEndsAt: now }],
    ["EventScheduled", "PreSale", { saleStartsAt: now + hour }],
    ["EventScheduled", "InStock", { saleStartsAt: now }],
  ] as const)("says %s and %s", (eventStatus, availability, changes) => {
    expect(jsonLd(changes)).toMatchObject({
      eventStatus: `https://schema.org/${eventStatus}`,
      offers: { availability: `https://schema.org/${availability}` },
    });
  });

  test("says that it is sold out only where that is known", () => {
    const availabilityOf = (available: readonly number[] | null) =>
      (jsonLd({}, available) as { offers: { availability: string } }).offers.availability;
    expect(availabilityOf([0, 7, 0])).toMatch(/SoldOut$/);
    expect(availabilityOf(null)).toMatch(/InStock$/);
  });

  test("counts money as its currency does, and offers nothing that has no price", () => {
    const offers = (changes: Partial<PublicEvent>) => jsonLd(changes) as { offers?: object };
    const categories = [{ name: "Stalls", color: "#c00", priceMinor: 4500 }];
    expect(offers({ currency: "jpy", categories }).offers).toMatchObject({ lowPrice: "4500" });
    expect(offers({ currency: "kwd", categories }).offers).toMatchObject({ lowPrice: "4.500" });
    expect(offers({ categories: [] }).offers).toBeUndefined();
  });

  test("can stand in a page: nothing in it ends the script", () => {
    const text = scriptTextOf(jsonLd({ name: "</script><script>alert(1)</script>" }));
    expect(text).not.toContain("<");
    expect(JSON.parse(text)).toMatchObject({ name: "</script><script>alert(1)</script>" });
  });

  test("is had from the event's address by who asks for it, with the seats that are left", async () => {
    const { id } = await publishedEvent({ rows: [2] });
    const answer = await api(`/events/${id}`, { headers: { accept: "application/ld+json" } });
    expect([answer.headers.get("content-type"), answer.headers.get("vary")]).toEqual([
      "application/ld+json",
      "accept",
    ]);
    expect(await answer.json()).toMatchObject({
      "@id": `https://frontrow.test/events/${id}`,
      offers: { priceCurrency: "EUR", availability: "https://schema.org/InStock" },
    });
    const other = await api(`/events/${id}`, { headers: { accept: "text/html,*/*;q=0.8" } });
    expect(await other.json()).toMatchObject({ id, priceCategories: [{ available: 2 }] });
  });
});

const locationsIn = (xml: string): string[] =>
  [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = ""]) => url);
const changesIn = (xml: string): string[] =>
  [...xml.matchAll(/<lastmod>([^<]*)<\/lastmod>/g)].map(([, time = ""]) => time);

describe("the sitemap", () => {
  test("leads over its pages to all that comes, and to nothing else", async () => {
    const venueId = await addVenue();
    const performer = await addPerformer("Ensemble");
    const coming = await addEvent({ venueId, performers: [performer] });
    const hidden = await Promise.all([
      addEvent({ event: { status: "draft" } }),
      addEvent({ event: { status: "canceled" } }),
      addEvent({ event: { startsAt: inDays(-1) } }),
    ]);
    const index = await api("/sitemap.xml");
    expect([index.status, index.headers.get("content-type")]).toEqual([
      200,
      "application/xml; charset=utf-8",
    ]);
    const pages = locationsIn(await index.text());
    expect(new Set(pages.map((url) => url.replace(/-\d+\.xml$/, "")))).toEqual(
      new Set(sitemapKinds.map((kind) => `https://frontrow.test/sitemaps/${kind}`)),
    );
    const texts = await Promise.all(
      pages.map(async (url) => await (await api(url.replace("https://frontrow.test", ""))).text()),
    );
    const urls = texts.flatMap(locationsIn);
    for (const there of [`events/${coming}`, `venues/${venueId}`, `performers/${performer}`])
      expect(urls).toContain(`https://frontrow.test/${there}`);
    for (const id of hidden) expect(urls).not.toContain(`https://frontrow.test/events/${id}`);
    for (const time of texts.flatMap(changesIn)) expect(new Date(time).toISOString()).toBe(time);
  });

  test("has no page that its index does not name", async () => {
    for (const page of ["events-99999", "events-0", "events-1000000", "drafts-1", "events"])
      expect([page, (await api(`/sitemaps/${page}.xml`)).status]).toEqual([page, 404]);
  });

  test("is cut into pages without gaps or repeats", async () => {
    for (let i = 0; i < 5; i++) await addEvent();
    const cut = createSitemap({ store: createSitemapStore(db), now: Date.now, perPage: 2 });
    const whole = createSitemap({ store: createSitemapStore(db), now: Date.now });
    const pages = (await cut.pages()).filter(({ kind }) => kind === "events");
    expect(pages.map(({ number }) => number)).toEqual(pages.map((_, i) => i + 1));
    const parts = await Promise.all(pages.map(({ number }) => cut.entries("events", number)));
    for (const [i, part] of parts.entries()) {
      expect(part.length).toBeLessThanOrEqual(2);
      expect(pages[i]?.changedAt).toBe(Math.max(...part.map(({ changedAt }) => changedAt)));
    }
    expect(parts.flat()).toEqual(await whole.entries("events", 1));
  });
});
