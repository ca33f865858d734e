import { createMiddleware } from "hono/factory";
import type { Env } from "../env.ts";
import type { AppEnv } from "./context.ts";
import { HttpProblem } from "./problem.ts";

/** The binding counts over its period and tells no more than yes or no, so "come back in a period" is what is known. */
const periodSeconds = 60;

const limited = (who: string): HttpProblem =>
  new HttpProblem(
    "rate_limited",
    `Too many requests from this ${who}; come back in ${periodSeconds} seconds.`,
    { retryAt: new Date(Date.now() + periodSeconds * 1000).toISOString() },
    { "retry-after": String(periodSeconds) },
  );

/** Without the header (only locally) all requests share one address. */
export const limitAddress = createMiddleware<AppEnv & { Bindings: Env }>(async (c, next) => {
  const address = c.req.header("cf-connecting-ip") ?? "local";
  const { success } = await c.env.ADDRESS_LIMIT.limit({ key: address });
  if (!success) throw limited("address");
  await next();
});

/** Behind `requireFan`, on what writes. */
export const limitFan = createMiddleware<AppEnv & { Bindings: Env }>(async (c, next) => {
  const { success } = await c.env.FAN_LIMIT.limit({ key: c.var.fanId });
  if (!success) throw limited("fan");
  await next();
});
