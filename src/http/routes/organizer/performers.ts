import { createRoute, z } from "@hono/zod-openapi";
import type { Performer } from "../../../catalog/performers.ts";
import { text } from "../../../domain/text.ts";
import { createRouter } from "../../context.ts";
import { idField } from "../../id-fields.ts";
import {
  bodyOf,
  json,
  NullableHttpsUrl,
  pageOf,
  pageQuery,
  security,
  sent,
  shownPage,
  tags,
  valueFrom,
} from "./common.ts";

const fields = {
  name: text.trim().min(1).max(200),
  description: text.max(10_000).optional(),
  imageUrl: NullableHttpsUrl.optional(),
};

const PerformerBody = z.strictObject(fields).openapi("PerformerBody");
const PerformerChanges = z.strictObject(fields).partial().openapi("PerformerChanges");
const PerformerSchema = z
  .object({ id: z.string(), name: z.string(), description: z.string(), imageUrl: z.string().nullable() })
  .openapi("OrganizerPerformer");
const PerformerIdParam = z.object({
  performerId: idField("performer"),
});
const answer = { description: "The performer", ...json(PerformerSchema) };

const shown = ({ organizationId: _, ...performer }: Performer) => performer;

const detailsOf = ({ description = "", imageUrl = null, ...body }: z.infer<typeof PerformerBody>) => ({
  ...body,
  description,
  imageUrl,
});

const create = createRoute({
  method: "post",
  path: "/performers",
  tags,
  security,
  summary: "Add a performer",
  request: { body: bodyOf(PerformerBody) },
  responses: { 201: answer },
});

const list = createRoute({
  method: "get",
  path: "/performers",
  tags,
  security,
  summary: "The organization's performers",
  request: { query: pageQuery("performer") },
  responses: { 200: { description: "A page", ...json(pageOf(PerformerSchema)) } },
});

const view = createRoute({
  method: "get",
  path: "/performers/{performerId}",
  tags,
  security,
  summary: "A performer",
  request: { params: PerformerIdParam },
  responses: { 200: answer },
});

const replace = createRoute({
  method: "put",
  path: "/performers/{performerId}",
  tags,
  security,
  summary: "Replace what is said of a performer",
  request: { params: PerformerIdParam, body: bodyOf(PerformerBody) },
  responses: { 200: answer },
});

const change = createRoute({
  method: "patch",
  path: "/performers/{performerId}",
  tags,
  security,
  summary: "Change a performer in part",
  request: { params: PerformerIdParam, body: bodyOf(PerformerChanges) },
  responses: { 200: answer },
});

export const performerRoutes = createRouter()
  .openapi(create, async (c) => {
    const { services, organizationId } = c.var;
    return c.json(
      shown(await services.catalog.performers.create(organizationId, detailsOf(c.req.valid("json")))),
      201,
    );
  })
  .openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const page = await c.var.services.catalog.performers.list(c.var.organizationId, { after: cursor, limit });
    return c.json(shownPage(page, shown), 200);
  })
  .openapi(view, async (c) => {
    const { performerId } = c.req.valid("param");
    return c.json(
      shown(valueFrom(await c.var.services.catalog.performers.find(c.var.organizationId, performerId))),
      200,
    );
  })
  .openapi(replace, async (c) => {
    const { services, organizationId } = c.var;
    const { performerId } = c.req.valid("param");
    const edited = await services.catalog.performers.edit(
      organizationId,
      performerId,
      detailsOf(c.req.valid("json")),
    );
    return c.json(shown(valueFrom(edited)), 200);
  })
  .openapi(change, async (c) => {
    const { services, organizationId } = c.var;
    const { performerId } = c.req.valid("param");
    const edited = await services.catalog.performers.edit(
      organizationId,
      performerId,
      sent(c.req.valid("json")),
    );
    return c.json(shown(valueFrom(edited)), 200);
  });
