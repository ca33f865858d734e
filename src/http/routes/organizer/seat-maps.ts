import { createRoute, z } from "@hono/zod-openapi";
import type { SeatMapSource, SeatMapSummary } from "../../../catalog/seat-maps.ts";
import { seatMapDescriptionSchema } from "../../../domain/seat-map/seat-map-description.ts";
import { seatingPlanSchema } from "../../../domain/seat-map/seating-plan.ts";
import { text } from "../../../domain/text.ts";
import { createRouter } from "../../context.ts";
import { idField } from "../../id-fields.ts";
import { bodyOf, json, pageOf, pageQuery, security, shownPage, tags, valueFrom } from "./common.ts";

const fields = {
  name: text.trim().min(1).max(200),
  seatingPlan: seatingPlanSchema.optional().openapi({
    description:
      "In the open seating-plan format of pretix; an area with a 'capacity' is general admission. Properties that are not known are left out.",
  }),
  description: seatMapDescriptionSchema.optional().openapi({
    description: "Instead of a seating plan: what the seat map is drawn from.",
  }),
};

const SeatMapBody = z
  .strictObject({ ...fields, venueId: idField("venue") })
  .refine((body) => (body.seatingPlan === undefined) !== (body.description === undefined), {
    path: ["seatingPlan"],
    error: "either a seatingPlan or a description",
  })
  .openapi("SeatMapBody");

const SeatMapChanges = z
  .strictObject(fields)
  .partial()
  .refine((body) => body.seatingPlan === undefined || body.description === undefined, {
    path: ["seatingPlan"],
    error: "either a seatingPlan or a description",
  })
  .openapi("SeatMapChanges");

const SeatMapSchema = z
  .object({
    id: z.string(),
    venueId: z.string(),
    name: z.string(),
    hash: z.string().openapi({ description: "The geometry is at /seat-maps/{hash}" }),
    capacity: z.int(),
    categories: z.array(z.object({ name: z.string(), color: z.string() })),
  })
  .openapi("OrganizerSeatMap");
const SeatMapIdParam = z.object({ seatMapId: idField("seatMap") });
const answer = { description: "The seat map", ...json(SeatMapSchema) };

const shown = ({ organizationId: _, categories, ...seatMap }: SeatMapSummary) => ({
  ...seatMap,
  categories: [...categories],
});

const sourceOf = ({
  seatingPlan,
  description,
}: z.infer<typeof SeatMapChanges>): SeatMapSource | undefined => {
  if (seatingPlan) return { from: "seatingPlan", plan: seatingPlan };
  return description && { from: "description", description };
};

const create = createRoute({
  method: "post",
  path: "/seat-maps",
  tags,
  security,
  summary: "Import a seat map, or have one drawn",
  description:
    "Either a `seatingPlan`, with every seat where it stands, or a `description`, of which the seats are drawn. The name of a " +
    "general-admission area is the `section` that its places are held by.",
  request: { body: bodyOf(SeatMapBody) },
  responses: { 201: answer },
});

const list = createRoute({
  method: "get",
  path: "/seat-maps",
  tags,
  security,
  summary: "The organization's seat maps",
  request: { query: pageQuery("seatMap") },
  responses: { 200: { description: "A page", ...json(pageOf(SeatMapSchema)) } },
});

const view = createRoute({
  method: "get",
  path: "/seat-maps/{seatMapId}",
  tags,
  security,
  summary: "A seat map",
  request: { params: SeatMapIdParam },
  responses: { 200: answer },
});

const changeWith = <Method extends "put" | "patch">(method: Method) =>
  createRoute({
    method,
    path: "/seat-maps/{seatMapId}",
    tags,
    security,
    summary: "Edit a seat map",
    description:
      "Seats keep their tickets by seat_guid. Drafts follow their seat map; a published event stays at its geometry until it is given the new 'seatMapHash'.",
    request: { params: SeatMapIdParam, body: bodyOf(SeatMapChanges) },
    responses: { 200: answer },
  });

export const seatMapRoutes = createRouter()
  .openapi(create, async (c) => {
    const body = c.req.valid("json");
    const source = sourceOf(body);
    // The schema has seen to it that there is one.
    if (!source) throw new Error("a seat map without a source");
    const { name, venueId } = body;
    const created = await c.var.services.catalog.seatMaps.create(c.var.organizationId, {
      name,
      venueId,
      source,
    });
    return c.json(shown(valueFrom(created)), 201);
  })
  .openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const page = await c.var.services.catalog.seatMaps.list(c.var.organizationId, { after: cursor, limit });
    return c.json(shownPage(page, shown), 200);
  })
  .openapi(view, async (c) => {
    const { seatMapId } = c.req.valid("param");
    return c.json(
      shown(valueFrom(await c.var.services.catalog.seatMaps.find(c.var.organizationId, seatMapId))),
      200,
    );
  })
  .openapi(changeWith("put"), async (c) => {
    const { seatMapId } = c.req.valid("param");
    const { name, ...rest } = c.req.valid("json");
    const changes = { name, source: sourceOf(rest) };
    return c.json(
      shown(valueFrom(await c.var.services.catalog.seatMaps.edit(c.var.organizationId, seatMapId, changes))),
      200,
    );
  })
  .openapi(changeWith("patch"), async (c) => {
    const { seatMapId } = c.req.valid("param");
    const { name, ...rest } = c.req.valid("json");
    const changes = { name, source: sourceOf(rest) };
    return c.json(
      shown(valueFrom(await c.var.services.catalog.seatMaps.edit(c.var.organizationId, seatMapId, changes))),
      200,
    );
  });
