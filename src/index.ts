import { exports, waitUntil, WorkerEntrypoint } from "cloudflare:workers";
import { BoxOfficeObject } from "../durable-objects/box-office/box-office.ts";
import { realClock, waitOf } from "../durable-objects/box-office/clock.ts";
import { SearchIndexObject } from "../durable-objects/search-index/search-index.ts";
import { realTime } from "../durable-objects/search-index/world.ts";
import { createBooking } from "./booking/booking.ts";
import { createOrganizerOrders } from "./booking/organizer-orders.ts";
import { boxOfficeOf, openLiveSocket } from "./box-offices.ts";
import { createCatalog } from "./catalog/catalog.ts";
import { createPublicEvents } from "./catalog/public-events.ts";
import { createBoxOfficeRestore } from "./catalog/restore-box-office.ts";
import { createChangeLog } from "./db/change-log.ts";
import { createPublicListings } from "./catalog/public-listings.ts";
import { createSitemap } from "./catalog/sitemap.ts";
import { httpDatabase, withTransaction } from "./db/client.ts";
import { recordDemand } from "./db/event-demand.ts";
import { createEventStore } from "./db/events.ts";
import { createOrderHistory } from "./db/orders.ts";
import { createPerformerStore } from "./db/performers.ts";
import { createPublicCatalogue } from "./db/public-events.ts";
import { createReconciliationStore } from "./db/reconciliation.ts";
import { createPublicListingStore } from "./db/public-listings.ts";
import { createSalesLedger } from "./db/sales.ts";
import { createPostgresSearchIndex } from "./db/search.ts";
import { createSeatMapStore } from "./db/seat-maps.ts";
import { createSitemapStore } from "./db/sitemap.ts";
import { createVenueStore } from "./db/venues.ts";
import { sha256 } from "./digest.ts";
import type { Env } from "./env.ts";
import { createGateway } from "./http/gateway.ts";
import { createPublicViews } from "./http/public-views.ts";
import { createTokens } from "./http/tokens.ts";
import { type AskPurge, createPurges } from "./http/views/purges.ts";
import type { PaymentGateway } from "./payments/gateway.ts";
import { readEvent } from "./payments/stripe-event.ts";
import { createStripeGateway, isLiveKey } from "./payments/stripe.ts";
import { createWebhooks } from "./payments/webhooks.ts";
import { createReconciliation } from "./reconciliation/reconciliation.ts";
import { runScheduledSweep } from "./reconciliation/scheduled-sweep.ts";
import type { SearchRegion } from "./search/region.ts";
import { createSearch } from "./search/search.ts";
import { nudgeSearchIndexes, searchIndexOf, searchRegionOf, searchIndexesOf } from "./search-regions.ts";
import type { Services } from "./services.ts";

// None of these holds a connection or belongs to a request, so an isolate makes each once.
let payments: PaymentGateway | undefined;

const paymentsOf = (env: Env): PaymentGateway => {
  payments ??= createStripeGateway({
    secretKey: env.STRIPE_SECRET_KEY,
    ...(env.STRIPE_API_BASE ? { apiBase: env.STRIPE_API_BASE } : {}),
  });
  return payments;
};

let services: Services | undefined;

const servicesOf = (env: Env): Services => {
  services ??= createServices(env);
  return services;
};

