import type { Books } from "./books.ts";
import { missing } from "./stripe-fault.ts";
import { newStripeId } from "./stripe-ids.ts";
import type { Charge, PaymentIntent } from "./stripe-objects.ts";

export const mustFindCharge = (books: Books, id: string): Charge => {
  const charge = books.charges.get(id);
  if (!charge) throw missing("charge", id, "id");
  return charge;
};

/** What a try to take the money comes to. One that was under way ends; a new try is a charge of its own. */
export const putCharge = (
  books: Books,
  intent: PaymentIntent,
  status: Charge["status"],
  failure: { readonly code: string; readonly message: string } | undefined = undefined,
): Charge => {
  const latest = intent.latest_charge ? books.charges.get(intent.latest_charge) : undefined;
  const underWay = latest?.status === "pending" ? latest : undefined;
  return books.charges.put({
    id: underWay?.id ?? newStripeId("charge"),
    object: "charge",
    livemode: false,
    created: underWay?.created ?? books.clock.seconds(),
    amount: intent.amount,
    amount_captured: status === "succeeded" ? intent.amount : 0,
    amount_refunded: 0,
    captured: status === "succeeded",
    currency: intent.currency,
    disputed: false,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    metadata: intent.metadata,
    paid: status === "succeeded",
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    refunded: false,
    status,
  });
};

/** What failed or was canceled is the fan's to have again. */
export const refundedOf = (books: Books, paymentIntentId: string): number =>
  books.refunds
    .all()
    .filter(({ payment_intent }) => payment_intent === paymentIntentId)
    .filter(({ status }) => status !== "failed" && status !== "canceled")
    .reduce((sum, { amount }) => sum + amount, 0);

/** After a refund or a dispute of it. None for a payment of books that were kept before there were charges. */
export const refreshCharge = (books: Books, id: string): Charge | undefined => {
  const charge = books.charges.get(id);
  if (!charge) return undefined;
  const amount_refunded = refundedOf(books, charge.payment_intent);
  return books.charges.put({
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount,
    disputed: books.disputes.all().some((dispute) => dispute.charge === id),
  });
};
