import { getPath } from "hono/utils/url";

/**
 * `/events/evt_1.ics` is routed as `/events/evt_1/ics`: a parameter with a pattern beside one without it, at the same place, is more
 * than the router that matches all routes in one expression can take.
 */
export const routedPath = (request: Request): string =>
  getPath(request).replace(/^(\/.+\/[^/.]+)\.(ics|xml)$/, "$1/$2");
