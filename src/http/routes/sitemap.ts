import { createRoute, z } from "@hono/zod-openapi";
import { cacheTag } from "../../catalog/cache-tags.ts";
import { type SitemapKind, sitemapKinds } from "../../catalog/sitemap.ts";
import { sitemapIndexXml, sitemapPageXml } from "../../web/feeds/sitemap-xml.ts";
import { createRouter } from "../context.ts";
import { feedExamples } from "../examples/feeds.ts";
import { HttpProblem } from "../problem.ts";
import { freshness, keep } from "../views/freshness.ts";
import { handOn, normalUrl } from "../views/hand-on.ts";
import { originOf, saidOrigin } from "../views/origin.ts";

const xml = "application/xml";
const common = {
  method: "get" as const,
  tags: ["Search"],
};
const answers = (example: string) => ({
  200: { description: "The sitemap", content: { [xml]: { schema: z.string(), example } } },
  304: { description: "As the If-None-Match of the request has it" },
});

const index = createRoute({
  ...common,
  path: "/sitemap.xml",
  responses: answers(feedExamples.sitemap),
  summary: "The sitemap for search engines: its pages",
  description:
    "As sitemaps.org has it, made anew every hour: coming events, and the venues and performers of coming events.",
});

const pagePattern = new RegExp(`^(${sitemapKinds.join("|")})-([1-9][0-9]{0,4})$`);
const pageOptions = {
  ...common,
  responses: answers(feedExamples.sitemapPage),
  summary: "A page of the sitemap",
  description: "Up to 10,000 addresses, each with when it changed.",
  request: {
    params: z.object({
      page: z
        .string()
        .regex(pagePattern)
        .openapi({ description: "As the index names it", example: "events-1" }),
    }),
  },
};
const page = createRoute({ ...pageOptions, path: "/sitemaps/{page}.xml" });
/** As `routedPath` has it. */
const routedPage = createRoute({ ...pageOptions, path: "/sitemaps/{page}/xml", hide: true });

export const sitemapRoutes = createRouter();
sitemapRoutes.openAPIRegistry.registerPath(page);
sitemapRoutes
  .openapi(index, (c) => handOn(c, normalUrl("/sitemap.xml", { origin: originOf(c) })))
  .openapi(routedPage, (c) =>
    handOn(c, normalUrl(`/sitemaps/${c.req.valid("param").page}/xml`, { origin: originOf(c) })),
  );

const contentType = { "content-type": `${xml}; charset=utf-8` };

/** Behind the cache. */
export const sitemapViews = createRouter()
  .openapi(index, async (c) => {
    const pages = await c.var.services.sitemap.pages();
    keep(c, freshness.feed, [cacheTag.sitemap]);
    return c.body(sitemapIndexXml(pages, saidOrigin(c)), 200, contentType);
  })
  .openapi(routedPage, async (c) => {
    const [, kind = "", number] = pagePattern.exec(c.req.valid("param").page) ?? [];
    // The pattern names no others.
    const of = kind as SitemapKind;
    const entries = await c.var.services.sitemap.entries(of, Number(number));
    if (entries.length === 0) throw new HttpProblem("not_found", "The sitemap has no such page.");
    keep(c, freshness.feed, [cacheTag.sitemap]);
    return c.body(sitemapPageXml(of, entries, saidOrigin(c)), 200, contentType);
  });
