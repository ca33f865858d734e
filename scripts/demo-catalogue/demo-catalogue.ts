import { demoActs } from "./acts.ts";
import { categoriesOf, layoutOf } from "./layouts.ts";
import { forEach, organizerApi } from "./organizer-api.ts";
import { type DemoEvent, programme } from "./programme.ts";
import { type DemoVenue, demoVenues } from "./venues.ts";

/** Fills an empty Frontrow with venues, seat maps, performers and events, all through the organizer's HTTP API. */
export const loadDemoCatalogue = async (settings: {
  readonly origin: string;
  readonly organizerToken: string;
  readonly log: (line: string) => void;
}): Promise<void> => {
  const { origin, organizerToken, log } = settings;
  const api = organizerApi(origin, organizerToken);
  const started = performance.now();

  const seatMapIds = new Map(
    await forEach(demoVenues, async (venue): Promise<[DemoVenue, string]> => {
      const { kind: _kind, capacity: _capacity, currency: _currency, ...details } = venue;
      const venueId = await api.create("/venues", details);
      const seatMap = { name: venue.name, venueId, description: layoutOf(venue) };
      return [venue, await api.create("/seat-maps", seatMap)];
    }),
  );
  log(`${demoVenues.length} venues with their seat maps`);

  const names = [...new Set(demoActs.flatMap(({ performers }) => performers))];
  const performerIds = new Map(
    await forEach(names, async (name): Promise<[string, string]> => {
      return [name, await api.create("/performers", { name, description: aboutPerformer(name) })];
    }),
  );
  log(`${names.length} performers`);

  const events = programme(new Date());
  await forEach(events, async (event) => {
    const performers = event.act.performers.flatMap((name) => performerIds.get(name) ?? []);
    const id = await api.create("/events", bodyOf(event, seatMapIds.get(event.venue) ?? "", performers));
    await api.act(`/events/${id}/publish`);
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  log(`${events.length} events published; the demo catalogue took ${seconds} s`);
};

const aboutPerformer = (name: string): string => {
  const shows = demoActs.filter(({ performers }) => performers.includes(name)).map(({ title }) => title);
  return `${name} can be seen in ${shows.join("; ")}.`;
};

const bodyOf = (event: DemoEvent, seatMapId: string, performerIds: readonly string[]) => ({
  name: event.act.title,
  type: event.act.type,
  description: event.act.description,
  seatMapId,
  performerIds,
  startsAt: event.startsAt,
  endsAt: event.endsAt,
  doorsAt: event.doorsAt,
  saleStartsAt: event.saleStartsAt,
  currency: event.venue.currency,
  prices: categoriesOf(layoutOf(event.venue)).map((category) => ({
    category,
    priceMinor: event.priceOf(category),
  })),
  ...event.policy,
});
