import { begin, fail, intentOf, succeed } from "./attempts.ts";
import type { Books } from "./books.ts";
import type { SessionRecord } from "./records.ts";
import { findSession, isUnderWay } from "./sessions.ts";
import type { PaymentIntent, Session } from "./stripe-objects.ts";
import { cardOfPaymentMethod, paymentMethodOf, type TestCard } from "./test-cards.ts";

export type PaymentResult =
  | { readonly result: "paid" | "processing" | "under_way"; readonly session: Session }
  | { readonly result: "declined"; readonly session: Session; readonly message: string }
  | { readonly result: "already_complete" | "expired"; readonly session: Session }
  | { readonly result: "not_found" };

const complete = (books: Books, record: SessionRecord, change: Partial<Session>): Session => {
  const { session } = record;
  const nobody = { address: null, business_name: null, individual_name: null, name: null, phone: null };
  const completed: Session = {
    ...session,
    ...change,
    status: "complete",
    url: null,
    customer_details: { ...nobody, email: session.customer_email, tax_exempt: "none", tax_ids: [] },
  };
  books.sessions.put({ ...record, session: completed });
  books.tell("checkout.session.completed", completed);
  return completed;
};

const withIntent = (books: Books, record: SessionRecord, { id }: PaymentIntent): SessionRecord =>
  books.sessions.put({ ...record, session: { ...record.session, payment_intent: id } });

const bankDebit = "pm_sepa_debit";

/**
 * The fan presses 'Pay'. `later`: with a bank debit, whose money comes in some days or never. `under_way`: with a card, and the bank
 * has not answered yet, so that the Session is neither paid nor can it be closed.
 */
export type Manner = "at_once" | "later" | "under_way";

export const paySession = (
  books: Books,
  id: string,
  card: TestCard,
  manner: Manner = "at_once",
): PaymentResult => {
  const record = findSession(books, id);
  if (!record) return { result: "not_found" };
  const { session } = record;
  if (session.status === "complete") return { result: "already_complete", session };
  if (session.status === "expired") return { result: "expired", session };
  if (isUnderWay(books, session)) return { result: "under_way", session };
  if (session.amount_total === 0) return { result: "paid", session: complete(books, record, {}) };
  const payment_method = manner === "later" ? bankDebit : paymentMethodOf(card);
  const intent: PaymentIntent = { ...intentOf(books, record), payment_method };
  if (manner === "under_way")
    return { result: "under_way", session: withIntent(books, record, begin(books, intent)).session };
  if (manner === "later") {
    const payment_intent = begin(books, intent).id;
    return { result: "processing", session: complete(books, record, { payment_intent }) };
  }
  if (card.declined) {
    const declined = withIntent(books, record, fail(books, intent, card.declined));
    return { result: "declined", session: declined.session, message: card.declined.message };
  }
  const payment_intent = succeed(books, intent).id;
  return { result: "paid", session: complete(books, record, { payment_intent, payment_status: "paid" }) };
};

/** The money that was awaited has come, or will not. False when none is awaited. */
export const settlePayment = (books: Books, id: string, succeeded: boolean): boolean => {
  const record = books.sessions.get(id);
  const intent = record?.session.payment_intent
    ? books.paymentIntents.get(record.session.payment_intent)
    : undefined;
  if (!record || intent?.status !== "processing") return false;
  const delayed = record.session.status === "complete";
  if (!succeeded) {
    fail(books, intent, cardOfPaymentMethod(intent.payment_method)?.declined);
    if (delayed) books.tell("checkout.session.async_payment_failed", record.session);
    return true;
  }
  succeed(books, intent);
  if (!delayed) {
    complete(books, record, { payment_status: "paid" });
    return true;
  }
  const session: Session = { ...record.session, payment_status: "paid" };
  books.sessions.put({ ...record, session });
  books.tell("checkout.session.async_payment_succeeded", session);
  return true;
};
