import { createRoute, z } from "@hono/zod-openapi";
import { isCountry, isTimeZone } from "../../../catalog/event-rules.ts";
import type { Venue } from "../../../catalog/venues.ts";
import { text } from "../../../domain/text.ts";
import { createRouter } from "../../context.ts";
import { idField } from "../../id-fields.ts";
import { bodyOf, json, pageOf, pageQuery, security, sent, shownPage, tags, valueFrom } from "./common.ts";

const line = text.trim().min(1).max(200);

const fields = {
  name: line,
  address: line,
  city: line,
  region: line.nullable().optional(),
  postalCode: text.trim().min(1).max(20).nullable().optional(),
  country: z
    .string()
    .refine(isCountry, { error: "no country of ISO 3166-1 alpha-2" })
    .openapi({ example: "DE" }),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  timeZone: z
    .string()
    .max(60)
    .refine(isTimeZone, { error: "no time zone of the IANA database" })
    .openapi({ example: "Europe/Berlin" }),
};

const VenueBody = z.strictObject(fields).openapi("VenueBody");
const VenueChanges = z.strictObject(fields).partial().openapi("VenueChanges");
const VenueSchema = z
  .object({ ...fields, id: z.string(), region: z.string().nullable(), postalCode: z.string().nullable() })
  .openapi("OrganizerVenue");
const VenueIdParam = z.object({ venueId: idField("venue") });
const answer = { description: "The venue", ...json(VenueSchema) };

const shown = ({ organizationId: _, ...venue }: Venue) => venue;

const detailsOf = ({ region = null, postalCode = null, ...body }: z.infer<typeof VenueBody>) => ({
  ...body,
  region,
  postalCode,
});

const create = createRoute({
  method: "post",
  path: "/venues",
  tags,
  security,
  summary: "Add a venue",
  request: { body: bodyOf(VenueBody) },
  responses: { 201: answer },
});

const list = createRoute({
  method: "get",
  path: "/venues",
  tags,
  security,
  summary: "The organization's venues",
  request: { query: pageQuery("venue") },
  responses: { 200: { description: "A page", ...json(pageOf(VenueSchema)) } },
});

const view = createRoute({
  method: "get",
  path: "/venues/{venueId}",
  tags,
  security,
  summary: "A venue",
  request: { params: VenueIdParam },
  responses: { 200: answer },
});

const replace = createRoute({
  method: "put",
  path: "/venues/{venueId}",
  tags,
  security,
  summary: "Replace what is said of a venue",
  request: { params: VenueIdParam, body: bodyOf(VenueBody) },
  responses: { 200: answer },
});

const change = createRoute({
  method: "patch",
  path: "/venues/{venueId}",
  tags,
  security,
  summary: "Change a venue in part",
  request: { params: VenueIdParam, body: bodyOf(VenueChanges) },
  responses: { 200: answer },
});

export const venueRoutes = createRouter()
  .openapi(create, async (c) => {
    const { services, organizationId } = c.var;
    return c.json(
      shown(await services.catalog.venues.create(organizationId, detailsOf(c.req.valid("json")))),
      201,
    );
  })
  .openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const page = await c.var.services.catalog.venues.list(c.var.organizationId, { after: cursor, limit });
    return c.json(shownPage(page, shown), 200);
  })
  .openapi(view, async (c) => {
    const { venueId } = c.req.valid("param");
    return c.json(
      shown(valueFrom(await c.var.services.catalog.venues.find(c.var.organizationId, venueId))),
      200,
    );
  })
  .openapi(replace, async (c) => {
    const { services, organizationId } = c.var;
    const { venueId } = c.req.valid("param");
    const edited = await services.catalog.venues.edit(
      organizationId,
      venueId,
      detailsOf(c.req.valid("json")),
    );
    return c.json(shown(valueFrom(edited)), 200);
  })
  .openapi(change, async (c) => {
    const { services, organizationId } = c.var;
    const { venueId } = c.req.valid("param");
    const edited = await services.catalog.venues.edit(organizationId, venueId, sent(c.req.valid("json")));
    return c.json(shown(valueFrom(edited)), 200);
  });
