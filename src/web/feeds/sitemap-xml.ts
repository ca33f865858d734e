import type { SitemapEntry, SitemapKind, SitemapPage } from "../../catalog/sitemap.ts";

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const entry = (element: string, address: string, changedAt: number): string =>
  `<${element}><loc>${escaped(address)}</loc><lastmod>${new Date(changedAt).toISOString()}</lastmod></${element}>\n`;

/** sitemaps.org: the pages of the sitemap. */
export const sitemapIndexXml = (pages: readonly SitemapPage[], origin: string): string => {
  const entries = pages.map(({ kind, number, changedAt }) =>
    entry("sitemap", `${origin}/sitemaps/${kind}-${number}.xml`, changedAt),
  );
  return `${head}<sitemapindex ${namespace}>\n${entries.join("")}</sitemapindex>\n`;
};

export const sitemapPageXml = (
  kind: SitemapKind,
  entries: readonly SitemapEntry[],
  origin: string,
): string => {
  const urls = entries.map(({ id, changedAt }) => entry("url", `${origin}/${kind}/${id}`, changedAt));
  return `${head}<urlset ${namespace}>\n${urls.join("")}</urlset>\n`;
};
