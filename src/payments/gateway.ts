import type { OrderId, RefundId } from "../domain/ids.ts";
import type { Money } from "../domain/money.ts";

/** What Frontrow asks of a payment provider. Amounts are in minor units. */
export interface PaymentGateway {
  /**
   * Makes the Session that takes the money of an order, with the order's id as idempotency key: asking again, with the same
   * order, answers with the same Session. Throws `PaymentRefused` when the provider will not make it, and `PaymentUnavailable`, as
   * all of these do, when it can not be reached or is unwell.
   */
  openSession(order: PayableOrder): Promise<PaymentSession>;
  viewSession(sessionId: string): Promise<PaymentSession>;
  /**
   * Closes an open Session so that nobody can pay it any more. One that was paid meanwhile answers `complete`, one with a payment
   * under way `open`. Throws `PaymentRefused` with `missing` when the provider has no such Session.
   */
  closeSession(sessionId: string): Promise<PaymentSession>;
  /**
   * Calls a payment off that is not made yet, or that a bank is still at. The answer says whether it was `paid` in spite of that.
   * Throws `PaymentRefused` when it can not be called off now.
   */
  cancelPayment(paymentIntentId: string): Promise<{ readonly paid: boolean }>;
  /**
   * Gives money back, once: the refund's id is the idempotency key, and stands in its metadata. The answer says how the refund
   * stands now. A payment that was given back by hand at the provider answers with that refund. Throws `PaymentRefused` when the
   * provider will not, for example while the payment is in dispute.
   */
  refund(request: RefundRequest): Promise<PaymentRefund>;
  viewRefund(providerId: string): Promise<PaymentRefund>;
  /** Whose payment it is; null when it is not one of ours. */
  orderOf(paymentIntentId: string): Promise<OrderId | null>;
  /**
   * What happened at the provider between two moments (epoch milliseconds), the oldest first: the same that webhooks tell. Where
   * there was more than `most`, none of it.
   */
  listEvents(query: EventQuery): Promise<ProviderEvents>;
}

export interface EventQuery {
  readonly since: number;
  readonly until: number;
  readonly most: number;
}

export interface ProviderEvents {
  /** As a webhook's body has them. */
  readonly events: readonly unknown[];
  readonly isWhole: boolean;
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
  /** Whether the fan may pay by a method that confirms later. */
  readonly delayedMethods: boolean;
}

export interface PaymentSession {
  readonly sessionId: string;
  readonly url: string | null;
  readonly status: "open" | "complete" | "expired";
  readonly paid: boolean;
  /** Complete, and the bank has not paid after all. */
  readonly failed: boolean;
  readonly paymentIntentId: string | null;
  readonly total: Money;
  readonly orderId: string | null;
}

export interface RefundRequest {
  readonly refundId: RefundId;
  readonly orderId: OrderId;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
  readonly reason: string;
  /** It may have been asked for so long ago that its key is forgotten: the provider's list is looked at first. */
  readonly mayExist: boolean;
}

export interface PaymentRefund {
  readonly providerId: string;
  readonly status: "pending" | "succeeded" | "failed" | "canceled";
  /** Why it failed, in the provider's words. */
  readonly failure: string | null;
}

/** How long a Session lasts beyond its hold when nobody closes it: it takes half an hour at least; the minute is for clocks that differ. */
export const sessionOutlivesHoldMs = 31 * 60_000;

/** The provider will not do this, and asking again does not change that. */
export class PaymentRefused extends Error {
  override readonly name = "PaymentRefused";
  /** It has nothing of the id that was named. */
  readonly missing: boolean;

  constructor(message: string, { missing = false, ...options }: ErrorOptions & { missing?: boolean } = {}) {
    super(message, options);
    this.missing = missing;
  }
}

/** The provider could not be reached, was slow, answered 429 or 5xx, or does not take our key: nothing is known, ask again later. */
export class PaymentUnavailable extends Error {
  override readonly name = "PaymentUnavailable";
}
