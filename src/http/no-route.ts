import type { Context } from "hono";
import type { AppEnv, createRouter } from "./context.ts";
import { HttpProblem, problemResponse } from "./problem.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** For `notFound`: an address that is there, but not for this method, says which ones it takes (RFC 9110, 15.5.6). */
export const noRouteIn =
  ({ router }: ReturnType<typeof createRouter>) =>
  (c: Context<AppEnv>): Response => {
    // Middleware is for all methods; a route is for its own.
    const taken = methods.filter((method) =>
      router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method),
    );
    if (taken.length === 0)
      return problemResponse(new HttpProblem("not_found", "There is nothing at this address."));
    const allow = taken.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
    return problemResponse(
      new HttpProblem("method_not_allowed", `This address takes ${allow}.`, {}, { allow }),
    );
  };
