import type { Context } from "hono";
import type { AppEnv } from "../context.ts";
import { edgeHeader, isSame, notModified } from "./freshness.ts";

// What is for the cache alone; Cloudflare takes them away, the local runtime does not.
const ofTheCache = [edgeHeader, "cache-tag"];

/**
 * Asks the cached entry under a normal URL. Nothing of the fan's request goes along: no token, no cookie, no condition (so that
 * the cache is always filled with a whole answer), and of what the fan accepts only which of the two kinds is meant.
 */
export const askViews = async (
  c: Context<AppEnv>,
  url: string,
  accept = "application/json",
): Promise<Response> => {
  const answer = await c.var.services.publicViews.fetch(
    new Request(`https://views${url}`, { headers: { accept } }),
  );
  const headers = new Headers(answer.headers);
  for (const name of ofTheCache) headers.delete(name);
  return new Response(answer.body, { status: answer.status, headers });
};

/** Leaves out what the fan has already. */
export const unlessSame = async (c: Context<AppEnv>, answer: Response): Promise<Response> => {
  if (answer.status !== 200 || !isSame(c.req.header("if-none-match"), answer.headers.get("etag")))
    return answer;
  await answer.body?.cancel();
  return notModified(answer);
};

export const handOn = async (c: Context<AppEnv>, url: string, accept?: string): Promise<Response> =>
  await unlessSame(c, await askViews(c, url, accept));

/** Sorted and without what is not set, so that one question has one URL. */
export const normalUrl = (
  path: string,
  parameters: Readonly<Record<string, string | number | null | undefined>>,
): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  query.sort();
  return query.size === 0 ? path : `${path}?${query}`;
};
