import { createMiddleware } from "hono/factory";
import type { Env } from "../../../env.ts";
import { requireOrganizer } from "../../auth.ts";
import { type AppEnv, createRouter } from "../../context.ts";
import { countAddress, limitBody, limitOrganizer } from "../../limits.ts";
import { eventCancellationRoutes } from "./event-cancellation.ts";
import { eventSalesRoutes } from "./event-sales.ts";
import { eventRoutes } from "./events.ts";
import { organizerOrderRoutes } from "./orders.ts";
import { performerRoutes } from "./performers.ts";
import { seatMapRoutes } from "./seat-maps.ts";
import { venueRoutes } from "./venues.ts";

/** Who has an organizer's token is counted by organization; who has none, by address, so that tokens can not be tried out. */
const onlyOrganizers = createMiddleware<AppEnv>(async (c, next) => {
  try {
    await requireOrganizer(c, async () => {});
  } catch (error) {
    await countAddress(c.env as Env, c.req.raw);
    throw error;
  }
  await next();
});

/** A seat map of 60,000 seats in the open format is up to 20 MB, pretty-printed. */
const largestBodyMiB = 32;

/** Under /organizer. */
export const organizerRoutes = createRouter();
organizerRoutes.use(onlyOrganizers);
organizerRoutes.use(limitOrganizer);
organizerRoutes.use(limitBody(largestBodyMiB));
organizerRoutes.route("/", venueRoutes);
organizerRoutes.route("/", seatMapRoutes);
organizerRoutes.route("/", performerRoutes);
organizerRoutes.route("/", eventRoutes);
organizerRoutes.route("/", eventSalesRoutes);
organizerRoutes.route("/", eventCancellationRoutes);
organizerRoutes.route("/", organizerOrderRoutes);
