import type { z } from "@hono/zod-openapi";
import { requireFan } from "../auth.ts";
import { limitFan } from "../limits.ts";

export const json = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { "application/json": { schema } },
});
export const security = [{ fan: [] }, { session: [] }];
export const tags = ["Booking"];
/** What writes is counted. */
export const writes = [requireFan, limitFan];
