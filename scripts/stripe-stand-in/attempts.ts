import type { Books } from "./books.ts";
import { putCharge } from "./charges.ts";
import type { SessionRecord } from "./records.ts";
import { newStripeId } from "./stripe-ids.ts";
import type { PaymentIntent } from "./stripe-objects.ts";
import type { TestCard } from "./test-cards.ts";

type Declined = NonNullable<TestCard["declined"]>;

/** A second try goes on with the payment intent of the first. */
export const intentOf = (books: Books, { session, paymentIntentMetadata }: SessionRecord): PaymentIntent =>
  (session.payment_intent ? books.paymentIntents.get(session.payment_intent) : undefined) ?? {
    id: newStripeId("paymentIntent"),
    object: "payment_intent",
    livemode: false,
    created: books.clock.seconds(),
    amount: session.amount_total,
    amount_received: 0,
    currency: session.currency,
    status: "requires_payment_method",
    latest_charge: null,
    payment_method: null,
    payment_method_types: session.payment_method_types,
    last_payment_error: null,
    metadata: { ...paymentIntentMetadata },
    receipt_email: null,
    canceled_at: null,
    cancellation_reason: null,
  };

export const succeed = (books: Books, intent: PaymentIntent): PaymentIntent => {
  const succeeded = books.paymentIntents.put({
    ...intent,
    status: "succeeded",
    amount_received: intent.amount,
    latest_charge: putCharge(books, intent, "succeeded").id,
    last_payment_error: null,
  });
  books.tell("payment_intent.succeeded", succeeded);
  return succeeded;
};

export const begin = (books: Books, intent: PaymentIntent): PaymentIntent => {
  const latest_charge = putCharge(books, intent, "pending").id;
  const processing = books.paymentIntents.put({ ...intent, status: "processing", latest_charge });
  books.tell("payment_intent.processing", processing);
  return processing;
};

export const fail = (books: Books, intent: PaymentIntent, declined: Declined | undefined): PaymentIntent => {
  const { code, declineCode, message } = declined ?? {
    code: "payment_intent_payment_attempt_failed",
    declineCode: undefined,
    message: "The payment failed.",
  };
  const failed = books.paymentIntents.put({
    ...intent,
    status: "requires_payment_method",
    latest_charge: putCharge(books, intent, "failed", { code, message }).id,
    payment_method: null,
    last_payment_error: declineCode
      ? { type: "card_error", code, decline_code: declineCode, message }
      : { type: "invalid_request_error", code, message },
  });
  books.tell("payment_intent.payment_failed", failed);
  return failed;
};
