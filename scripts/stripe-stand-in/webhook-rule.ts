import { z } from "zod";
import { ruleShape } from "./rules.ts";

export const WebhookRule = z.strictObject({
  ...ruleShape,
  /** Of an event, or of a group: `refund.*`. */
  type: z.string().optional(),
  /** `hold`: kept until it is released or sent by hand. `lose`: never sent by itself. */
  action: z.enum(["hold", "lose", "duplicate", "delay"]),
  /** With `duplicate`: how often in all. */
  copies: z.coerce.number().pipe(z.int().min(2).max(100)).optional(),
  /** With `delay`: how late by the stand-in's clock, days too. What happens later arrives earlier then. */
  delayMs: z.coerce.number().pipe(z.int().positive()).optional(),
});
export type WebhookRule = z.output<typeof WebhookRule>;
