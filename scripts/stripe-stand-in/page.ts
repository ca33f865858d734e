import { html, raw } from "hono/html";

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
    <style>${raw(style)}</style>
  </head>
  <body>
    <p class="note" role="note"><strong>This is a stand-in for Stripe; no money moves.</strong> Type no real card: it asks for none.</p>
    <main>${body}</main>
    <footer>${foot}</footer>
  </body>
</html>`;
