import type { OrderView } from "../../src/domain/box-office/contract.ts";
import {
  type PaymentGateway,
  PaymentRefused,
  type PaymentSession,
  sessionOutlivesHoldMs,
} from "../../src/payments/gateway.ts";
import { payableOrderOf } from "../../src/payments/payable-order.ts";

/** For clocks that differ. */
const marginMs = 5 * 60_000;

/**
 * Closes the Session of an order that nobody shall pay any more and answers with it; null when there is none that could be paid.
 *
 * Without a Session on record one may still have been made, but its address was given to nobody: asking again with the order's
 * key tells. It is given up when the provider refuses to make one, or fails until any Session had ended by itself.
 *
 * A Session on record can be paid until it ends. Stripe never forgets one, so that it does not know it means a key of another
 * account, and its page may still take money: then too the seats wait for that end. A provider that is merely away leaves open
 * whether it was paid, so the seats wait for its answer.
 */
export const endOfPayment = async (
  order: OrderView,
  payments: PaymentGateway,
  now: number,
): Promise<PaymentSession | null> => {
  const isOver = now > order.expiresAt + sessionOutlivesHoldMs + marginMs;
  try {
    const { sessionId } = order.session ?? (await payments.openSession(payableOrderOf(order)));
    return await payments.closeSession(sessionId);
  } catch (error) {
    const refused = error instanceof PaymentRefused;
    const nobodyCanPay = order.session ? isOver && refused && error.missing : isOver || refused;
    if (!nobodyCanPay) throw error;
    console.error(`the seats of ${order.id} are given up: nobody can pay for them`, error);
    return null;
  }
};
