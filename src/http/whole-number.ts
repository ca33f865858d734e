import { z } from "@hono/zod-openapi";

/** A whole number in a query: told with its bounds in the OpenAPI document, and by them where something else was sent. */
export const wholeNumber = (from: number, to: number, description: string) => {
  const endless = to === Number.MAX_SAFE_INTEGER;
  const error = `not a whole number from ${from} ${endless ? "on" : `to ${to}`}`;
  return z.coerce
    .number({ error })
    .int({ error })
    .min(from, { error })
    .max(to, { error })
    .openapi({ type: "integer", minimum: from, ...(endless ? {} : { maximum: to }), description });
};

export const wholeNumberOr = (otherwise: number, from: number, to: number, description: string) =>
  wholeNumber(from, to, description).default(otherwise).openapi({ default: otherwise });
