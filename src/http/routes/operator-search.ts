import { createRoute, z } from "@hono/zod-openapi";
import { searchRegions } from "../../search/region.ts";
import { requireOperator } from "../auth.ts";
import { createRouter } from "../context.ts";
import { isoOrNull } from "../times.ts";
import { json } from "./booking-common.ts";

const Region = z
  .enum(searchRegions)
  .openapi({ description: "A location hint of Durable Objects", example: "weur" });

const RegionSchema = z
  .object({
    region: Region,
    reached: z.boolean().openapi({ description: "Whether the index could be asked" }),
    documents: z.int().openapi({ description: "0 while none is built: the first search there begins it" }),
    lagMs: z.int().openapi({ description: "Age of the oldest change that it knows to be missing" }),
    lookedAt: z.iso
      .datetime()
      .nullable()
      .openapi({ description: "When it last looked at the change log; null: not since it woke" }),
    isBuilding: z.boolean(),
    bytes: z.int().openapi({ description: "Of its SQLite" }),
  })
  .openapi("SearchRegion");

const common = {
  tags: ["Operator"],
  security: [{ operator: [] }],
  middleware: [requireOperator],
};

const list = createRoute({
  ...common,
  method: "get",
  path: "/operator/search-indexes",
  summary: "How far the search indexes of the regions are",
  responses: {
    200: {
      description: "One a region",
      ...json(z.object({ regions: z.array(RegionSchema) })),
    },
  },
});

const rebuild = createRoute({
  ...common,
  method: "post",
  path: "/operator/search-indexes/{region}/rebuild",
  summary: "Build a region's search index anew",
  description: "The old one answers until the new one is whole.",
  request: { params: z.object({ region: Region }) },
  responses: { 202: { description: "It is begun", ...json(z.object({ region: Region })) } },
});

export const operatorSearchRoutes = createRouter()
  .openapi(list, async (c) => {
    const regions = (await c.var.services.searchIndexes.status()).map(({ region, status }) => ({
      region,
      reached: status !== null,
      documents: status?.documents ?? 0,
      lagMs: Math.round(status?.lagMs ?? 0),
      lookedAt: isoOrNull(status?.lookedAt ?? null),
      isBuilding: status?.isBuilding ?? false,
      bytes: status?.bytes ?? 0,
    }));
    return c.json({ regions }, 200);
  })
  .openapi(rebuild, async (c) => {
    const { region } = c.req.valid("param");
    await c.var.services.searchIndexes.rebuild(region);
    return c.json({ region }, 202);
  });
