import { z } from "zod";
import { formatAmount } from "./amounts.ts";
import type { Books } from "./books.ts";
import type { FormValue } from "./form.ts";
import { Metadata, readParameters, WholeNumber } from "./parameters.ts";
import type { PaymentIntent, Refund } from "./records.ts";
import { invalid, missing } from "./stripe-fault.ts";
import { newStripeId } from "./stripe-ids.ts";
import { cardOfPaymentMethod } from "./test-cards.ts";

const RefundParameters = z.strictObject({
  payment_intent: z.string(),
  amount: WholeNumber.pipe(z.int().min(1)).optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: Metadata.default({}),
  expand: z.array(z.string()).optional(),
});

/** How long until a refund changes its mind. */
const waitingSeconds = 2;

export const findPaymentIntent = (books: Books, id: string): PaymentIntent => {
  const intent = books.paymentIntents.get(id);
  if (!intent) throw missing("payment_intent", id, "payment_intent");
  return intent;
};

export const refundsOf = (books: Books, paymentIntentId: string): readonly Refund[] =>
  books.refunds.all().filter(({ payment_intent }) => payment_intent === paymentIntentId);

/** What failed or was canceled is the fan's to have again. */
const leftOf = (books: Books, { id, amount_received }: PaymentIntent): number =>
  refundsOf(books, id)
    .filter(({ status }) => status === "pending" || status === "succeeded")
    .reduce((left, { amount }) => left - amount, amount_received);

const fateOf = ({ payment_method }: PaymentIntent) => cardOfPaymentMethod(payment_method)?.refunds;

export const createRefund = (books: Books, form: { [name: string]: FormValue }): Refund => {
  const asked = readParameters(RefundParameters, form);
  const intent = findPaymentIntent(books, asked.payment_intent);
  if (intent.status !== "succeeded" || !intent.latest_charge)
    throw invalid(
      "This PaymentIntent does not have a successful charge to refund.",
      "payment_intent",
      "payment_intent_unexpected_state",
    );
  const left = leftOf(books, intent);
  if (left === 0)
    throw invalid(
      `Charge ${intent.latest_charge} has already been refunded.`,
      undefined,
      "charge_already_refunded",
    );
  const amount = asked.amount ?? left;
  if (amount > left)
    throw invalid(
      `Refund amount (${formatAmount(amount, intent.currency)}) is greater than unrefunded amount on charge (${formatAmount(left, intent.currency)})`,
      "amount",
      "amount_too_large",
    );
  const refund = books.refunds.put({
    id: newStripeId("refund"),
    object: "refund",
    amount,
    charge: intent.latest_charge,
    created: books.clock.seconds(),
    currency: intent.currency,
    metadata: asked.metadata,
    payment_intent: intent.id,
    reason: asked.reason ?? null,
    status: fateOf(intent) === "succeed_later" ? "pending" : "succeeded",
  });
  books.tell("refund.created", refund);
  return refund;
};

/** As at Stripe, one refund waits before it succeeds, and another fails after it seemed to have succeeded. */
const endOf = (books: Books, refund: Refund): Partial<Refund> | undefined => {
  const fate = fateOf(findPaymentIntent(books, refund.payment_intent));
  if (fate === "succeed_later" && refund.status === "pending") return { status: "succeeded" };
  if (fate === "fail_later" && refund.status === "succeeded")
    return { status: "failed", failure_reason: "expired_or_canceled_card" };
  return undefined;
};

/** Refunds whose time has come go on to their end. */
export const finishRefunds = (books: Books): void => {
  for (const refund of books.refunds.all()) {
    const end = refund.created + waitingSeconds <= books.clock.seconds() && endOf(books, refund);
    if (!end) continue;
    const ended = books.refunds.put({ ...refund, ...end });
    books.tell(ended.status === "failed" ? "refund.failed" : "refund.updated", ended);
  }
};
