import type { OrderId } from "../domain/ids.ts";
import type { Money } from "../domain/money.ts";

/** What Frontrow asks of a payment provider. Amounts are in minor units. */
export interface PaymentGateway {
  /**
   * Makes the Session that takes the money of an order, with the order's id as idempotency key: asking again, with the same
   * order, answers with the same Session. Throws `PaymentUnavailable` when the provider can not be reached or is unwell.
   */
  openSession(order: PayableOrder): Promise<PaymentSession>;
  viewSession(sessionId: string): Promise<PaymentSession>;
  /** Closes an open Session so that nobody can pay it any more. One that was paid meanwhile answers `complete`. */
  closeSession(sessionId: string): Promise<PaymentSession>;
  /** In full, once: the order's id is the idempotency key. */
  refund(request: RefundRequest): Promise<PaymentRefund>;
}

export interface PayableOrder {
  readonly orderId: OrderId;
  readonly email: string;
  readonly eventName: string;
  /** One line a price category. */
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly unitMinor: number }[];
  readonly total: Money;
  /** Where the fan comes back to, paid or not. */
  readonly returnUrl: string;
  /** Epoch milliseconds. Stripe takes 30 minutes as the shortest; the box office closes the Session when the hold ends. */
  readonly expiresAt: number;
}

export interface PaymentSession {
  readonly sessionId: string;
  readonly url: string | null;
  readonly status: "open" | "complete" | "expired";
  readonly paid: boolean;
  readonly paymentIntentId: string | null;
  readonly total: Money;
  readonly orderId: string | null;
}

export interface RefundRequest {
  readonly orderId: OrderId;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
  readonly reason: string;
}

export interface PaymentRefund {
  readonly refundId: string;
  readonly status: "pending" | "succeeded" | "failed" | "canceled";
}

/** The provider could not be reached, was slow, or answered 429 or 5xx: nothing is known, ask again later. */
export class PaymentUnavailable extends Error {
  override readonly name = "PaymentUnavailable";
}
