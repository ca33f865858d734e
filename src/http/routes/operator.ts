import { createRoute } from "@hono/zod-openapi";
import { requireOperator } from "../auth.ts";
import { createRouter } from "../context.ts";
import { HttpProblem } from "../problem.ts";
import { json } from "./booking-common.ts";
import { cursorIn, SweepBody, SweepSchema, sweepBody } from "./operator-schemas.ts";

/** Short enough for a command to show that it gets on, and within what a Worker may call in one request. */
const budget = { calls: 900, ms: 20_000 };
const hourMs = 3_600_000;

export const operatorRoutes = createRouter().openapi(
  createRoute({
    method: "post",
    path: "/operator/reconcile",
    tags: ["Operator"],
    security: [{ operator: [] }],
    summary: "Compare Stripe, the box offices and Postgres, and repair what differs",
    description:
      "One part of a sweep: send `nextCursor` as `cursor` until it is null. What has one right answer is repaired, the rest is told; " +
      "running it again changes nothing more. `npm run reconcile` does all of this.",
    middleware: [requireOperator] as const,
    request: { body: { required: true, ...json(SweepBody) } },
    responses: { 200: { description: "What was found", ...json(SweepSchema) } },
  }),
  async (c) => {
    const { eventIds, lookBackHours, cursor } = c.req.valid("json");
    const from = cursor === undefined ? null : cursorIn(cursor);
    if (cursor !== undefined && from === null)
      throw new HttpProblem("invalid_request", "The request has faults; 'errors' says where.", {
        errors: [{ in: "body", at: "/cursor", detail: "not a cursor of a part before" }],
      });
    const report = await c.var.services.reconciliation.sweep({
      cursor: from,
      lookBackMs: lookBackHours * hourMs,
      events: eventIds ?? null,
      budget,
    });
    return c.json(sweepBody(report), 200);
  },
);
