import { createRoute, z } from "@hono/zod-openapi";
import { createRouter } from "../context.ts";
import { HttpProblem } from "../problem.ts";
import { cacheTag, freshness, keep } from "../views/freshness.ts";
import { handOn } from "../views/hand-on.ts";

const column = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  z.array(schema).openapi({ description });

const Point = z.object({ x: z.number(), y: z.number() }).openapi("Point");

const SeatMapSchema = z
  .object({
    version: z.literal(1),
    name: z.string(),
    size: z.object({ width: z.number(), height: z.number() }),
    focalPoint: Point,
    categories: z.array(z.object({ name: z.string(), color: z.string() })),
    sections: z.array(z.object({ name: z.string(), generalAdmission: z.boolean(), label: Point })),
    rows: z.array(z.object({ section: z.int(), label: z.string() })),
    seats: z
      .object({
        guid: column(z.string(), "Kept when the map is edited"),
        label: column(z.string(), "As printed"),
        row: column(z.int(), "Index into rows"),
        place: column(z.int(), "Neighbours share a row and differ by one"),
        category: column(z.int(), "Index into categories"),
        x: column(z.number(), "In the drawing's unit"),
        y: column(z.number(), "In the drawing's unit"),
        flags: column(z.int(), "1: accessible, 2: left the map"),
      })
      .openapi({ description: "Columns with one entry a seat, in the order of the seat numbers" }),
    shapes: z.array(z.looseObject({ kind: z.string(), position: Point })),
  })
  .openapi("SeatMap");

const seatMap = createRoute({
  method: "get",
  path: "/seat-maps/{hash}",
  tags: ["Events"],
  summary: "The geometry of a seat map, named by the hash of its content",
  description: "It never changes, so it may be kept for ever. The event says which one it is sold by.",
  request: {
    params: z.object({
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/, "not a SHA-256 in hexadecimal")
        .openapi({
          param: { name: "hash", in: "path" },
          description: "SHA-256 in hexadecimal",
          example: "9b1d7a4e0c5f2836".repeat(4),
        }),
    }),
  },
  responses: {
    200: { description: "The seat map", content: { "application/json": { schema: SeatMapSchema } } },
    304: { description: "As the If-None-Match of the request has it" },
  },
});

export const seatMapRoutes = createRouter();
seatMapRoutes.openapi(seatMap, (c) => handOn(c, `/seat-maps/${c.req.valid("param").hash}`));

/** Behind the cache. */
export const seatMapViews = createRouter();
seatMapViews.openapi(seatMap, async (c) => {
  const { hash } = c.req.valid("param");
  const geometry = await c.var.services.publicEvents.seatMap(hash);
  if (geometry === null) throw new HttpProblem("not_found", "There is no seat map of this hash.");
  keep(c, freshness.immutable, [cacheTag.seatMap(hash)]);
  c.header("etag", `"${hash}"`);
  // The bytes that were hashed, as they are.
  return c.body(geometry, 200, { "content-type": "application/json" });
});
