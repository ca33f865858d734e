import { Hono } from "hono";
import { z } from "zod";
import type { ApiEnv } from "./api-troubles.ts";
import type { Books } from "./books.ts";
import { expanded, expandIn } from "./expand.ts";
import { parseForm, queryOf } from "./form.ts";
import { listPage, readListing } from "./lists.ts";
import { cancelRefund } from "./refund-ends.ts";
import { createRefund, findRefund, updateRefund } from "./refunds.ts";

const filters = { payment_intent: z.string().optional(), charge: z.string().optional() };

export const refundRoutes = (books: Books): Hono<ApiEnv> => {
  const routes = new Hono<ApiEnv>();
  routes.post("/", async (c) => {
    const text = await c.req.text();
    return c.json(expanded(books, createRefund(books, parseForm(text)), expandIn(text)));
  });
  routes.get("/", (c) => {
    const asked = readListing(c.req.url, filters);
    const { payment_intent, charge, expand = [] } = asked;
    const page = listPage(
      c.req.path,
      books.refunds.all(),
      asked,
      (refund) =>
        (payment_intent === undefined || refund.payment_intent === payment_intent) &&
        (charge === undefined || refund.charge === charge),
    );
    return c.json(expanded(books, page, expand));
  });
  routes.get("/:id", (c) => {
    const refund = findRefund(books, c.req.param("id"));
    return c.json(expanded(books, refund, expandIn(queryOf(c.req.url))));
  });
  routes.post("/:id", async (c) => {
    const text = await c.req.text();
    return c.json(expanded(books, updateRefund(books, c.req.param("id"), parseForm(text)), expandIn(text)));
  });
  routes.post("/:id/cancel", async (c) => {
    const canceled = cancelRefund(books, c.req.param("id"));
    return c.json(expanded(books, canceled, expandIn(await c.req.text())));
  });
  return routes;
};
