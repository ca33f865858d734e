import type { EventView } from "../../catalog/public-events.ts";
import type { PublicEvent, PublicVenue } from "../../catalog/public-event.ts";
import type { EventType } from "../../domain/event.ts";
import { zonedTimeOf } from "../../domain/local-time.ts";
import { decimalOf } from "../../domain/money.ts";

const types: Readonly<Record<EventType, string>> = {
  concert: "MusicEvent",
  classical: "MusicEvent",
  theatre: "TheaterEvent",
  sport: "SportsEvent",
  comedy: "ComedyEvent",
  festival: "Festival",
  family: "ChildrensEvent",
  talk: "Event",
};

const term = (name: string): string => `https://schema.org/${name}`;

/**
 * An event as schema.org tells it to search engines. Who organizes it is not told, since an organization has no name here. `origin`
 * is where the pages are, `now` in epoch milliseconds.
 */
export const eventJsonLd = ({ event, available }: EventView, origin: string, now: number): object => {
  const { venue, doorsAt, endsAt } = event;
  const url = `${origin}/events/${event.id}`;
  const time = (at: number): string => zonedTimeOf(at, venue.timeZone);
  return {
    "@context": "https://schema.org",
    "@type": types[event.type],
    "@id": url,
    url,
    name: event.name,
    ...(event.description === "" ? {} : { description: event.description }),
    ...(event.imageUrl === null ? {} : { image: [event.imageUrl] }),
    startDate: time(event.startsAt),
    ...(endsAt === null ? {} : { endDate: time(endsAt) }),
    ...(doorsAt === null ? {} : { doorTime: time(doorsAt) }),
    eventStatus: term(eventStatusOf(event)),
    eventAttendanceMode: term("OfflineEventAttendanceMode"),
    location: locationOf(venue, origin),
    ...(event.performers.length === 0 ? {} : { performer: performersOf(event, origin) }),
    ...offersOf(event, available, url, now),
  };
};

/** For a `script` element of a page: nothing in it ends that element. */
export const scriptTextOf = (jsonLd: object): string => JSON.stringify(jsonLd).replaceAll("<", "\\u003c");

const eventStatusOf = ({ status, refundWindowEndsAt }: PublicEvent): string =>
  status === "canceled"
    ? "EventCancelled"
    : refundWindowEndsAt === null
      ? "EventScheduled"
      : "EventRescheduled";

const locationOf = (venue: PublicVenue, origin: string): object => ({
  "@type": "Place",
  "@id": `${origin}/venues/${venue.id}`,
  name: venue.name,
  address: {
    "@type": "PostalAddress",
    streetAddress: venue.address,
    addressLocality: venue.city,
    ...(venue.region === null ? {} : { addressRegion: venue.region }),
    ...(venue.postalCode === null ? {} : { postalCode: venue.postalCode }),
    addressCountry: venue.country,
  },
  geo: { "@type": "GeoCoordinates", latitude: venue.latitude, longitude: venue.longitude },
});

const performersOf = ({ performers }: PublicEvent, origin: string): readonly object[] =>
  performers.map(({ id, name, imageUrl }) => ({
    // A person or a group: which of them is not known, and both perform.
    "@type": "PerformingGroup",
    "@id": `${origin}/performers/${id}`,
    name,
    ...(imageUrl === null ? {} : { image: imageUrl }),
  }));

/** Nothing where nothing has a price. */
const offersOf = (
  event: PublicEvent,
  available: EventView["available"],
  url: string,
  now: number,
): { readonly offers?: object } => {
  const sold = event.categories.flatMap(({ name, priceMinor }, i) =>
    priceMinor === null ? [] : [{ name, priceMinor, left: available?.[i] ?? null }],
  );
  if (sold.length === 0) return {};
  const price = (amountMinor: number): string => decimalOf(amountMinor, event.currency);
  const prices = sold.map(({ priceMinor }) => priceMinor);
  const lefts = sold.map(({ left }) => left);
  const common = {
    url,
    priceCurrency: event.currency.toUpperCase(),
    ...(event.saleStartsAt === null
      ? {}
      : { validFrom: zonedTimeOf(event.saleStartsAt, event.venue.timeZone) }),
  };
  const left = lefts.includes(null) ? null : lefts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return {
    offers: {
      "@type": "AggregateOffer",
      ...common,
      lowPrice: price(Math.min(...prices)),
      highPrice: price(Math.max(...prices)),
      offerCount: sold.length,
      availability: term(availabilityOf(event, left, now)),
      offers: sold.map((category) => ({
        "@type": "Offer",
        ...common,
        name: category.name,
        price: price(category.priceMinor),
        availability: term(availabilityOf(event, category.left, now)),
      })),
    },
  };
};

/** `left`: seats; null where the box office could not be asked, so that a sale under way is taken to have some. */
const availabilityOf = (event: PublicEvent, left: number | null, now: number): string => {
  const { status, saleStartsAt, saleEndsAt, endsAt, startsAt } = event;
  if (status === "canceled") return "Discontinued";
  if (status === "closed" || (saleEndsAt ?? endsAt ?? startsAt) <= now) return "OutOfStock";
  if (left === 0) return "SoldOut";
  return saleStartsAt !== null && saleStartsAt > now ? "PreSale" : "InStock";
};
