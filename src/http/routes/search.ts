import { createRoute, type z } from "@hono/zod-openapi";
import type { SearchSource } from "../../search/cursor.ts";
import { foldText } from "../../search/folding.ts";
import { type SearchQuery, searchQueryOf, searchUrlOf } from "../../search/query.ts";
import { createRouter } from "../context.ts";
import { HttpProblem } from "../problem.ts";
import { cacheTag, freshness, keep } from "../views/freshness.ts";
import { handOn, normalUrl } from "../views/hand-on.ts";
import { SearchResult, SuggestionList, searchResult } from "./search-answers.ts";
import { defaultSuggestions, SearchParameters, SuggestParameters } from "./search-schemas.ts";

const sourceHeader = "search-source";

const headers = {
  [sourceHeader]: {
    description: "Who found it: the index near the fan, or Postgres while that is away",
    schema: { type: "string", enum: ["index", "postgres"] satisfies SearchSource[] },
  },
} as const;

const notModified = { description: "As the If-None-Match of the request has it" };

const search = createRoute({
  method: "get",
  path: "/search",
  tags: ["Search"],
  summary: "Find published events",
  description:
    "Events that are over are not shown. The day is the venue's own. Answers may be some seconds old; those of near places are shared, " +
    "so a place is rounded to a cell of at most a tenth of the radius.",
  request: { query: SearchParameters },
  responses: {
    200: {
      description: "A page of events",
      headers,
      content: { "application/json": { schema: SearchResult } },
    },
    304: notModified,
  },
});

const suggest = createRoute({
  method: "get",
  path: "/search/suggest",
  tags: ["Search"],
  summary: "Complete what a fan types",
  description: "Names of events to come, of their performers, venues and cities, in which a word begins so.",
  request: { query: SuggestParameters },
  responses: {
    200: {
      description: "The likeliest first",
      headers,
      content: { "application/json": { schema: SuggestionList } },
    },
    304: notModified,
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
searchRoutes.openapi(suggest, (c) => {
  const { term, limit } = c.req.valid("query");
  return handOn(
    c,
    normalUrl("/search/suggest", {
      // Stands for a term of symbols alone, which must be one all the same.
      term: foldText(term) || "-",
      limit: limit === defaultSuggestions ? null : limit,
    }),
  );
});

/** Behind the cache. */
export const searchViews = createRouter();
searchViews.openapi(search, async (c) => {
  const query = queryOf(c.req.valid("query"));
  const page = await c.var.services.search.search(query);
  keep(c, freshness.search, [cacheTag.search]);
  c.header(sourceHeader, page.source);
  return c.json(searchResult(query, page), 200);
});
searchViews.openapi(suggest, async (c) => {
  const { term, limit } = c.req.valid("query");
  const { suggestions, source } = await c.var.services.search.suggest(foldText(term), limit);
  keep(c, freshness.search, [cacheTag.search]);
  c.header(sourceHeader, source);
  return c.json({ suggestions: [...suggestions] }, 200);
});
