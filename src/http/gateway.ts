import type { Env } from "../env.ts";
import type { Services } from "../services.ts";
import { type AppEnv, createRouter } from "./context.ts";
import { routedPath } from "./file-paths.ts";
import { limitAddress, limitBody } from "./limits.ts";
import { noRouteIn } from "./no-route.ts";
import { openApiDocumentOf } from "./openapi.ts";
import { neverSniffed } from "./page-headers.ts";
import { noStore, problemOfError, problemResponse } from "./problem.ts";
import { publicRoutes } from "./public-routes.ts";
import { bookingRoutes } from "./routes/booking.ts";
import { docsRoutes } from "./routes/docs.tsx";
import { operatorRoutes } from "./routes/operator.ts";
import { operatorSearchRoutes } from "./routes/operator-search.ts";
import { orderRoutes } from "./routes/orders.ts";
import { liveRoutes } from "./routes/live.ts";
import { organizerRoutes } from "./routes/organizer/organizer.ts";
import { sessionRoutes } from "./routes/session.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** Of a fan: 50 ticket ids are the most that any body of theirs holds. */
const largestBodyMiB = 1;

/**
 * The default entry: authenticates, limits, normalises and routes. It runs on every request and is never cached; public views
 * are handed on to the cached entry under a normal URL.
 */
export const createGateway = (servicesOf: (env: Env, ctx: ExecutionContext) => Services) => {
  const app = createRouter({ getPath: routedPath });
  app.onError((error) => problemResponse(problemOfError(error)));
  app.notFound(noRouteIn(app));
  app.use(neverSniffed);
  app.use(async (c, next) => {
    c.set("services", servicesOf(c.env as Env, c.executionCtx as ExecutionContext));
    await next();
  });
  app.use(noStore);
  // Before the limit: in a rush Stripe reports hundreds of payments a second from a few addresses, and what is refused comes an hour later.
  app.route("/", webhookRoutes);
  // They have limits of their own.
  app.route("/organizer", organizerRoutes);
  app.use(limitAddress);
  app.use(limitBody(largestBodyMiB));
  app.route("/", publicRoutes);
  app.route("/", sessionRoutes);
  app.route("/", bookingRoutes);
  app.route("/", orderRoutes);
  app.route("/", liveRoutes);
  app.route("/", operatorRoutes);
  app.route("/", operatorSearchRoutes);
  app.route(
    "/",
    docsRoutes(() => openApiDocumentOf(app)),
  );
  return app;
};

export type Gateway = ReturnType<typeof createGateway>;
export type { AppEnv };
