import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import { type Rules, ruleShape } from "./rules.ts";
import { StripeFault } from "./stripe-fault.ts";

const Whole = z.coerce.number().pipe(z.int().positive());

export const ApiTrouble = z
  .strictObject({
    ...ruleShape,
    /** Answered instead of doing what was asked. */
    status: z.coerce
      .number()
      .pipe(z.union([z.literal(429), z.literal(500), z.literal(502), z.literal(503)]))
      .optional(),
    /** With a status: the answer stays with the Idempotency-Key, as Stripe does with its 500. */
    saved: z.union([z.boolean(), z.stringbool()]).optional(),
    /** Waits this long with the work. */
    delayMs: Whole.optional(),
    /** Waits this long with the answer, the work being done: whoever gives up does not know that. */
    answerDelayMs: Whole.optional(),
    /** Ends the connection without an answer, before or after the work is done. */
    drop: z.enum(["before", "after"]).optional(),
  })
  .refine(({ status, delayMs, answerDelayMs, drop }) => status ?? delayMs ?? answerDelayMs ?? drop, {
    message: "Say what is to happen: status, delayMs, answerDelayMs or drop",
  });
export type ApiTrouble = z.output<typeof ApiTrouble>;

export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: { requestId: string; trouble: ApiTrouble | undefined };
}

const faultOf = ({ status = 500, saved = false }: ApiTrouble): StripeFault =>
  status === 429
    ? new StripeFault(
        429,
        { type: "invalid_request_error", code: "rate_limit", message: "Request rate limit exceeded." },
        saved,
      )
    : new StripeFault(status, { type: "api_error", message: "An unknown error occurred" }, saved);

const drop = (c: Context<ApiEnv>): Response => {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
};

/** Around everything: what never reached Stripe, and what was never heard of again. */
export const troubleOutside =
  (troubles: Rules<ApiTrouble>): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const { method, path } = c.req;
    const body = method === "POST" ? await c.req.text() : "";
    const trouble = troubles.take(`${method} ${path} ${c.req.header("idempotency-key") ?? ""} ${body}`);
    c.set("trouble", trouble);
    if (trouble?.drop === "before") return drop(c);
    if (trouble?.status && !trouble.saved) {
      if (trouble.delayMs) await sleep(trouble.delayMs);
      throw faultOf(trouble);
    }
    await next();
    if (trouble?.answerDelayMs) await sleep(trouble.answerDelayMs);
    if (trouble?.drop === "after") c.res = drop(c);
  };

/** Around the work itself, while the Idempotency-Key is taken. */
export const troubleInside: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { trouble } = c.var;
  if (trouble?.delayMs) await sleep(trouble.delayMs);
  if (trouble?.status && trouble.saved) throw faultOf(trouble);
  await next();
};
