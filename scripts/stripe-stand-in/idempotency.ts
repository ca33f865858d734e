import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { ApiEnv } from "./api-troubles.ts";
import { answersKeptSeconds, type Books } from "./books.ts";
import type { SavedAnswer } from "./records.ts";
import { invalid, StripeFault } from "./stripe-fault.ts";

const fingerprintOf = (method: string, path: string, body: string): string => {
  const parameters = new URLSearchParams(body);
  parameters.sort();
  return createHash("sha256").update(`${method} ${path} ${parameters}`).digest("hex");
};

const reused = (key: string): StripeFault =>
  new StripeFault(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });

const inUse = (key: string): StripeFault =>
  new StripeFault(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this Idempotency-Key: ${key}`,
  });

/**
 * Stripe (docs.stripe.com/api/idempotent_requests, docs.stripe.com/error-low-level): once the work has begun its answer is kept,
 * "including 500 errors" and a 400 that the state of things brought about; parameters that are not valid, a second request at the
 * same time, a rate limit and a wrong key are not.
 */
const isKept = (status: number, error: Error | undefined): boolean =>
  error instanceof StripeFault ? error.kept : error !== undefined || status < 300;

const longestKey = 255;

/**
 * A POST with an Idempotency-Key is done once: the same request again has the first answer, another under the same key is
 * refused, and one that comes while the first is worked on is told to wait.
 */
export const idempotent = (books: Books): MiddlewareHandler<ApiEnv> => {
  const underWay = new Map<string, string>();
  const savedOf = (key: string): SavedAnswer | undefined => {
    const saved = books.answers.get(key);
    return saved && saved.savedAt + answersKeptSeconds > books.clock.seconds() ? saved : undefined;
  };
  return async (c, next) => {
    const key = c.req.header("idempotency-key");
    if (c.req.method !== "POST" || !key) return await next();
    if (key.length > longestKey)
      throw invalid(`The Idempotency-Key is longer than ${longestKey} characters.`);
    const fingerprint = fingerprintOf(c.req.method, c.req.path, await c.req.text());
    const saved = savedOf(key);
    const before = saved?.fingerprint ?? underWay.get(key);
    if (before !== undefined && before !== fingerprint) throw reused(key);
    if (saved)
      return c.newResponse(saved.answer.body, saved.answer.status as 200, {
        "content-type": "application/json",
        "idempotency-key": key,
        "idempotent-replayed": "true",
        "original-request": saved.requestId,
      });
    if (underWay.has(key)) throw inUse(key);
    underWay.set(key, fingerprint);
    try {
      await next();
      c.res.headers.set("idempotency-key", key);
      const { status } = c.res;
      if (isKept(status, c.error))
        books.answers.put({
          id: key,
          fingerprint,
          requestId: c.var.requestId,
          savedAt: books.clock.seconds(),
          answer: { status, body: await c.res.clone().text() },
        });
    } finally {
      underWay.delete(key);
    }
  };
};
