import { Hono } from "hono";
import { etag } from "hono/etag";
import type { ApiDocument } from "../../web/docs/api-document.ts";
import { docsCss } from "../../web/docs/docs-css.ts";
import { DocsPage } from "../../web/docs/docs-page.tsx";
import type { AppEnv } from "../context.ts";
import type { OpenApiDocument } from "../openapi.ts";
import { pageHeaders } from "../page-headers.ts";
import { explainedProblems } from "../problem-meanings.ts";

/** A deploy may change it, so it is asked for again after minutes, and mostly found the same. */
const briefly = "public, max-age=300";

/** The description of the API, for programs and for people; made when it is first asked for. */
export const docsRoutes = (describe: () => OpenApiDocument) => {
  let description: OpenApiDocument | undefined;
  const documentOf = (): OpenApiDocument => {
    description ??= describe();
    return description;
  };

  const app = new Hono<AppEnv>();
  for (const path of ["/", "/docs/"]) app.get(path, (c) => c.redirect("/docs"));
  app.use("/openapi.json", etag());
  app.get("/openapi.json", (c) => {
    c.header("cache-control", briefly);
    c.header("access-control-allow-origin", "*");
    return c.json(documentOf());
  });
  app.use("/docs", etag(), pageHeaders);
  app.get("/docs", (c) => {
    c.header("cache-control", briefly);
    // The page reads a part of it, through types of its own.
    const document = documentOf() as unknown as ApiDocument;
    return c.html(
      `<!doctype html>${<DocsPage document={document} problems={explainedProblems()} origin={new URL(c.req.url).origin} />}`,
    );
  });
  app.use("/docs.css", etag());
  app.get("/docs.css", (c) => {
    c.header("cache-control", briefly);
    return c.body(docsCss, 200, {
      "content-type": "text/css; charset=utf-8",
      "x-content-type-options": "nosniff",
    });
  });
  return app;
};
