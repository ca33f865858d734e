import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { cacheTag } from "../../catalog/cache-tags.ts";
import { calendarOf } from "../../web/feeds/calendar.ts";
import { type AppEnv, createRouter } from "../context.ts";
import { feedExamples } from "../examples/feeds.ts";
import { idField } from "../id-fields.ts";
import { HttpProblem, problemOf } from "../problem.ts";
import { freshness, keep, tagsOfEvent } from "../views/freshness.ts";
import { handOn, normalUrl } from "../views/hand-on.ts";
import { originOf, saidOrigin } from "../views/origin.ts";
import { EventIdParam } from "./event-schemas.ts";

const textCalendar = "text/calendar";

/** The route as it is told, and as `routedPath` has it. */
const calendarRoute = <Path extends string, Params extends z.ZodObject>(
  path: Path,
  tag: string,
  summary: string,
  description: string,
  params: Params,
  example: string,
) => {
  const told = {
    method: "get" as const,
    tags: [tag],
    summary,
    description,
    request: { params },
    responses: {
      200: { description: "The calendar", content: { [textCalendar]: { schema: z.string(), example } } },
      304: { description: "As the If-None-Match of the request has it" },
    },
  };
  return {
    told: createRoute({ ...told, path: `${path}.ics` as const }),
    routed: createRoute({ ...told, path: `${path}/ics` as const, hide: true }),
  };
};

const subscription =
  "To subscribe to: coming events and those of the past month, a canceled one with `STATUS:CANCELLED`. Times are in UTC.";

const event = calendarRoute(
  "/events/{eventId}",
  "Events",
  "An event for a calendar (iCalendar)",
  "RFC 5545, with times in UTC. Taken over again it replaces what the calendar had.",
  EventIdParam,
  feedExamples.calendar,
);
const venue = calendarRoute(
  "/feeds/venues/{venueId}",
  "Venues and performers",
  "The events at a venue as a calendar (iCalendar)",
  subscription,
  z.object({ venueId: idField("venue") }),
  feedExamples.venueCalendar,
);
const performer = calendarRoute(
  "/feeds/performers/{performerId}",
  "Venues and performers",
  "The events of a performer as a calendar (iCalendar)",
  subscription,
  z.object({ performerId: idField("performer") }),
  feedExamples.performerCalendar,
);

const handOnCalendar = (c: Context<AppEnv>, path: string): Promise<Response> =>
  handOn(c, normalUrl(`${path}/ics`, { origin: originOf(c) }));

export const calendarRoutes = createRouter();
for (const { told } of [event, venue, performer]) calendarRoutes.openAPIRegistry.registerPath(told);
calendarRoutes
  .openapi(event.routed, (c) => handOnCalendar(c, `/events/${c.req.valid("param").eventId}`))
  .openapi(venue.routed, (c) => handOnCalendar(c, `/feeds/venues/${c.req.valid("param").venueId}`))
  .openapi(performer.routed, (c) =>
    handOnCalendar(c, `/feeds/performers/${c.req.valid("param").performerId}`),
  );

const answer = (c: Context<AppEnv>, name: string, calendar: string): Response =>
  c.body(calendar, 200, {
    "content-type": `${textCalendar}; charset=utf-8`,
    "content-disposition": `inline; filename="${name}.ics"`,
  });

/** Behind the cache. */
export const calendarViews = createRouter()
  .openapi(event.routed, async (c) => {
    const { eventId } = c.req.valid("param");
    const found = await c.var.services.publicEvents.find(eventId);
    if (!found.ok) throw problemOf(found.refusal);
    keep(c, freshness.details, tagsOfEvent(found.value));
    return answer(c, eventId, calendarOf({ name: null, events: [found.value] }, saidOrigin(c)));
  })
  .openapi(venue.routed, async (c) => {
    const { venueId } = c.req.valid("param");
    const listing = await c.var.services.publicListings.venueCalendar(venueId);
    if (!listing) throw new HttpProblem("not_found", "There is no such venue.");
    keep(c, freshness.feed, [cacheTag.venue(venueId), cacheTag.eventsAt(venueId)]);
    const { subject, events } = listing;
    return answer(c, venueId, calendarOf({ name: subject.name, events }, saidOrigin(c)));
  })
  .openapi(performer.routed, async (c) => {
    const { performerId } = c.req.valid("param");
    const listing = await c.var.services.publicListings.performerCalendar(performerId);
    if (!listing) throw new HttpProblem("not_found", "There is no such performer.");
    keep(c, freshness.feed, [cacheTag.performer(performerId), cacheTag.eventsWith(performerId)]);
    const { subject, events } = listing;
    return answer(c, performerId, calendarOf({ name: subject.name, events }, saidOrigin(c)));
  });
