import { z } from "zod";
import type { Books } from "./books.ts";
import type { FormValue } from "./form.ts";
import { readParameters } from "./parameters.ts";
import { missing, refused } from "./stripe-fault.ts";
import type { PaymentIntent } from "./stripe-objects.ts";
import type { Switches } from "./switches.ts";

export const findPaymentIntent = (books: Books, id: string): PaymentIntent => {
  const intent = books.paymentIntents.get(id);
  if (!intent) throw missing("payment_intent", id, "payment_intent");
  return intent;
};

/** What the package lets a caller give, and what Stripe gives itself. */
const Cancellation = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
  expand: z.array(z.string()).optional(),
});

export const putCanceled = (
  books: Books,
  intent: PaymentIntent,
  reason: PaymentIntent["cancellation_reason"],
): PaymentIntent => {
  const canceled = books.paymentIntents.put({
    ...intent,
    status: "canceled",
    canceled_at: books.clock.seconds(),
    cancellation_reason: reason,
  });
  books.tell("payment_intent.canceled", canceled);
  return canceled;
};

/**
 * Stripe cancels what is processing "in rare cases" only, which a switch makes the case here, and nothing that a Session which is
 * open still asks for: "you must expire the Checkout Session".
 */
export const cancelPaymentIntent = (
  books: Books,
  switches: Switches,
  id: string,
  form: { [name: string]: FormValue },
): PaymentIntent => {
  const { cancellation_reason } = readParameters(Cancellation, form);
  const intent = findPaymentIntent(books, id);
  const { status } = intent;
  const may =
    status === "requires_payment_method" || (status === "processing" && switches.cancelableWhileProcessing);
  if (!may)
    throw refused(
      `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      "payment_intent_unexpected_state",
    );
  const session = books.sessions.all().find((each) => each.session.payment_intent === id)?.session;
  if (session?.status === "open")
    throw refused(
      "You cannot cancel the PaymentIntent for a Checkout Session. Expire the Checkout Session instead.",
      "payment_intent_unexpected_state",
    );
  return putCanceled(books, intent, cancellation_reason ?? null);
};
