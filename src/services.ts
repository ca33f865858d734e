import type { Booking } from "./booking/booking.ts";
import type { OrganizerOrders } from "./booking/organizer-orders.ts";
import type { OpenLiveSocket } from "./box-offices.ts";
import type { Catalog } from "./catalog/catalog.ts";
import type { PublicEvents } from "./catalog/public-events.ts";
import type { PublicListings } from "./catalog/public-listings.ts";
import type { Sitemap } from "./catalog/sitemap.ts";
import type { Tokens } from "./http/tokens.ts";
import type { CachedEntry } from "./http/views/cached-entry.ts";
import type { Webhooks } from "./payments/webhooks.ts";
import type { Reconciliation } from "./reconciliation/reconciliation.ts";
import type { SearchIndexes } from "./search/search-indexes.ts";
import type { Search } from "./search/search.ts";

/** The use-cases, as the routes see them; `src/index.ts` puts them together from the bindings. */
export interface Services {
  readonly booking: Booking;
  readonly organizerOrders: OrganizerOrders;
  readonly catalog: Catalog;
  readonly publicEvents: PublicEvents;
  readonly publicListings: PublicListings;
  readonly sitemap: Sitemap;
  readonly search: Search;
  readonly searchIndexes: SearchIndexes;
  readonly webhooks: Webhooks;
  readonly reconciliation: Reconciliation;
  readonly tokens: Tokens;
  readonly openLiveSocket: OpenLiveSocket;
  /** The cached entry, for the gateway. */
  readonly publicViews: CachedEntry;
}
