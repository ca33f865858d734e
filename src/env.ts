import type { BoxOfficeObject } from "../durable-objects/box-office/box-office.ts";
import type { SearchIndexObject } from "../durable-objects/search-index/search-index.ts";

/** The bindings of wrangler.toml, and the secrets that `wrangler secret put` sets. */
export interface Env {
  readonly BOX_OFFICE: DurableObjectNamespace<BoxOfficeObject>;
  readonly SEARCH_INDEX: DurableObjectNamespace<SearchIndexObject>;
  readonly ADDRESS_LIMIT: RateLimit;
  readonly FAN_LIMIT: RateLimit;
  readonly ORGANIZER_LIMIT: RateLimit;

  /** Of Neon: postgresql://user:password@host/database */
  readonly DATABASE_URL: string;
  /** Locally, host:port of the proxy that speaks Neon's protocols; unset in production. */
  readonly NEON_PROXY?: string;

  readonly STRIPE_SECRET_KEY: string;
  readonly STRIPE_WEBHOOK_SECRET: string;
  /** Locally, the origin of the stand-in; unset in production. */
  readonly STRIPE_API_BASE?: string;

  /** At least 32 random bytes in base64url: signs the tokens of fans and organizers. */
  readonly TOKEN_SECRET: string;
  readonly JWKS_URL: string;
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
}

declare global {
  namespace Cloudflare {
    interface Env extends FrontrowEnv {}
  }
}
type FrontrowEnv = Env;
