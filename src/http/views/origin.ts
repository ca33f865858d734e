import type { Context } from "hono";
import type { AppEnv } from "../context.ts";

/**
 * Addresses in a feed are whole, so its view depends on where it was asked for. The cache's key has no host; the gateway says it
 * in the normal URL.
 */
export const originOf = (c: Context<AppEnv>): string => new URL(c.req.url).origin;

/** As the gateway said it; behind the cache. */
export const saidOrigin = (c: Context<AppEnv>): string => c.req.query("origin") ?? originOf(c);
