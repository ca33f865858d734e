import type { OrderView } from "../domain/box-office/contract.ts";
import { PaymentRefused } from "../payments/gateway.ts";
import type { SweptBoxOffice } from "./ports.ts";
import type { Run } from "./run.ts";

/** Asks Stripe of an order whose time was over long ago; one that was paid is settled. Answers with what Stripe said. */
export const settlePaid = async (run: Run, office: SweptBoxOffice, order: OrderView): Promise<string> => {
  if (!order.session) return "no Session is on record";
  const { sessionId } = order.session;
  run.budget.spend();
  try {
    const session = await run.ports.payments.viewSession(sessionId);
    if (session.orderId !== order.id) return `${sessionId} is of ${session.orderId ?? "no order"}`;
    if (!session.paid) return `${sessionId} is ${session.status} and not paid`;
    const outcome = await office.settle({
      orderId: order.id,
      sessionId,
      paymentIntentId: session.paymentIntentId,
      amountMinor: session.total.amountMinor,
      currency: session.total.currency,
      reportId: "sweep",
    });
    const detail = outcome.ok ? `${sessionId} is paid` : outcome.refusal.detail;
    run.differences.push({
      kind: "payment_missed",
      where: [order.id, sessionId],
      detail,
      repaired: outcome.ok,
    });
    return detail;
  } catch (error) {
    if (error instanceof PaymentRefused) return `Stripe does not know ${sessionId}`;
    throw error;
  }
};
