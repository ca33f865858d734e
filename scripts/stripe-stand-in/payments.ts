import type { Books } from "./books.ts";
import type { PaymentIntent, Session, SessionRecord } from "./records.ts";
import { findSession } from "./sessions.ts";
import { newStripeId } from "./stripe-ids.ts";
import { paymentMethodOf, type TestCard } from "./test-cards.ts";

export type PaymentResult =
  | { readonly result: "paid" | "processing"; readonly session: Session }
  | { readonly result: "declined"; readonly session: Session; readonly message: string }
  | { readonly result: "already_complete" | "expired"; readonly session: Session }
  | { readonly result: "not_found" };

/** A second try goes on with the payment intent of the first. */
const intentOf = (books: Books, { session, paymentIntentMetadata }: SessionRecord): PaymentIntent =>
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
    metadata: paymentIntentMetadata,
    receipt_email: null,
  };

const complete = (books: Books, record: SessionRecord, change: Partial<Session>): Session => {
  const { session } = record;
  const completed: Session = {
    ...session,
    ...change,
    status: "complete",
    url: null,
    customer_details: { email: session.customer_email },
  };
  books.sessions.put({ ...record, session: completed });
  books.tell("checkout.session.completed", completed);
  return completed;
};

const succeed = (books: Books, intent: PaymentIntent, card: TestCard | undefined): PaymentIntent => {
  const succeeded = books.paymentIntents.put({
    ...intent,
    status: "succeeded",
    amount_received: intent.amount,
    latest_charge: newStripeId("charge"),
    payment_method: card ? paymentMethodOf(card) : null,
    last_payment_error: null,
  });
  books.tell("payment_intent.succeeded", succeeded);
  return succeeded;
};

const decline = (
  books: Books,
  record: SessionRecord,
  { code, declineCode, message }: NonNullable<TestCard["declined"]>,
): PaymentResult => {
  const error = { type: "card_error", code, decline_code: declineCode, message };
  const intent = books.paymentIntents.put({ ...intentOf(books, record), last_payment_error: error });
  const session: Session = { ...record.session, payment_intent: intent.id };
  books.sessions.put({ ...record, session });
  books.tell("payment_intent.payment_failed", intent);
  return { result: "declined", session, message };
};

/** The fan presses 'Pay'. `delayed`: with a bank debit, whose money comes later or never. */
export const paySession = (books: Books, id: string, card: TestCard, delayed = false): PaymentResult => {
  const record = findSession(books, id);
  if (!record) return { result: "not_found" };
  const { session } = record;
  if (session.status === "complete") return { result: "already_complete", session };
  if (session.status === "expired") return { result: "expired", session };
  if (session.amount_total === 0) return { result: "paid", session: complete(books, record, {}) };
  if (card.declined) return decline(books, record, card.declined);
  const intent = intentOf(books, record);
  if (delayed) {
    const { id: payment_intent } = books.paymentIntents.put({ ...intent, status: "processing" });
    return { result: "processing", session: complete(books, record, { payment_intent }) };
  }
  const { id: payment_intent } = succeed(books, intent, card);
  return { result: "paid", session: complete(books, record, { payment_intent, payment_status: "paid" }) };
};

/** The delayed money has come, or will not. False when none is awaited. */
export const settleDelayed = (books: Books, id: string, succeeded: boolean): boolean => {
  const record = books.sessions.get(id);
  const intent = record?.session.payment_intent
    ? books.paymentIntents.get(record.session.payment_intent)
    : undefined;
  if (!record || intent?.status !== "processing") return false;
  if (!succeeded) {
    books.paymentIntents.put({ ...intent, status: "requires_payment_method" });
    books.tell("checkout.session.async_payment_failed", record.session);
    return true;
  }
  succeed(books, intent, undefined);
  const session: Session = { ...record.session, payment_status: "paid" };
  books.sessions.put({ ...record, session });
  books.tell("checkout.session.async_payment_succeeded", session);
  return true;
};
