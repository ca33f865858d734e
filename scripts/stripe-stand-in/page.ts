import type { MiddlewareHandler } from "hono";
import { html, raw } from "hono/html";
import { pageStyle } from "./page-style.ts";

export interface Page {
  readonly title: string;
  readonly style: string;
  readonly body: unknown;
  readonly foot?: unknown;
}

/** What all pages of the stand-in begin with: nobody may take it for Stripe. */
export const page = ({ title, style, body, foot = "" }: Page) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <style>${raw(pageStyle + style)}</style>
  </head>
  <body>
    <p class="note" role="note"><strong>This is a stand-in for Stripe; no money moves.</strong> Type no real card: it asks for none.</p>
    <main>${body}</main>
    <footer>${foot}</footer>
  </body>
</html>`;

/** No page fetches anything, and none is kept. */
export const pageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("cache-control", "no-store");
  c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
  c.header("referrer-policy", "no-referrer");
};
