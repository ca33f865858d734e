import { Hono, type MiddlewareHandler } from "hono";
import { eventRoutes } from "./api-events.ts";
import { disputeRoutes, paymentRoutes } from "./api-payments.ts";
import { refundRoutes } from "./api-refunds.ts";
import { sessionRoutes } from "./api-sessions.ts";
import { type ApiEnv, type ApiTrouble, troubleInside, troubleOutside } from "./api-troubles.ts";
import type { Books } from "./books.ts";
import { idempotent } from "./idempotency.ts";
import type { Rules } from "./rules.ts";
import { StripeFault } from "./stripe-fault.ts";
import { newStripeId } from "./stripe-ids.ts";
import type { Switches } from "./switches.ts";

/** `Bearer sk_…`, or Basic with the key as the user, as curl -u sends it. */
const keyOf = (authorization: string): string => {
  const [scheme = "", credentials = ""] = authorization.split(" ");
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return "";
  const [user = ""] = Buffer.from(credentials, "base64").toString().split(":");
  return user;
};

const withKey =
  (secretKey: string): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const key = keyOf(c.req.header("authorization") ?? "");
    if (key !== secretKey)
      throw new StripeFault(401, {
        type: "invalid_request_error",
        message: key ? `Invalid API Key provided: ${key.slice(0, 8)}****` : "You did not provide an API key.",
      });
    await next();
  };

const requestId: MiddlewareHandler<ApiEnv> = async (c, next) => {
  c.set("requestId", newStripeId("request"));
  await next();
  c.res.headers.set("request-id", c.var.requestId);
};

export interface ApiSettings {
  readonly books: Books;
  readonly secretKey: string;
  readonly troubles: Rules<ApiTrouble>;
  /** As they are at the moment of a request. */
  readonly switches: () => Switches;
}

/** The part of Stripe's API that takes money for an order and gives it back. */
export const createApi = ({ books, secretKey, troubles, switches }: ApiSettings): Hono<ApiEnv> => {
  const api = new Hono<ApiEnv>();
  api.onError((error, c) => {
    if (error instanceof StripeFault) return c.json({ error: error.error }, error.status);
    console.error(error);
    return c.json({ error: { type: "api_error", message: "The stand-in failed; its log says why." } }, 500);
  });
  api.notFound((c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`;
    return c.json({ error: { type: "invalid_request_error", message } }, 404);
  });
  api.use(requestId, withKey(secretKey), troubleOutside(troubles), idempotent(books), troubleInside);
  return api
    .route("/checkout/sessions", sessionRoutes(books))
    .route("/", paymentRoutes(books, switches))
    .route("/refunds", refundRoutes(books))
    .route("/disputes", disputeRoutes(books))
    .route("/events", eventRoutes(books));
};
