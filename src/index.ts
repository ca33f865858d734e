import { WorkerEntrypoint } from "cloudflare:workers";
import { BoxOfficeObject } from "../durable-objects/box-office/box-office.ts";
import { createBooking } from "./booking/booking.ts";
import { boxOfficeOf, openLiveSocket } from "./box-offices.ts";
import { httpDatabase } from "./db/client.ts";
import { createOrderHistory } from "./db/orders.ts";
import { createSalesLedger } from "./db/sales.ts";
import { sha256 } from "./digest.ts";
import type { Env } from "./env.ts";
import { createGateway } from "./http/gateway.ts";
import { createTokens } from "./http/tokens.ts";
import type { PaymentGateway } from "./payments/gateway.ts";
import { createStripeGateway } from "./payments/stripe.ts";
import { createWebhooks } from "./payments/webhooks.ts";
import { createWebhooks } from "./payments/webhooks.ts";
import type { Services } from "./services.ts";

const paymentsOf = (env: Env): PaymentGateway =>
  createStripeGateway({
    secretKey: env.STRIPE_SECRET_KEY,
    ...(env.STRIPE_API_BASE ? { apiBase: env.STRIPE_API_BASE } : {}),
  });

// None of it holds a connection or belongs to a request, so an isolate makes it once.
let services: Services | undefined;

const servicesOf = (env: Env): Services => {
  services ??= createServices(env);
  return services;
};

const createServices = (env: Env): Services => {
  const db = httpDatabase(env);
  const booking = createBooking({
    boxOfficeOf: boxOfficeOf(env),
    payments: paymentsOf(env),
    history: createOrderHistory(db),
    entropy: { random: (length) => crypto.getRandomValues(new Uint8Array(length)), sha256 },
  });
  return {
    booking,
    catalog: {},
    publicEvents: {},
    search: {},
    webhooks: createWebhooks({
      secret: env.STRIPE_WEBHOOK_SECRET,
      settle: (payment) => booking.settle(payment),
    }),
    openLiveSocket: openLiveSocket(env),
    tokens: createTokens({
      secret: env.TOKEN_SECRET,
      outside: env.JWKS_URL
        ? { jwksUrl: env.JWKS_URL, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE }
        : null,
    }),
  };
};

const gateway = createGateway(servicesOf);

/** One per event: its seats, holds and orders, and the sockets of who is looking. */
export class BoxOffice extends BoxOfficeObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, {
      payments: paymentsOf(env),
      ledger: createSalesLedger(httpDatabase(env)),
      limitFan: async (fanId) => (await env.FAN_LIMIT.limit({ key: fanId })).success,
      now: Date.now,
      random: Math.random,
    });
  }
}

/** Views that are the same for every fan, behind the edge cache. */
export class PublicViews extends WorkerEntrypoint<Env> {
  override async fetch(request: Request): Promise<Response> {
    return gateway.fetch(request, this.env, this.ctx);
  }
}

export default { fetch: gateway.fetch } satisfies ExportedHandler<Env>;
