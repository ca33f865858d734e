import { Stripe } from "stripe";
import {
  type PaymentGateway,
  type PaymentRefund,
  PaymentRefused,
  type PaymentSession,
  PaymentUnavailable,
  type RefundRequest,
} from "./gateway.ts";
import { toldTypes } from "./stripe-event.ts";
import {
  orderIdIn,
  orderIdKey,
  refundIdKey,
  refundOf,
  sessionOf,
  sessionParametersOf,
} from "./stripe-session.ts";

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

/** Whether money moves with this key. */
export const isLiveKey = (secretKey: string): boolean => /^(sk|rk)_live_/.test(secretKey);

/** Another implementation may stand in Stripe's place; a live key is given to none that could be listened to on the way. */
const checkAddress = (secretKey: string, apiBase: string): void => {
  if (isLiveKey(secretKey) && new URL(apiBase).protocol !== "https:")
    throw new Error(`STRIPE_API_BASE is ${apiBase}: with a live key only an https address is taken`);
};

export const createStripeGateway = ({ secretKey, apiBase, timeoutMs }: StripeSettings): PaymentGateway => {
  if (apiBase) checkAddress(secretKey, apiBase);
  const stripe = new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(),
    timeout: timeoutMs ?? usualTimeoutMs,
    maxNetworkRetries: networkRetries,
    telemetry: false,
    appInfo: { name: "Frontrow" },
    ...(apiBase ? baseOf(apiBase) : {}),
  });
  const { sessions } = stripe.checkout;

  /** The refund that is asked for, or, when the payment is back already, the one by which it went back by hand. */
  const findRefund = async (
    { paymentIntentId, refundId }: RefundRequest,
    isAllBack: boolean,
  ): Promise<PaymentRefund | null> => {
    const { data } = await stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 });
    const ours = data.find(({ metadata }) => metadata?.[refundIdKey] === refundId);
    const byHand = data.find(
      ({ metadata, status }) => !metadata?.[refundIdKey] && (status === "succeeded" || status === "pending"),
    );
    const found = ours ?? (isAllBack ? byHand : undefined);
    return found ? refundOf(found) : null;
  };

  /** With its payment intent, which alone tells a payment under way from one that failed. */
  const view = async (sessionId: string): Promise<PaymentSession> =>
    sessionOf(await sessions.retrieve(sessionId, { expand: ["payment_intent"] }));

  return {
    openSession: (order) =>
      asking(async () => {
        const made = await sessions.create(sessionParametersOf(order), { idempotencyKey: order.orderId });
        return sessionOf(isReplayed(made) ? await sessions.retrieve(made.id) : made);
      }),

    viewSession: (sessionId) => asking(() => view(sessionId)),

    closeSession: (sessionId) =>
      asking(async () => {
        try {
          return sessionOf(await sessions.expire(sessionId));
        } catch (error) {
          // Refused: it is not open any more, or a payment is under way. What it is now is the answer.
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.statusCode !== 400)
            throw error;
          return await view(sessionId);
        }
      }),

    cancelPayment: (paymentIntentId) =>
      asking(async () => {
        try {
          await stripe.paymentIntents.cancel(paymentIntentId);
          return { paid: false };
        } catch (error) {
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.statusCode !== 400)
            throw error;
          const { status } = await stripe.paymentIntents.retrieve(paymentIntentId);
          if (status === "succeeded") return { paid: true };
          if (status === "canceled" || status === "requires_payment_method") return { paid: false };
          throw error;
        }
      }),

    refund: (request) =>
      asking(async () => {
        const { refundId, orderId, paymentIntentId, amountMinor, reason, mayExist } = request;
        const known = mayExist ? await findRefund(request, false) : null;
        if (known) return known;
        try {
          const made = await stripe.refunds.create(
            {
              payment_intent: paymentIntentId,
              amount: amountMinor,
              metadata: { [orderIdKey]: orderId, [refundIdKey]: refundId, reason },
            },
            { idempotencyKey: refundId },
          );
          return refundOf(isReplayed(made) ? await stripe.refunds.retrieve(made.id) : made);
        } catch (error) {
          const { StripeInvalidRequestError, StripeIdempotencyError } = Stripe.errors;
          if (!(error instanceof StripeInvalidRequestError || error instanceof StripeIdempotencyError))
            throw error;
          const earlier = await findRefund(request, error.code === "charge_already_refunded");
          if (!earlier) throw error;
          return earlier;
        }
      }),

    viewRefund: (providerId) => asking(async () => refundOf(await stripe.refunds.retrieve(providerId))),

    orderOf: (paymentIntentId) =>
      asking(async () => orderIdIn((await stripe.paymentIntents.retrieve(paymentIntentId)).metadata)),

    listEvents: ({ since, until, most }) =>
      asking(async () => {
        const events: Stripe.Event[] = [];
        const created = { gte: Math.floor(since / 1000), lte: Math.ceil(until / 1000) };
        // Stripe gives the newest first.
        for await (const event of stripe.events.list({ created, types: [...toldTypes], limit: 100 })) {
          if (events.length === most) return { events: [], isWhole: false };
          events.push(event);
        }
        return { events: events.toReversed(), isWhole: true };
      }),
  };
};
