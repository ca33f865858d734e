import { checkCurrency, checkTotal } from "./amounts.ts";
import type { Books } from "./books.ts";
import type { FormValue } from "./form.ts";
import { readParameters } from "./parameters.ts";
import { putCanceled } from "./payment-intents.ts";
import { offeredMethods } from "./payment-methods.ts";
import type { SessionRecord } from "./records.ts";
import { SessionParameters } from "./session-parameters.ts";
import { invalid, missing, refused } from "./stripe-fault.ts";
import { newStripeId } from "./stripe-ids.ts";
import type { LineItem, Session } from "./stripe-objects.ts";

const usualSeconds = 24 * 3600;
const shortestSeconds = 30 * 60;

/** The parameter went with API version 2026-09-30; the message of a strict schema would not say why. */
const refuseOldParameters = (form: { [name: string]: FormValue }): void => {
  if ("payment_method_types" in form)
    throw invalid(
      "payment_method_types is no longer supported. Use allowed_payment_method_types or dynamic payment methods.",
      "payment_method_types",
      "payment_method_types_no_longer_supported",
    );
};

const lineItemsOf = ({ line_items }: SessionParameters): { currency: string; items: LineItem[] } => {
  const currencies = line_items.map(({ price_data }, index) =>
    checkCurrency(price_data.currency, `line_items[${index}][price_data][currency]`),
  );
  const [currency = ""] = currencies;
  if (currencies.some((other) => other !== currency))
    throw invalid("All prices on a Checkout session must have the same currency.", "line_items");
  const items = line_items.map(({ quantity, price_data: { unit_amount, product_data } }): LineItem => {
    const amount = quantity * unit_amount;
    return {
      id: newStripeId("lineItem"),
      object: "item",
      description: product_data.name,
      quantity,
      currency,
      amount_subtotal: amount,
      amount_total: amount,
      price: { unit_amount, currency },
    };
  });
  return { currency, items };
};

const expiryOf = (asked: number | undefined, now: number): number => {
  if (asked === undefined) return now + usualSeconds;
  if (asked < now + shortestSeconds)
    throw invalid(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      "expires_at",
    );
  if (asked > now + usualSeconds)
    throw invalid(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      "expires_at",
    );
  return asked;
};

export const createSession = (books: Books, form: { [name: string]: FormValue }): SessionRecord => {
  refuseOldParameters(form);
  const asked = readParameters(SessionParameters, form);
  const { currency, items } = lineItemsOf(asked);
  const total = items.reduce((sum, { amount_total }) => sum + amount_total, 0);
  checkTotal(total, currency);
  const created = books.clock.seconds();
  const id = newStripeId("session");
  const session: Session = {
    id,
    object: "checkout.session",
    livemode: false,
    mode: "payment",
    created,
    expires_at: expiryOf(asked.expires_at, created),
    status: "open",
    payment_status: total === 0 ? "no_payment_required" : "unpaid",
    amount_subtotal: total,
    amount_total: total,
    currency,
    client_reference_id: asked.client_reference_id ?? null,
    customer_email: asked.customer_email ?? null,
    customer_details: null,
    metadata: asked.metadata,
    payment_intent: null,
    payment_method_types: offeredMethods(asked.allowed_payment_method_types),
    allowed_payment_method_types: asked.allowed_payment_method_types ?? null,
    success_url: asked.success_url,
    cancel_url: asked.cancel_url ?? null,
    ui_mode: "hosted_page",
    url: `${books.origin}/pay/${id}`,
  };
  return books.sessions.put({
    id,
    session,
    lineItems: items,
    paymentIntentMetadata: asked.payment_intent_data.metadata,
  });
};

/** The money is being taken, and nobody knows yet whether it will be there. */
export const isUnderWay = (books: Books, { payment_intent }: Session): boolean =>
  payment_intent !== null && books.paymentIntents.get(payment_intent)?.status === "processing";

const end = (books: Books, record: SessionRecord): SessionRecord => {
  const session: Session = { ...record.session, status: "expired", url: null };
  const ended = books.sessions.put({ ...record, session });
  const intent = session.payment_intent ? books.paymentIntents.get(session.payment_intent) : undefined;
  if (intent) putCanceled(books, intent, "expired");
  books.tell("checkout.session.expired", session);
  return ended;
};

/** As it is now: one whose time has come is expired, whether or not anyone has looked since. */
export const findSession = (books: Books, id: string): SessionRecord | undefined => {
  const record = books.sessions.get(id);
  if (record?.session.status !== "open" || isUnderWay(books, record.session)) return record;
  return record.session.expires_at <= books.clock.seconds() ? end(books, record) : record;
};

export const mustFindSession = (books: Books, id: string): SessionRecord => {
  const record = findSession(books, id);
  if (!record) throw missing("checkout.session", id, "session");
  return record;
};

export const expireSession = (books: Books, id: string): SessionRecord => {
  const record = mustFindSession(books, id);
  const { status } = record.session;
  if (status !== "open")
    throw refused(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${status}\`.`,
    );
  if (isUnderWay(books, record.session))
    throw refused("This Checkout Session has a payment under way and can not be expired until it is known.");
  return end(books, record);
};

export const expireDueSessions = (books: Books): void => {
  for (const { id } of books.sessions.all()) findSession(books, id);
};
