import type { Env } from "../env.ts";
import type { Services } from "../services.ts";
import { createRouter } from "./context.ts";
import { HttpProblem, problemOfError, problemResponse } from "./problem.ts";
import { availabilityViews } from "./routes/availability.ts";
import { calendarViews } from "./routes/calendars.ts";
import { eventViews } from "./routes/events.ts";
import { listingViews } from "./routes/listings.ts";
import { searchViews } from "./routes/search.ts";
import { seatMapViews } from "./routes/seat-maps.ts";
import { sitemapViews } from "./routes/sitemap.ts";
import { ticketViews } from "./routes/tickets.ts";
import { cacheTag, edgeHeader, freshness, withEtag } from "./views/freshness.ts";

const kinds = {
  events: cacheTag.event,
  venues: cacheTag.eventsAt,
  performers: cacheTag.eventsWith,
  "seat-maps": cacheTag.seatMap,
} as const;

/** Of what would be there: a venue and a performer are there with their first published event. */
const tagOf = (path: string): string => {
  const [, kind, id = ""] = /\/(events|venues|performers|seat-maps)\/([^/]+)/.exec(path) ?? [];
  return kind === undefined ? cacheTag.sitemap : kinds[kind as keyof typeof kinds](id);
};

/** What is missing may be published any moment: its absence is kept briefly, under the tag of what it would be. */
const missing = (response: Response, url: string): Response => {
  response.headers.set("cache-control", freshness.missing.public);
  response.headers.set(edgeHeader, freshness.missing.edge);
  response.headers.set("cache-tag", tagOf(new URL(url).pathname));
  return response;
};

/**
 * The cached entry: views that are the same for everyone, under the normal URLs that the gateway makes. It knows no fan; nothing
 * that depends on one may ever be routed here.
 */
export const createPublicViews = (servicesOf: (env: Env) => Services) => {
  const app = createRouter();
  app.onError((error, c) => {
    const response = problemResponse(problemOfError(error));
    return response.status === 404 ? missing(response, c.req.url) : response;
  });
  app.notFound(() => problemResponse(new HttpProblem("not_found", "There is nothing at this address.")));
  app.use(async (c, next) => {
    c.set("services", servicesOf(c.env as Env));
    await next();
  });
  app.use(withEtag);
  for (const views of [
    searchViews,
    eventViews,
    ticketViews,
    availabilityViews,
    seatMapViews,
    listingViews,
    calendarViews,
    sitemapViews,
  ])
    app.route("/", views);
  return app;
};
