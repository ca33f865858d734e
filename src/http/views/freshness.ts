import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { cacheTag } from "../../catalog/cache-tags.ts";
import type { PublicEvent } from "../../catalog/public-event.ts";
import type { AppEnv } from "../context.ts";

export { cacheTag };

/**
 * How long an answer may be shown. The edge keeps it under `edge`, which Cloudflare reads and takes away; everyone else sees
 * `public`. Both are needed: `s-maxage` in one header would forbid the edge to serve stale answers at all (RFC 9111, 4.2.4).
 */
export interface Freshness {
  readonly public: string;
  readonly edge: string;
}

const hour = 3600;
const day = 24 * hour;
const year = 365 * day;

// What is asked for again and again by everyone; its ETag makes that cheap.
const askAgain = "public, max-age=0";

export const freshness = {
  // Every question is a key of its own, and what it finds changes with every event: so it is kept by time. A day of stale answers
  // while nothing behind can be reached is what keeps search and views up.
  search: {
    public: askAgain,
    edge: `max-age=30, stale-while-revalidate=60, stale-if-error=${day}`,
  },
  // Of what an organizer says: whoever changes it purges it. An hour bounds what a refused purge leaves.
  details: {
    public: askAgain,
    edge: `max-age=${hour}, stale-while-revalidate=60, stale-if-error=${day}`,
  },
  // Details beside what only the box office or the clock knows, roughly: for search engines.
  offers: {
    public: askAgain,
    edge: `max-age=60, stale-while-revalidate=60, stale-if-error=${day}`,
  },
  // Programs that read it by themselves, some every few minutes, need not come more often than it is made.
  feed: {
    public: "public, max-age=300",
    edge: `max-age=${hour}, stale-while-revalidate=${hour}, stale-if-error=${day}`,
  },
  // Seats go fast: what is older than some seconds is worse than an error.
  seats: {
    public: "public, max-age=1",
    edge: "max-age=1, stale-while-revalidate=1, stale-if-error=10",
  },
  immutable: {
    public: `public, max-age=${year}, immutable`,
    edge: `max-age=${year}`,
  },
  // Shields the database from a wrong link that many follow; publishing purges it.
  missing: { public: askAgain, edge: "max-age=5" },
} as const satisfies Record<string, Freshness>;

/** Of a view of one event: whoever changes one of these changes what it shows. */
export const tagsOfEvent = ({ id, venue, performers }: PublicEvent): readonly string[] => [
  cacheTag.event(id),
  cacheTag.venue(venue.id),
  ...performers.map((performer) => cacheTag.performer(performer.id)),
];

export const edgeHeader = "cloudflare-cdn-cache-control";

/** Puts the headers of a cacheable answer on the context. All that one address answers must carry the same tags. */
export const keep = (c: Context<AppEnv>, how: Freshness, tags: readonly string[]): void => {
  c.header("cache-control", how.public);
  c.header(edgeHeader, how.edge);
  c.header("cache-tag", tags.join(","));
};

/** Weak comparison (RFC 9110, 13.1.2): a cache or a compression on the way may have made a tag weak. */
export const isSame = (ifNoneMatch: string | undefined, etag: string | null): boolean => {
  if (!ifNoneMatch || !etag) return false;
  const strong = (tag: string): string => tag.trim().replace(/^W\//, "");
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((tag) => strong(tag) === strong(etag));
};

/** A 304 carries what the 200 would have said of itself, and no body. */
export const notModified = (response: Response): Response => {
  const headers = new Headers(response.headers);
  headers.delete("content-type");
  headers.delete("content-length");
  return new Response(null, { status: 304, headers });
};

/** Names an answer by its content where its route has not, and leaves it out for who has it already. */
export const withEtag = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (c.res.status !== 200) return;
  if (!c.res.headers.has("etag")) {
    const body = await c.res.clone().arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).subarray(0, 16);
    c.res.headers.set("etag", `"${btoa(String.fromCharCode(...digest)).replace(/=+$/, "")}"`);
  }
  if (isSame(c.req.header("if-none-match"), c.res.headers.get("etag"))) {
    // Hono merges the headers of an answer that is replaced; only from none they are taken as they are.
    const answer = notModified(c.res);
    c.res = undefined;
    c.res = answer;
  }
});
