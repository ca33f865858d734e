import { createEventCancellation, type EventCancellation } from "./event-cancellation.ts";
import { createEventSales, type EventSales } from "./event-sales.ts";
import { createEventStatistics, type EventStatistics } from "./event-stats.ts";
import { createEventCatalog, type EventCatalog, type EventPorts } from "./events.ts";
import { createPerformerCatalog, type PerformerCatalog, type PerformerStore } from "./performers.ts";
import { createSeatMapCatalog, type SeatMapCatalog } from "./seat-maps.ts";
import { createVenueCatalog, type VenueCatalog, type VenueStore } from "./venues.ts";

/** What an organizer publishes, and only his own: the things of another organization do not exist for him. */
export interface Catalog {
  readonly venues: VenueCatalog;
  readonly performers: PerformerCatalog;
  readonly seatMaps: SeatMapCatalog;
  readonly events: EventCatalog;
  readonly sales: EventSales;
  readonly cancellation: EventCancellation;
  readonly statistics: EventStatistics;
}

export interface CatalogPorts extends EventPorts {
  readonly venues: VenueStore;
  readonly performers: PerformerStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export const createCatalog = (ports: CatalogPorts): Catalog => ({
  venues: createVenueCatalog(ports),
  performers: createPerformerCatalog(ports),
  seatMaps: createSeatMapCatalog(ports),
  events: createEventCatalog(ports),
  sales: createEventSales(ports),
  cancellation: createEventCancellation(ports),
  statistics: createEventStatistics(ports),
});
