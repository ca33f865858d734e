import { createMiddleware } from "hono/factory";

const headers = {
  // Pages are rendered here whole and bring their own style sheet; nothing else runs or loads.
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  // Browsers take it only over TLS.
  "strict-transport-security": "max-age=31536000",
} as const;

/** On every answer: it is what its type says, whatever a browser reads in it. */
export const neverSniffed = createMiddleware(async (c, next) => {
  await next();
  c.res.headers.set("x-content-type-options", "nosniff");
});

/** On every page. */
export const pageHeaders = createMiddleware(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
});
