import type { Refund } from "../../src/domain/box-office/order.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import { type PaymentGateway, PaymentRefused } from "../../src/payments/gateway.ts";
import type { Owed } from "./duties.ts";
import type { Errand } from "./errands.ts";

/** Stripe keeps an idempotency key for 24 hours at least; after half of that it is asked first whether it has the refund already. */
const keyIsSureMs = 12 * 3_600_000;

/** Asks for the refunds of an order that are on record, and after those that the provider has not ended. */
export const giveBack = async (
  owed: Owed,
  orderId: OrderId,
  gateway: PaymentGateway,
  now: number,
): Promise<Errand> => {
  let waits = false;
  const failures: unknown[] = [];
  for (const refund of owed.refunds(orderId)) {
    try {
      const { providerId, status, failure } = await askFor(refund, orderId, gateway, now);
      await owed.refundAnswered(orderId, refund.id, { providerId, status, failure });
      waits ||= status === "pending";
    } catch (error) {
      if (error instanceof PaymentRefused && refund.status === "created") {
        console.error(
          JSON.stringify({ message: "a refund is refused; give it by hand", refund, why: error.message }),
        );
        await owed.refundRefused(orderId, refund.id, error.message);
      } else failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return waits ? "later" : "done";
};

const askFor = (refund: Refund, orderId: OrderId, gateway: PaymentGateway, now: number) => {
  if (refund.providerId !== null) return gateway.viewRefund(refund.providerId);
  if (refund.paymentIntentId === null)
    throw new Error(`${refund.id} gives nothing back and is ${refund.status}`);
  return gateway.refund({
    refundId: refund.id,
    orderId,
    paymentIntentId: refund.paymentIntentId,
    amountMinor: refund.amountMinor,
    reason: refund.reason,
    mayExist: now - refund.createdAt > keyIsSureMs,
  });
};
