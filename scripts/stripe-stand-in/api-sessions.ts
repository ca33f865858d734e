import { Hono } from "hono";
import { z } from "zod";
import type { ApiEnv } from "./api-troubles.ts";
import type { Books } from "./books.ts";
import { expanded, expandIn } from "./expand.ts";
import { parseForm, queryOf } from "./form.ts";
import { listPage, readListing } from "./lists.ts";
import type { SessionRecord } from "./records.ts";
import { createSession, expireSession, mustFindSession } from "./sessions.ts";

const filters = {
  payment_intent: z.string().optional(),
  status: z.enum(["open", "complete", "expired"]).optional(),
};

export const sessionRoutes = (books: Books): Hono<ApiEnv> => {
  const routes = new Hono<ApiEnv>();
  /** Line items are no ids that could be looked up: a Session has them with it when it is asked to. */
  const shown = ({ session, lineItems }: SessionRecord, paths: readonly string[]) => {
    const url = `/v1/checkout/sessions/${session.id}/line_items`;
    const line_items = { object: "list", has_more: false, url, data: lineItems };
    const others = paths.filter((path) => path !== "line_items");
    const withItems = others.length < paths.length ? { ...session, line_items } : session;
    return expanded(books, withItems, others);
  };

  routes.post("/", async (c) => {
    const text = await c.req.text();
    return c.json(shown(createSession(books, parseForm(text)), expandIn(text)));
  });
  routes.get("/", (c) => {
    const asked = readListing(c.req.url, filters);
    const { payment_intent, status, expand = [] } = asked;
    const all = books.sessions.all().map(({ id }) => mustFindSession(books, id).session);
    const page = listPage(
      c.req.path,
      all,
      asked,
      (session) =>
        (payment_intent === undefined || session.payment_intent === payment_intent) &&
        (status === undefined || session.status === status),
    );
    return c.json(expanded(books, page, expand));
  });
  routes.get("/:id", (c) =>
    c.json(shown(mustFindSession(books, c.req.param("id")), expandIn(queryOf(c.req.url)))),
  );
  routes.get("/:id/line_items", (c) => {
    const { lineItems } = mustFindSession(books, c.req.param("id"));
    return c.json(listPage(c.req.path, lineItems.toReversed(), readListing(c.req.url, {})));
  });
  routes.post("/:id/expire", async (c) => {
    const expired = expireSession(books, c.req.param("id"));
    return c.json(shown(expired, expandIn(await c.req.text())));
  });
  return routes;
};
