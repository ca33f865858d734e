import type { Books } from "./books.ts";
import { refreshCharge } from "./charges.ts";
import { findRefund } from "./refunds.ts";
import { refused } from "./stripe-fault.ts";
import type { Refund } from "./stripe-objects.ts";
import { cardOfPaymentMethod } from "./test-cards.ts";

/** How long until a refund changes its mind. */
const waitingSeconds = 2;

const reasons = { failed: "expired_or_canceled_card", canceled: "merchant_request" } as const;

export type RefundEnd = Extract<Refund["status"], "succeeded" | "failed" | "canceled">;

/** However it stood: a refund can fail weeks after it seemed to have succeeded. */
export const endRefund = (books: Books, refund: Refund, status: RefundEnd): Refund => {
  const ended = books.refunds.put({
    ...refund,
    status,
    ...(status === "succeeded" ? {} : { failure_reason: reasons[status] }),
  });
  refreshCharge(books, refund.charge);
  books.tell(status === "failed" ? "refund.failed" : "refund.updated", ended);
  return ended;
};

/** Stripe's API takes `requires_action` alone; its dashboard, for a short while, what is pending too. */
export const cancelRefund = (books: Books, id: string): Refund => {
  const refund = findRefund(books, id);
  if (refund.status !== "pending" && refund.status !== "requires_action")
    throw refused(
      `You cannot cancel this Refund because it has a status of ${refund.status}.`,
      "status_transition_invalid",
    );
  return endRefund(books, refund, "canceled");
};

/** As at Stripe, one card's refund waits before it succeeds, and another's fails after it seemed to have succeeded. */
const fateOf = (books: Books, { payment_intent, status }: Refund): RefundEnd | undefined => {
  const intent = books.paymentIntents.get(payment_intent);
  const fate = cardOfPaymentMethod(intent?.payment_method ?? null)?.refunds;
  if (fate === "succeed_later" && status === "pending") return "succeeded";
  return fate === "fail_later" && status === "succeeded" ? "failed" : undefined;
};

/** Refunds whose time has come go on to their end. */
export const finishRefunds = (books: Books): void => {
  for (const refund of books.refunds.all()) {
    const due = refund.created + waitingSeconds <= books.clock.seconds();
    const end = due ? fateOf(books, refund) : undefined;
    if (end) endRefund(books, refund, end);
  }
};