/** Whoever reaches this isolate is near it, and near the same index. */
let nearestRegion: SearchRegion = "weur";

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const createServices = (env: Env): Services => {
  const db = httpDatabase(env);
  const events = createEventStore(db, (run) => withTransaction(env, run));
  const seatMaps = createSeatMapStore(db);
  const sweepStore = createReconciliationStore(db);
  return {
    booking: createBooking({
      boxOfficeOf: boxOfficeOf(env),
      payments: paymentsOf(env),
      history: createOrderHistory(db),
      entropy: { random, sha256 },
    }),
    organizerOrders: createOrganizerOrders({
      boxOfficeOf: boxOfficeOf(env),
      isEventOf: async (organizationId, id) => (await events.find(organizationId, id)) !== undefined,
    }),
    catalog: createCatalog({
      venues: createVenueStore(db),
      performers: createPerformerStore(db),
      seatMaps,
      events,
      boxOfficeOf: boxOfficeOf(env),
      purge: async (tags) => {
        // They are all over the world: the organizer does not wait for them.
        if (tags.includes("search")) waitUntil(nudgeSearchIndexes(env));
        await exports.PublicViews.purge(tags).catch(console.error);
      },
      random,
      now: Date.now,
    }),
    publicEvents: createPublicEvents({
      catalogue: createPublicCatalogue(db),
      boxOfficeOf: boxOfficeOf(env),
    }),
    publicListings: createPublicListings({ store: createPublicListingStore(db), now: Date.now }),
    sitemap: createSitemap({ store: createSitemapStore(db), now: Date.now }),
    searchIndexes: searchIndexesOf(env),
    search: createSearch({
      index: {
        find: (...asked) => searchIndexOf(env, nearestRegion).find(...asked),
        suggest: (...asked) => searchIndexOf(env, nearestRegion).suggest(...asked),
      },
      fallback: createPostgresSearchIndex(db),
      now: Date.now,
      log: console.error,
    }),
    publicViews: exports.PublicViews,
    webhooks: createWebhooks({
      secret: env.STRIPE_WEBHOOK_SECRET,
      boxOfficeOf: boxOfficeOf(env),
      orderOf: (paymentIntentId) => paymentsOf(env).orderOf(paymentIntentId),
      live: isLiveKey(env.STRIPE_SECRET_KEY),
      log: console.error,
    }),
    reconciliation: createReconciliation({
      boxOfficeOf: boxOfficeOf(env),
      payments: paymentsOf(env),
      readEvent,
      live: isLiveKey(env.STRIPE_SECRET_KEY),
      store: sweepStore,
      restore: createBoxOfficeRestore({
        events,
        seatMaps,
        boxOfficeOf: boxOfficeOf(env),
        organizationOf: sweepStore.organizationOf,
      }),
      now: Date.now,
      wait: (ms) => waitOf(realClock, ms),
    }),
    openLiveSocket: openLiveSocket(env),
    tokens: createTokens({
      secret: env.TOKEN_SECRET,
      outside: env.JWKS_URL
        ? { jwksUrl: env.JWKS_URL, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE }
        : null,
    }),
  };
};

const gateway = createGateway(servicesOf);
const publicViews = createPublicViews(servicesOf);
const purges = createPurges({
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  log: console.error,
});

/** One per event: its seats, holds and orders, and the sockets of who is looking. */
export class BoxOffice extends BoxOfficeObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, {
      ...realClock,
      payments: () => paymentsOf(env),
      ledger: createSalesLedger(httpDatabase(env)),
      limitFan: async (fanId) => (await env.FAN_LIMIT.limit({ key: fanId })).success,
      tellDemand: async (demand) => {
        await recordDemand(httpDatabase(env), [demand]);
        await nudgeSearchIndexes(env);
      },
    });
  }
}

/** One per region of the world: what is searched near its fans. */
export class SearchIndex extends SearchIndexObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, { ...realTime, changeLog: createChangeLog(httpDatabase(env)), log: console.error });
  }
}

/** Views that are the same for every fan, behind the edge cache. */
export class PublicViews extends WorkerEntrypoint<Env> {
  override async fetch(request: Request): Promise<Response> {
    return publicViews.fetch(request, this.env);
  }

  /** Drops what carries any of these tags. A purge reaches only the entry that asks for it, so it is asked for here; locally there is no cache. */
  async purge(tags: readonly string[]): Promise<void> {
    const { cache } = this.ctx;
    if (!cache) return;
    const ask: AskPurge = (some) => cache.purge({ tags: [...some] });
    await purges.now(tags, ask);
    this.ctx.waitUntil(purges.rest(ask));
  }
}

const sweep = (env: Env): Promise<unknown> =>
  runScheduledSweep(servicesOf(env).reconciliation, {
    store: createReconciliationStore(httpDatabase(env)),
    log: console.log,
    alert: console.error,
  });

export default {
  fetch(request, env, context) {
    nearestRegion = searchRegionOf(request.cf ?? {});
    return gateway.fetch(request, env, context);
  },
  scheduled: async (_, env, context) => {
    context.waitUntil(nudgeSearchIndexes(env));
    context.waitUntil(createChangeLog(httpDatabase(env)).trim());
    await sweep(env);
  },
} satisfies ExportedHandler<Env>;
