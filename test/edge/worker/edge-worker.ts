import { WorkerEntrypoint } from "cloudflare:workers";
import type { Env } from "../../../src/env.ts";
import frontrow, { PublicViews as Views } from "../../../src/index.ts";

export { BoxOffice, SearchIndex } from "../../../src/index.ts";

interface EdgeEnv extends Env {
  /** Origin of the HTTP cache. */
  readonly CACHE: string;
  /** Where purges are asked for. */
  readonly PURGES: string;
}

/** What the gateway takes for the cached entry: the HTTP cache, which stands where Workers Cache does. */
export class PublicViews extends WorkerEntrypoint<EdgeEnv> {
  override async fetch(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const accept = request.headers.get("accept") ?? "*/*";
    return await fetch(`${this.env.CACHE}${pathname}${search}`, { headers: { accept } });
  }

  async purge(tags: readonly string[]): Promise<void> {
    await fetch(this.env.PURGES, { method: "POST", body: JSON.stringify(tags) });
  }
}

/** Of the host `views` the cache asks, and is answered by the views themselves; all else is the gateway's. */
export default {
  async fetch(request, env, ctx) {
    if (request.headers.get("host") === "views") return await new Views(ctx, env).fetch(request);
    return await frontrow.fetch(request, env, ctx);
  },
} satisfies ExportedHandler<EdgeEnv>;
