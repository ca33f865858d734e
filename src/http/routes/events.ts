import { createRoute, z } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import { eventJsonLd, scriptTextOf } from "../../web/feeds/event-json-ld.ts";
import { createRouter } from "../context.ts";
import { feedExamples } from "../examples/feeds.ts";
import { HttpProblem, problemOf } from "../problem.ts";
import { eventWithSeats, type KeptEvent } from "../views/event-with-seats.ts";
import { freshness, keep, tagsOfEvent } from "../views/freshness.ts";
import { handOn, normalUrl } from "../views/hand-on.ts";
import { originOf, saidOrigin } from "../views/origin.ts";
import { EventIdParam, EventSchema, eventBody } from "./event-schemas.ts";

const json = "application/json";
const jsonLd = "application/ld+json";

const event = createRoute({
  method: "get",
  path: "/events/{eventId}",
  tags: ["Events"],
  summary: "An event: venue, performers, prices, sale times and seats left",
  description:
    "What its organizer changes is seen within seconds; the seats left are those of about a second ago. With " +
    "`Accept: application/ld+json` the answer is the schema.org `Event` that search engines read, whose offers are those of about a minute ago.",
  request: { params: EventIdParam },
  responses: {
    200: {
      description: "The event",
      content: {
        [json]: { schema: EventSchema },
        [jsonLd]: { schema: z.looseObject({}), example: feedExamples.jsonLd },
      },
    },
    304: { description: "As the If-None-Match of the request has it" },
  },
});

const jsonLdPath = "/events/:eventId/json-ld" as const;

export const eventRoutes = createRouter();
eventRoutes.openapi(event, async (c) => {
  const [unknown] = Object.keys(c.req.query());
  if (unknown !== undefined)
    throw new HttpProblem("invalid_request", "This address takes no parameters.", {
      errors: [{ in: "query", at: unknown, detail: "is not known here" }],
    });
  const path = `/events/${c.req.valid("param").eventId}`;
  if (accepts(c, { header: "Accept", supports: [json, jsonLd], default: json }) === json)
    return await eventWithSeats(c, path);
  const answer = await handOn(c, normalUrl(`${path}/json-ld`, { origin: originOf(c) }), jsonLd);
  answer.headers.set("vary", "accept");
  return answer;
});

/** Behind the cache. */
export const eventViews = createRouter();
eventViews.openapi(event, async (c): Promise<Response> => {
  const found = await c.var.services.publicEvents.find(c.req.valid("param").eventId);
  if (!found.ok) throw problemOf(found.refusal);
  keep(c, freshness.details, tagsOfEvent(found.value));
  const categoryNos = found.value.categories.flatMap(({ priceMinor }, i) => (priceMinor === null ? [] : [i]));
  return c.json({ event: eventBody(found.value), categoryNos } satisfies KeptEvent);
});

eventViews.get(jsonLdPath, async (c) => {
  const { eventId } = EventIdParam.parse(c.req.param());
  const viewed = await c.var.services.publicEvents.view(eventId);
  if (!viewed.ok) throw problemOf(viewed.refusal);
  keep(c, freshness.offers, tagsOfEvent(viewed.value.event));
  const text = scriptTextOf(eventJsonLd(viewed.value, saidOrigin(c), Date.now()));
  return c.body(text, 200, { "content-type": jsonLd });
});
