import { bodyLimit } from "hono/body-limit";
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
export const countAddress = async (env: Env, request: Request): Promise<void> => {
  const address = request.headers.get("cf-connecting-ip") ?? "local";
  const { success } = await env.ADDRESS_LIMIT.limit({ key: address });
  if (!success) throw limited("address");
};

export const limitAddress = createMiddleware<AppEnv & { Bindings: Env }>(async (c, next) => {
  await countAddress(c.env, c.req.raw);
  await next();
});

/** Behind `requireFan`, on what writes. */
export const limitFan = createMiddleware<AppEnv & { Bindings: Env }>(async (c, next) => {
  const { success } = await c.env.FAN_LIMIT.limit({ key: c.var.fanId });
  if (!success) throw limited("fan");
  await next();
});

/** Behind `requireOrganizer`: their imports come from one address, many at a time. */
export const limitOrganizer = createMiddleware<AppEnv & { Bindings: Env }>(async (c, next) => {
  const { success } = await c.env.ORGANIZER_LIMIT.limit({ key: c.var.organizationId });
  if (!success) throw limited("organization");
  await next();
});

/** By its length, when the request says one; else by counting what comes. */
export const limitBody = (largestMiB: number) => {
  const maxSize = largestMiB * 1024 * 1024;
  const refuse = (): never => {
    throw new HttpProblem("body_too_large", `The body must be ${largestMiB} MiB or less.`);
  };
  const counting = bodyLimit({ maxSize, onError: refuse });
  return createMiddleware(async (c, next) => {
    const { headers } = c.req.raw;
    const length = headers.get("content-length");
    if (length === null || headers.has("transfer-encoding")) return await counting(c, next);
    if (Number(length) > maxSize) refuse();
    await next();
  });
};
