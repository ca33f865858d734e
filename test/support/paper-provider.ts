import type { Refund } from "../../src/domain/box-office/order.ts";
import type { PaperOrder } from "./paper-order.ts";

interface Made {
  readonly id: string;
  /** null: made by hand. */
  readonly refundId: Refund["id"] | null;
  readonly order: PaperOrder;
  readonly intent: string;
  readonly amountMinor: number;
  status: "pending" | "succeeded" | "failed";
}

/** What the payment provider has: it never gives back more of a payment than it took, and answers a refund's id once. */
export class PaperProvider {
  readonly paid = new Map<string, number>();
  readonly lost = new Map<string, number>();
  readonly refunds: Made[] = [];

  left(intent: string): number {
    return (this.paid.get(intent) ?? 0) - this.back(intent);
  }

  /** With what disputes took. */
  back(intent: string): number {
    return this.refunds
      .filter((made) => made.intent === intent && made.status !== "failed")
      .reduce((sum, { amountMinor }) => sum + amountMinor, this.lost.get(intent) ?? 0);
  }

  take(intent: string, amountMinor: number): number {
    const before = this.paid.get(intent);
    if (before === undefined) this.paid.set(intent, amountMinor);
    return before ?? amountMinor;
  }

  /** Asked for a refund of ours: the answer goes to the order at once. */
  ask(order: PaperOrder, refund: Refund, status: "pending" | "succeeded"): void {
    const n = order.now.refunds.indexOf(refund);
    const made = this.#askedFor(order, refund, status);
    if (made) order.answered(n, made.status, made.id);
    else order.refused(n);
  }

  #askedFor(order: PaperOrder, refund: Refund, status: "pending" | "succeeded"): Made | undefined {
    const { id, paymentIntentId: intent, amountMinor, providerId } = refund;
    const known = this.refunds.find((made) => made.refundId === id || made.id === providerId);
    if (known || !intent) return known;
    if (this.left(intent) >= amountMinor)
      return this.#make({ refundId: id, order, intent, amountMinor, status });
    const byHand = this.refunds.find(
      (made) => made.intent === intent && made.refundId === null && made.status !== "failed",
    );
    return this.left(intent) === 0 ? byHand : undefined;
  }

  giveByHand(order: PaperOrder, intent: string, amountMinor: number): void {
    if (amountMinor > 0 && amountMinor <= this.left(intent))
      this.#make({ refundId: null, order, intent, amountMinor, status: "succeeded" });
  }

  #make(made: Omit<Made, "id">): Made {
    const refund: Made = { ...made, id: `re_${this.refunds.length}` };
    this.refunds.push(refund);
    return refund;
  }

  /** Its webhook. */
  tell({ order, refundId, id, amountMinor, status, intent }: Made): void {
    order.reported({
      refundId,
      providerId: id,
      amountMinor,
      status,
      paymentIntentId: intent,
    });
  }
}
