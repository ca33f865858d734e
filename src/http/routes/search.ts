import { createRoute, type z } from "@hono/zod-openapi";
import { type SearchQuery, searchQueryOf, searchUrlOf } from "../../search/query.ts";
import { createRouter } from "../context.ts";
import { HttpProblem } from "../problem.ts";
import { cacheTag, freshness, keep } from "../views/freshness.ts";
import { handOn } from "../views/hand-on.ts";
import { SearchParameters, SearchResult, searchResult } from "./search-schemas.ts";

const search = createRoute({
  method: "get",
  path: "/search",
  tags: ["Search"],
  summary: "Find published events",
  description:
    "By relevance, then date. Events that are over are not shown. The day is the venue's own. Answers may be some seconds old; those of " +
    "near places are shared, so a place is rounded to a cell of at most a tenth of the radius.",
  request: { query: SearchParameters },
  responses: {
    200: { description: "A page of events", content: { "application/json": { schema: SearchResult } } },
    304: { description: "As the If-None-Match of the request has it" },
  },
});

const queryOf = (parameters: z.output<typeof SearchParameters>): SearchQuery => {
  const read = searchQueryOf(parameters);
  if ("query" in read) return read.query;
  throw new HttpProblem("invalid_request", "The request has faults; 'errors' says where.", {
    errors: read.faults.map(({ at, detail }) => ({ in: "query", at, detail })),
  });
};

export const searchRoutes = createRouter();
searchRoutes.openapi(search, (c) => handOn(c, searchUrlOf(queryOf(c.req.valid("query")))));

/** Behind the cache. */
export const searchViews = createRouter();
searchViews.openapi(search, async (c) => {
  const query = queryOf(c.req.valid("query"));
  const page = await c.var.services.search.search(query);
  keep(c, freshness.search, [cacheTag.search]);
  return c.json(searchResult(query, page), 200);
});
