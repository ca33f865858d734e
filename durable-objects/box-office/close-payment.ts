import type { OrderId } from "../../src/domain/ids.ts";
import { type PaymentGateway, PaymentRefused, type PaymentSession } from "../../src/payments/gateway.ts";
import type { Owed } from "./duties.ts";
import { endOfPayment } from "./end-of-payment.ts";
import type { Errand } from "./errands.ts";

/** Finds out how the payment of an order that nobody shall pay any more has ended, and does what follows. */
export const closePayment = async (
  owed: Owed,
  id: OrderId,
  gateway: PaymentGateway,
  now: number,
): Promise<Errand> => {
  const order = owed.order(id);
  if (order) await close(owed, order, gateway, now);
  return "done";
};

const close = async (
  owed: Owed,
  order: NonNullable<ReturnType<Owed["order"]>>,
  gateway: PaymentGateway,
  now: number,
): Promise<void> => {
  const { id } = order;
  if (order.status === "offered") return await owed.offerEnded(id);
  const session = await endOfPayment(order.view, gateway, now);
  if (session === null || session.status === "expired") return await owed.closed(id);
  if (session.paid) return await owed.settled(paymentBy(id, session));
  // Under way at this moment, for example in 3-D Secure: its end is soon known.
  if (session.status === "open") throw new Error(`Session ${session.sessionId} has a payment under way`);
  const { sessionId, paymentIntentId } = session;
  if (session.failed) return await owed.failed({ orderId: id, sessionId, paymentIntentId });
  if (order.underWay === null) await owed.underWay({ orderId: id, sessionId, paymentIntentId });
  const { closing, underWay } = owed.order(id) ?? order;
  const isOver = underWay === null || underWay.until <= now;
  if (closing === null && !isOver) return;
  const ended = paymentIntentId === null ? null : await canceled(gateway, paymentIntentId);
  if (ended?.paid) return await owed.settled(paymentBy(id, session));
  // Stripe lets few be canceled while a bank is at it: the seats wait as long as the event allows. What comes in later is money after all.
  if (!ended && !isOver) throw new Error(`the payment of ${sessionId} is under way and can not be canceled`);
  await owed.closed(id);
};

const canceled = async (gateway: PaymentGateway, paymentIntentId: string) => {
  try {
    return await gateway.cancelPayment(paymentIntentId);
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    return null;
  }
};

const paymentBy = (orderId: OrderId, session: PaymentSession) => ({
  orderId,
  sessionId: session.sessionId,
  paymentIntentId: session.paymentIntentId,
  amountMinor: session.total.amountMinor,
  currency: session.total.currency,
  reportId: "closing",
});
