import { Stripe } from "stripe";
import type { OrderId } from "../domain/ids.ts";
import { type PaymentGateway, PaymentUnavailable } from "./gateway.ts";
import { orderIdKey, refundOf, sessionOf, sessionParametersOf } from "./stripe-session.ts";

export interface StripeSettings {
  readonly secretKey: string;
  /** An origin to use in place of https://api.stripe.com. */
  readonly apiBase?: string;
  readonly timeoutMs?: number;
}

// Stripe answers within a second or two. With one retry a fan waits 17 seconds at worst, then gets 503.
const usualTimeoutMs = 8_000;
const networkRetries = 1;

const baseOf = (apiBase: string) => {
  const { protocol, hostname, port } = new URL(apiBase);
  const http = protocol === "http:";
  return { protocol: http ? "http" : "https", host: hostname, port: port || (http ? 80 : 443) } as const;
};

/** StripeAPIError is 5xx, an answer that is no JSON, and 409: the same request is still being worked on. */
const unavailableOf = (error: unknown): unknown => {
  const { StripeConnectionError, StripeRateLimitError, StripeAPIError } = Stripe.errors;
  const passing =
    error instanceof StripeConnectionError ||
    error instanceof StripeRateLimitError ||
    error instanceof StripeAPIError;
  return passing ? new PaymentUnavailable(`Stripe: ${error.message}`, { cause: error }) : error;
};

const asking = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    throw unavailableOf(error);
  }
};

export const createStripeGateway = ({ secretKey, apiBase, timeoutMs }: StripeSettings): PaymentGateway => {
  const stripe = new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(),
    timeout: timeoutMs ?? usualTimeoutMs,
    maxNetworkRetries: networkRetries,
    telemetry: false,
    appInfo: { name: "Frontrow" },
    ...(apiBase ? baseOf(apiBase) : {}),
  });
  const { sessions } = stripe.checkout;

  /** With the key gone (Stripe keeps it a day at least) a second refund is refused; then the first one is the answer. */
  const earlierRefund = async (
    orderId: OrderId,
    paymentIntentId: string,
  ): Promise<Stripe.Refund | undefined> => {
    const { data } = await stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 });
    return data.find(({ metadata }) => metadata?.[orderIdKey] === orderId);
  };

  return {
    openSession: (order) =>
      asking(async () => {
        const made = await sessions.create(sessionParametersOf(order), { idempotencyKey: order.orderId });
        // A replayed answer is what the Session was when it was made. The fetch client's `headers` are fetch's, whatever the type says.
        const headers: unknown = made.lastResponse.headers;
        const replayed = headers instanceof Headers && headers.get("idempotent-replayed") === "true";
        return sessionOf(replayed ? await sessions.retrieve(made.id) : made);
      }),

    viewSession: (sessionId) => asking(async () => sessionOf(await sessions.retrieve(sessionId))),

    closeSession: (sessionId) =>
      asking(async () => {
        try {
          return sessionOf(await sessions.expire(sessionId));
        } catch (error) {
          // Refused: it is not open any more, or a payment is under way. What it is now is the answer.
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.statusCode !== 400)
            throw error;
          return sessionOf(await sessions.retrieve(sessionId));
        }
      }),

    refund: ({ orderId, paymentIntentId, amountMinor, reason }) =>
      asking(async () => {
        try {
          return refundOf(
            await stripe.refunds.create(
              {
                payment_intent: paymentIntentId,
                amount: amountMinor,
                metadata: { [orderIdKey]: orderId, reason },
              },
              // Not the bare id: that key belongs to the making of the Session.
              { idempotencyKey: `${orderId}:refund` },
            ),
          );
        } catch (error) {
          const { StripeInvalidRequestError, StripeIdempotencyError } = Stripe.errors;
          if (!(error instanceof StripeInvalidRequestError || error instanceof StripeIdempotencyError))
            throw error;
          const earlier = await earlierRefund(orderId, paymentIntentId);
          if (!earlier) throw error;
          return refundOf(earlier);
        }
      }),
  };
};
