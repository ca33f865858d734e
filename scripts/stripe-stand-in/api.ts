import { Hono, type MiddlewareHandler } from "hono";
import { type ApiEnv, type ApiTrouble, troubleInside, troubleOutside } from "./api-troubles.ts";
import type { Books } from "./books.ts";
import { parseForm } from "./form.ts";
import { idempotent } from "./idempotency.ts";
import { listPage } from "./parameters.ts";
import type { SessionRecord } from "./records.ts";
import { createRefund, findPaymentIntent, refundsOf } from "./refunds.ts";
import type { Rules } from "./rules.ts";
import { createSession, expireSession, mustFindSession } from "./sessions.ts";
import { missing, StripeFault } from "./stripe-fault.ts";
import { newStripeId } from "./stripe-ids.ts";

/** `Bearer sk_…`, or Basic with the key as the user, as curl -u sends it. */
const keyOf = (authorization: string): string => {
  const [scheme = "", credentials = ""] = authorization.split(" ");
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return "";
  const [user = ""] = Buffer.from(credentials, "base64").toString().split(":");
  return user;
};

const withKey =
  (secretKey: string): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const key = keyOf(c.req.header("authorization") ?? "");
    if (key !== secretKey)
      throw new StripeFault(401, {
        type: "invalid_request_error",
        message: key ? `Invalid API Key provided: ${key.slice(0, 8)}****` : "You did not provide an API key.",
      });
    await next();
  };

const requestId: MiddlewareHandler<ApiEnv> = async (c, next) => {
  c.set("requestId", newStripeId("request"));
  await next();
  c.res.headers.set("request-id", c.var.requestId);
};

const expanded = (books: Books, { session, lineItems }: SessionRecord, expand: readonly string[]) => {
  const intent = session.payment_intent && books.paymentIntents.get(session.payment_intent);
  const items = { object: "list", has_more: false, url: `/v1/checkout/sessions/${session.id}/line_items` };
  return {
    ...session,
    ...(expand.includes("line_items") ? { line_items: { ...items, data: lineItems } } : {}),
    ...(intent && expand.includes("payment_intent") ? { payment_intent: intent } : {}),
  };
};

const expandIn = (text: string): string[] => {
  const { expand } = parseForm(text);
  return Array.isArray(expand) ? expand.filter((each) => typeof each === "string") : [];
};

const queryOf = (url: string): string => new URL(url).search.slice(1);

/** The part of Stripe's API that takes money for an order and gives it back. */
export const createApi = (books: Books, secretKey: string, troubles: Rules<ApiTrouble>): Hono<ApiEnv> => {
  const api = new Hono<ApiEnv>();
  api.onError((error, c) => {
    if (error instanceof StripeFault) return c.json({ error: error.error }, error.status);
    console.error(error);
    return c.json({ error: { type: "api_error", message: "The stand-in failed; its log says why." } }, 500);
  });
  api.notFound((c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`;
    return c.json({ error: { type: "invalid_request_error", message } }, 404);
  });
  api.use(requestId, withKey(secretKey), troubleOutside(troubles), idempotent(books), troubleInside);

  api.post("/checkout/sessions", async (c) => {
    const text = await c.req.text();
    return c.json(expanded(books, createSession(books, parseForm(text)), expandIn(text)));
  });
  api.get("/checkout/sessions", (c) => {
    const { payment_intent } = c.req.query();
    const all = books.sessions.all().map(({ id }) => mustFindSession(books, id).session);
    const kept = payment_intent ? all.filter((each) => each.payment_intent === payment_intent) : all;
    return c.json(listPage("/v1/checkout/sessions", kept, c.req.query()));
  });
  api.get("/checkout/sessions/:id", (c) =>
    c.json(expanded(books, mustFindSession(books, c.req.param("id")), expandIn(queryOf(c.req.url)))),
  );
  api.get("/checkout/sessions/:id/line_items", (c) => {
    const { lineItems } = mustFindSession(books, c.req.param("id"));
    return c.json(listPage(c.req.path, lineItems.toReversed(), c.req.query()));
  });
  api.post("/checkout/sessions/:id/expire", async (c) => {
    const expired = expireSession(books, c.req.param("id"));
    return c.json(expanded(books, expired, expandIn(await c.req.text())));
  });

  api.get("/payment_intents/:id", (c) => c.json(findPaymentIntent(books, c.req.param("id"))));

  api.post("/refunds", async (c) => c.json(createRefund(books, parseForm(await c.req.text()))));
  api.get("/refunds", (c) => {
    const { payment_intent } = c.req.query();
    const kept = payment_intent ? refundsOf(books, payment_intent) : books.refunds.all();
    return c.json(listPage("/v1/refunds", kept, c.req.query()));
  });
  api.get("/refunds/:id", (c) => {
    const id = c.req.param("id");
    const refund = books.refunds.get(id);
    if (!refund) throw missing("refund", id, "id");
    return c.json(refund);
  });

  api.get("/events", (c) => {
    const { type } = c.req.query();
    const kept = books.events.all().filter((event) => type === undefined || event.type === type);
    return c.json(listPage("/v1/events", kept, c.req.query()));
  });
  api.get("/events/:id", (c) => {
    const id = c.req.param("id");
    const event = books.events.get(id);
    if (!event) throw missing("event", id, "id");
    return c.json(event);
  });
  return api;
};
