import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { cacheTag } from "../../catalog/cache-tags.ts";
import type { ListedEvent } from "../../catalog/public-listings.ts";
import { type AppEnv, createRouter } from "../context.ts";
import { idField } from "../id-fields.ts";
import { HttpProblem } from "../problem.ts";
import { freshness, keep } from "../views/freshness.ts";
import { handOn, normalUrl } from "../views/hand-on.ts";
import {
  cursorText,
  defaultLimit,
  ListingParameters,
  listedEvent,
  PerformerViewSchema,
  positionIn,
  VenueViewSchema,
} from "./listing-schemas.ts";

const tags = ["Venues and performers"];
const unchanged = { description: "As the If-None-Match of the request has it" };

const venue = createRoute({
  method: "get",
  path: "/venues/{venueId}",
  tags,
  summary: "A venue and its coming events",
  description: "Of a venue where an event was published. What an organizer changes is seen within seconds.",
  request: { params: z.object({ venueId: idField("venue") }), query: ListingParameters },
  responses: {
    200: { description: "The venue", content: { "application/json": { schema: VenueViewSchema } } },
    304: unchanged,
  },
});

const performer = createRoute({
  method: "get",
  path: "/performers/{performerId}",
  tags,
  summary: "A performer and their coming events",
  description: "Of a performer of a published event. What an organizer changes is seen within seconds.",
  request: { params: z.object({ performerId: idField("performer") }), query: ListingParameters },
  responses: {
    200: { description: "The performer", content: { "application/json": { schema: PerformerViewSchema } } },
    304: unchanged,
  },
});

type Parameters = z.output<typeof ListingParameters>;

const normal = ({ cursor, limit }: Parameters) => ({ cursor, limit: limit === defaultLimit ? null : limit });
const pageOf = ({ cursor, limit }: Parameters) => ({ after: positionIn(cursor), limit });

export const listingRoutes = createRouter()
  .openapi(venue, (c) =>
    handOn(c, normalUrl(`/venues/${c.req.valid("param").venueId}`, normal(c.req.valid("query")))),
  )
  .openapi(performer, (c) =>
    handOn(c, normalUrl(`/performers/${c.req.valid("param").performerId}`, normal(c.req.valid("query")))),
  );

/** A header of tags has an end (16 KiB at Cloudflare): a page with more names on it is kept by time alone. */
const mostTags = 400;

const keepListing = (
  c: Context<AppEnv>,
  subject: readonly string[],
  events: readonly ListedEvent[],
): void => {
  const named = events.flatMap(({ venue: { id }, performers }) => [
    cacheTag.venue(id),
    ...performers.map((performer) => cacheTag.performer(performer.id)),
  ]);
  const all = [...new Set([...subject, ...named])];
  if (all.length <= mostTags) keep(c, freshness.details, all);
  else keep(c, freshness.search, subject);
};

/** Behind the cache. */
export const listingViews = createRouter()
  .openapi(venue, async (c) => {
    const { venueId } = c.req.valid("param");
    const listing = await c.var.services.publicListings.venue(venueId, pageOf(c.req.valid("query")));
    if (!listing) throw new HttpProblem("not_found", "There is no such venue.");
    const { subject, events, next } = listing;
    keepListing(c, [cacheTag.venue(venueId), cacheTag.eventsAt(venueId)], events);
    const links = { calendar: `/feeds/venues/${venueId}.ics` };
    return c.json({ ...subject, events: events.map(listedEvent), nextCursor: cursorText(next), links }, 200);
  })
  .openapi(performer, async (c) => {
    const { performerId } = c.req.valid("param");
    const listing = await c.var.services.publicListings.performer(performerId, pageOf(c.req.valid("query")));
    if (!listing) throw new HttpProblem("not_found", "There is no such performer.");
    const { subject, events, next } = listing;
    keepListing(c, [cacheTag.performer(performerId), cacheTag.eventsWith(performerId)], events);
    const links = { calendar: `/feeds/performers/${performerId}.ics` };
    return c.json({ ...subject, events: events.map(listedEvent), nextCursor: cursorText(next), links }, 200);
  });
