import type { Books } from "./books.ts";
import { mustFindCharge, refreshCharge } from "./charges.ts";
import { missing, refused } from "./stripe-fault.ts";
import { newStripeId } from "./stripe-ids.ts";
import type { Charge, Dispute } from "./stripe-objects.ts";
import { cardOfPaymentMethod } from "./test-cards.ts";

/** How long until the cardholder looks at the statement. */
const waitingSeconds = 2;

const disputesOf = (books: Books, chargeId: string): readonly Dispute[] =>
  books.disputes.all().filter(({ charge }) => charge === chargeId);

/** Its money is with the bank: for now, or, once the dispute is lost, for good. */
export const isDisputed = (books: Books, chargeId: string): boolean =>
  disputesOf(books, chargeId).some(({ status }) => status !== "won");

const isClosed = ({ status }: Dispute): boolean => status === "won" || status === "lost";

export const findDispute = (books: Books, id: string): Dispute => {
  const dispute = books.disputes.get(id);
  if (!dispute) throw missing("dispute", id, "dispute");
  return dispute;
};

export const openDispute = (
  books: Books,
  chargeId: string,
  {
    reason = "fraudulent",
    amount,
  }: { readonly reason?: string | undefined; readonly amount?: number | undefined } = {},
): Dispute => {
  const charge = mustFindCharge(books, chargeId);
  if (charge.status !== "succeeded") throw refused(`Charge ${chargeId} was not paid.`);
  if (isDisputed(books, chargeId))
    throw refused(`Charge ${chargeId} is disputed already.`, "charge_disputed");
  if (amount !== undefined && amount > charge.amount)
    throw refused(`Charge ${chargeId} is not as much as that.`, "amount_too_large", "amount");
  const dispute = books.disputes.put({
    id: newStripeId("dispute"),
    object: "dispute",
    livemode: false,
    amount: amount ?? charge.amount,
    charge: chargeId,
    created: books.clock.seconds(),
    currency: charge.currency,
    is_charge_refundable: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: "needs_response",
  });
  refreshCharge(books, chargeId);
  books.tell("charge.dispute.created", dispute);
  return dispute;
};

export const closeDispute = (books: Books, id: string, status: "won" | "lost"): Dispute => {
  const dispute = findDispute(books, id);
  if (isClosed(dispute)) throw refused("This dispute is already closed.");
  const closed = books.disputes.put({ ...dispute, status });
  books.tell("charge.dispute.closed", closed);
  return closed;
};

const isDue = (books: Books, { id, created, status, payment_method }: Charge): boolean =>
  status === "succeeded" &&
  cardOfPaymentMethod(payment_method)?.disputed === true &&
  created + waitingSeconds <= books.clock.seconds() &&
  disputesOf(books, id).length === 0;

/** Stripe has a test card whose payments are disputed a moment later. */
export const openDueDisputes = (books: Books): void => {
  for (const charge of books.charges.all()) if (isDue(books, charge)) openDispute(books, charge.id);
};
