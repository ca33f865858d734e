import { WorkerEntrypoint } from "cloudflare:workers";
import type { Env } from "./env.ts";
import { createGateway } from "./http/gateway.ts";
import { createTokens, type Tokens } from "./http/tokens.ts";
import type { Services } from "./services.ts";

export { BoxOffice } from "../durable-objects/box-office/box-office.ts";

// Tokens outlive a request: the imported key and the issuer's key set are worth keeping.
let tokens: Tokens | undefined;

const tokensOf = (env: Env): Tokens => {
  tokens ??= createTokens({
    secret: env.TOKEN_SECRET,
    outside: env.JWKS_URL
      ? { jwksUrl: env.JWKS_URL, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE }
      : null,
  });
  return tokens;
};

const servicesOf = (env: Env): Services => ({
  tokens: tokensOf(env),
  booking: {},
  catalog: {},
  publicEvents: {},
  search: {},
  webhooks: {},
});

const gateway = createGateway(servicesOf);

/** Views that are the same for every fan, behind the edge cache. */
export class PublicViews extends WorkerEntrypoint<Env> {
  override async fetch(request: Request): Promise<Response> {
    return gateway.fetch(request, this.env, this.ctx);
  }
}

export default { fetch: gateway.fetch } satisfies ExportedHandler<Env>;
