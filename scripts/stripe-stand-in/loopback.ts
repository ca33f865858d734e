import type { MiddlewareHandler } from "hono";

const names = ["127.0.0.1", "localhost", "[::1]"];

const isLoopback = (host: string): boolean =>
  URL.canParse(`http://${host}`) && names.includes(new URL(`http://${host}`).hostname);

/**
 * It listens on this machine alone. A name on the web can be made to point here, and a page there can send forms: neither is
 * answered.
 */
export const loopbackOnly: MiddlewareHandler = async (c, next) => {
  if (!isLoopback(c.req.header("host") ?? ""))
    return c.text("The stand-in is reached by the name of this machine only.\n", 403);
  if (c.req.method !== "GET" && c.req.header("sec-fetch-site") === "cross-site")
    return c.text("The stand-in takes no forms from elsewhere.\n", 403);
  return await next();
};

/** With a live key someone means the true Stripe. */
export const requireTestKey = (secretKey: string): void => {
  if (!secretKey.startsWith("sk_test_"))
    throw new Error("The Stripe stand-in takes a test key (sk_test_…) only; no money moves here.");
};
