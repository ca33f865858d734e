import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { sessionCookie } from "./auth.ts";
import type { AppEnv } from "./context.ts";
import { withExamples } from "./examples/with-examples.ts";
import { problemCodes } from "./problem.ts";

export type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const tags = [
  { name: "Search", description: "Find events. Public, and cached near the fan." },
  {
    name: "Events",
    description:
      "Look at an event, its seat map and its seats as they are taken. Public, and cached near the fan.",
  },
  {
    name: "Venues and performers",
    description:
      "Where and by whom: coming events, and calendars to subscribe to. Public, and cached near the fan.",
  },
  { name: "Session", description: "Who you are: a guest's token, or one of an outside issuer." },
  {
    name: "Booking",
    description: "Hold tickets for ten minutes, pay, and get them. The fan is who the token says.",
  },
  { name: "Payments", description: "What the payment provider tells us." },
  {
    name: "Organizer",
    description: "What an organizer publishes and sells. Others' things answer 404.",
  },
  { name: "Operator", description: "What keeps Stripe, the box offices and Postgres in agreement." },
];

const description = `Frontrow sells tickets for seated and general-admission events. A seat is never sold twice, and nobody pays for a seat that they do not get.

Times are ISO 8601 in UTC, money is in minor units with an ISO 4217 code in lower case, and lists come in pages: send \`nextCursor\` as \`cursor\` until it is null. Whatever goes wrong is answered as a problem (RFC 9457) with a stable \`code\`: 4xx is for the request to mend, 5xx is ours, and 503 says when to ask again.`;

const statusOf = new Map(problemCodes().map(({ code, status }) => [code, status]));

const Problem = z
  .object({
    type: z
      .string()
      .openapi({ description: "Where the code is explained", example: "/docs#tickets_unavailable" }),
    title: z.string(),
    status: z.int(),
    code: z.enum([...statusOf.keys()]),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          in: z.enum(["body", "query", "path", "header", "event"]),
          at: z
            .string()
            .openapi({ description: "In a body or an event a JSON pointer, else the parameter's name" }),
          detail: z.string(),
        }),
      )
      .optional()
      .openapi({ description: "Where the request is at fault" }),
    tickets: z
      .array(z.object({ ticketId: z.string(), status: z.enum(["held", "sold", "blocked", "not_found"]) }))
      .optional()
      .openapi({ description: "The tickets that stood in the way" }),
    retryAt: z.iso.datetime().optional().openapi({ description: "When asking again can help" }),
  })
  .openapi("Problem");

/** Of everything that the router declares; every operation can answer with a problem, so that is said here once. */
export const openApiDocumentOf = (app: OpenAPIHono<AppEnv>): OpenApiDocument => {
  const registry = app.openAPIRegistry;
  registry.register("Problem", Problem);
  registry.registerComponent("securitySchemes", "fan", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A fan's token, of `POST /session` or of the outside issuer.",
  });
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: sessionCookie,
    description: "The same token as a cookie, that `POST /session` gives to browsers.",
  });
  registry.registerComponent("securitySchemes", "organizer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A token that names the organization.",
  });
  registry.registerComponent("securitySchemes", "operator", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "Signed with the Worker's own secret by `npm run reconcile`, and good for minutes.",
  });
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Frontrow", version: "0.1.0", description },
    servers: [{ url: "/" }],
    tags,
  });
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(item)) {
      operation.operationId ??= `${method}${path.replace(/[{}]/g, "").replace(/[^A-Za-z0-9]+/g, "-")}`;
      operation.responses.default = {
        description:
          "A problem: 4xx is the request's, 5xx is ours (500, or 503 when a part cannot be reached)",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      };
    }
  return withExamples(document);
};
