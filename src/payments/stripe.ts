import { Stripe } from "stripe";
import { type PaymentGateway, type PaymentRefund, PaymentRefused, PaymentUnavailable } from "./gateway.ts";
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

/**
 * StripeAPIError is 5xx, an answer that is no JSON, and 409: the same request is still being worked on. A key that Stripe does not
 * take, or that may not do this, is the operator's fault, so for everyone else Stripe is away. What is left of 400, 402 and 404 is
 * about what was asked; a fault of idempotency is about neither and stays what it is.
 */
const told = (error: unknown): unknown => {
  const { errors } = Stripe;
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError) {
    console.error("Stripe does not take our secret key", error);
    return new PaymentUnavailable(`Stripe: ${error.message}`, { cause: error });
  }
  if (
    error instanceof errors.StripeConnectionError ||
    error instanceof errors.StripeRateLimitError ||
    error instanceof errors.StripeAPIError
  )
    return new PaymentUnavailable(`Stripe: ${error.message}`, { cause: error });
  if (error instanceof errors.StripeInvalidRequestError || error instanceof errors.StripeCardError)
    return new PaymentRefused(`Stripe: ${error.message}`, { cause: error, missing: isMissing(error) });
  return error;
};

const isMissing = ({ statusCode, code }: Stripe.errors.StripeError): boolean =>
  statusCode === 404 && code === "resource_missing";

const asking = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    throw told(error);
  }
};

/** A replayed answer is how it was. The fetch client's `headers` are fetch's, whatever the type says. */
const isReplayed = ({ lastResponse }: Stripe.Response<object>): boolean => {
  const headers: unknown = lastResponse.headers;
  return headers instanceof Headers && headers.get("idempotent-replayed") === "true";
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

  /** How a payment's refunds stand together: what failed or was canceled gave nothing back. */
  const refundsOf = async (paymentIntentId: string, amountMinor: number): Promise<PaymentRefund | null> => {
    const { data } = await stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 });
    const refunds = data.map((refund) => ({ ...refundOf(refund), amountMinor: refund.amount }));
    const succeeded = refunds.filter(({ status }) => status === "succeeded");
    const given = succeeded.reduce((sum, refund) => sum + refund.amountMinor, 0);
    const [latest] = refunds;
    if (!latest) return null;
    const telling = given >= amountMinor ? succeeded[0] : refunds.find(({ status }) => status === "pending");
    const { refundId, status } = telling ?? latest;
    return telling || status !== "succeeded" ? { refundId, status } : null;
  };

  return {
    openSession: (order) =>
      asking(async () => {
        const made = await sessions.create(sessionParametersOf(order), { idempotencyKey: order.orderId });
        return sessionOf(isReplayed(made) ? await sessions.retrieve(made.id) : made);
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
          const made = await stripe.refunds.create(
            {
              payment_intent: paymentIntentId,
              amount: amountMinor,
              metadata: { [orderIdKey]: orderId, reason },
            },
            { idempotencyKey: `${paymentIntentId}:refund` },
          );
          return (isReplayed(made) ? await refundsOf(paymentIntentId, amountMinor) : null) ?? refundOf(made);
        } catch (error) {
          const { StripeInvalidRequestError, StripeIdempotencyError } = Stripe.errors;
          if (!(error instanceof StripeInvalidRequestError || error instanceof StripeIdempotencyError))
            throw error;
          // With the key gone (Stripe keeps it a day at least), or given back by hand, a second refund is refused.
          const earlier = await refundsOf(paymentIntentId, amountMinor);
          if (!earlier) throw error;
          return earlier;
        }
      }),
  };
};
