import type { PublicEvent } from "../../catalog/public-event.ts";
import { calendarOf } from "../../web/feeds/calendar.ts";
import { eventJsonLd } from "../../web/feeds/event-json-ld.ts";
import { sitemapIndexXml, sitemapPageXml } from "../../web/feeds/sitemap-xml.ts";
import { shownEvent, shownPerformer, shownVenue } from "./bodies.ts";
import { ids } from "./ids.ts";

const origin = "https://tickets.example.com";
const changedAt = Date.UTC(2027, 0, 10, 9);

const event: PublicEvent = {
  id: ids.event,
  name: shownEvent.name,
  type: "classical",
  status: "published",
  description: shownEvent.description,
  imageUrl: null,
  startsAt: Date.UTC(2027, 2, 1, 19),
  endsAt: null,
  doorsAt: Date.UTC(2027, 2, 1, 18),
  saleStartsAt: null,
  saleEndsAt: null,
  holdSeconds: 600,
  maxTicketsPerOrder: 8,
  currency: "eur",
  fees: { ticketMinor: 150, orderMinor: 200, refundable: false },
  refundHoursBefore: 48,
  refundWindowEndsAt: null,
  delayedPayment: false,
  seatMapHash: ids.seatMapHash,
  updatedAt: changedAt,
  venue: { ...shownVenue, id: ids.venue },
  performers: [{ ...shownPerformer, id: ids.performer }],
  categories: [
    { name: "Stalls", color: "#2f6fb3", priceMinor: 4800 },
    { name: "Standing", color: "#e08a1e", priceMinor: 2500 },
  ],
};

/** Made as answers are made. */
export const feedExamples = {
  calendar: calendarOf({ name: null, events: [event] }, origin),
  venueCalendar: calendarOf({ name: shownVenue.name, events: [event] }, origin),
  performerCalendar: calendarOf({ name: shownPerformer.name, events: [event] }, origin),
  jsonLd: eventJsonLd({ event, available: [143, 87] }, origin, changedAt),
  sitemap: sitemapIndexXml([{ kind: "events", number: 1, changedAt }], origin),
  sitemapPage: sitemapPageXml("events", [{ id: ids.event, changedAt }], origin),
};
