import { z } from "zod";
import { formatAmount } from "./amounts.ts";
import type { Books } from "./books.ts";
import { mustFindCharge, refreshCharge, refundedOf } from "./charges.ts";
import { isDisputed } from "./disputes.ts";
import type { FormValue } from "./form.ts";
import { changedMetadata, Metadata, MetadataChange, readParameters, WholeNumber } from "./parameters.ts";
import { findPaymentIntent } from "./payment-intents.ts";
import { invalid, missing, refused } from "./stripe-fault.ts";
import { newStripeId } from "./stripe-ids.ts";
import type { PaymentIntent, Refund } from "./stripe-objects.ts";
import { cardOfPaymentMethod } from "./test-cards.ts";

type Form = { [name: string]: FormValue };

const expand = z.array(z.string()).optional();
const RefundParameters = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: WholeNumber.pipe(z.int().min(1)).optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: Metadata.default({}),
  expand,
});
type RefundParameters = z.output<typeof RefundParameters>;

export const findRefund = (books: Books, id: string): Refund => {
  const refund = books.refunds.get(id);
  if (!refund) throw missing("refund", id, "id");
  return refund;
};

const intentOf = (books: Books, { payment_intent, charge }: RefundParameters): PaymentIntent => {
  if (payment_intent !== undefined) return findPaymentIntent(books, payment_intent);
  if (charge !== undefined) return findPaymentIntent(books, mustFindCharge(books, charge).payment_intent);
  throw invalid(
    "One of the following params should be provided for this request: payment_intent or charge.",
    undefined,
    "parameter_missing",
  );
};

/** As it is refunded now, in part or in whole: of what it is, and of what is left. */
const refundableOf = (books: Books, intent: PaymentIntent) => {
  const { id, status, latest_charge: charge, amount_received } = intent;
  if (status !== "succeeded" || !charge)
    throw refused(
      "This PaymentIntent does not have a successful charge to refund.",
      "payment_intent_unexpected_state",
      "payment_intent",
    );
  const left = amount_received - refundedOf(books, id);
  if (left === 0) throw refused(`Charge ${charge} has already been refunded.`, "charge_already_refunded");
  if (isDisputed(books, charge))
    throw refused(`Charge ${charge} has been charged back; cannot issue a refund.`, "charge_disputed");
  return { charge, left };
};

export const createRefund = (books: Books, form: Form): Refund =>
  giveBack(books, readParameters(RefundParameters, form));

/** `inStatus`: other than the card gives it. */
export const giveBack = (
  books: Books,
  asked: RefundParameters,
  inStatus: Refund["status"] | undefined = undefined,
): Refund => {
  const intent = intentOf(books, asked);
  const { charge, left } = refundableOf(books, intent);
  const amount = asked.amount ?? left;
  if (amount > left)
    throw refused(
      `Refund amount (${formatAmount(amount, intent.currency)}) is greater than unrefunded amount on charge (${formatAmount(left, intent.currency)})`,
      "amount_too_large",
      "amount",
    );
  const waits = cardOfPaymentMethod(intent.payment_method)?.refunds === "succeed_later";
  const refund = books.refunds.put({
    id: newStripeId("refund"),
    object: "refund",
    amount,
    charge,
    created: books.clock.seconds(),
    currency: intent.currency,
    metadata: asked.metadata,
    payment_intent: intent.id,
    reason: asked.reason ?? null,
    status: inStatus ?? (waits ? "pending" : "succeeded"),
  });
  books.tell("refund.created", refund);
  const refunded = refreshCharge(books, charge);
  if (refunded) books.tell("charge.refunded", refunded);
  return refund;
};

export const updateRefund = (books: Books, id: string, form: Form): Refund => {
  const { metadata } = readParameters(z.strictObject({ metadata: MetadataChange, expand }), form);
  const refund = findRefund(books, id);
  const updated = books.refunds.put({ ...refund, metadata: changedMetadata(refund.metadata, metadata) });
  books.tell("refund.updated", updated);
  return updated;
};
