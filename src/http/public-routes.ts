import { cors } from "hono/cors";
import { createRouter } from "./context.ts";
import { availabilityRoutes } from "./routes/availability.ts";
import { calendarRoutes } from "./routes/calendars.ts";
import { eventRoutes } from "./routes/events.ts";
import { listingRoutes } from "./routes/listings.ts";
import { searchRoutes } from "./routes/search.ts";
import { seatMapRoutes } from "./routes/seat-maps.ts";
import { sitemapRoutes } from "./routes/sitemap.ts";
import { ticketRoutes } from "./routes/tickets.ts";

/** The gateway's side of the cached views: it checks what is asked and hands it on under its normal URL. */
export const publicRoutes = createRouter();

// What everyone may see, every page may read; the answers know no fan. What a fan does is for this site's own pages, because their
// cookie speaks for the fan: those routes send no such header.
const readableAnywhere = cors({
  origin: "*",
  allowMethods: ["GET", "HEAD"],
  allowHeaders: ["if-none-match"],
  exposeHeaders: ["etag", "search-source"],
  maxAge: 24 * 3600,
});
const paths = [
  "/search",
  "/search/suggest",
  "/events/:eventId",
  "/events/:eventId/tickets",
  "/events/:eventId/availability",
  "/events/:eventId/ics",
  "/venues/:venueId",
  "/performers/:performerId",
  "/feeds/venues/:venueId/ics",
  "/feeds/performers/:performerId/ics",
  "/seat-maps/:hash",
];
for (const path of paths) publicRoutes.use(path, readableAnywhere);

for (const routes of [
  searchRoutes,
  eventRoutes,
  ticketRoutes,
  availabilityRoutes,
  seatMapRoutes,
  listingRoutes,
  calendarRoutes,
  sitemapRoutes,
])
  publicRoutes.route("/", routes);
