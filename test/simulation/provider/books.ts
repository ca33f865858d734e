import type { OrderId } from "../../../src/domain/ids.ts";

/** A Checkout Session, as the provider has it. Times are true time. */
export interface Session {
  readonly id: string;
  readonly url: string;
  readonly orderId: OrderId;
  readonly amountMinor: number;
  readonly currency: string;
  readonly endsAt: number;
  /** Methods that confirm later may be chosen. */
  readonly delayed: boolean;
  status: "open" | "complete" | "expired";
  /** A payment is under way at this moment, as in 3-D Secure. */
  underWay: boolean;
  intent: Intent | null;
}

export interface Refund {
  readonly id: string;
  /** Ours, from its metadata; null: made by hand. */
  readonly refundId: string | null;
  readonly intent: Intent;
  readonly amountMinor: number;
  readonly reason: string;
  status: "pending" | "succeeded" | "failed" | "canceled";
  failure: string | null;
}

export interface Dispute {
  readonly id: string;
  readonly intent: Intent;
  readonly amountMinor: number;
  status: "needs_response" | "won" | "lost";
}

export interface Intent {
  readonly id: string;
  readonly sessionId: string;
  readonly orderId: OrderId;
  readonly amountMinor: number;
  readonly currency: string;
  /** `processing`: by a method that confirms later. */
  status: "processing" | "succeeded" | "failed" | "canceled";
  readonly madeAt: number;
  readonly delayed: boolean;
  readonly refunds: Refund[];
  dispute: Dispute | null;
  /** Against what the provider had said, by a fault: it does not keep the order's seats, but its money counts. */
  readonly outOfTurn: boolean;
}

/** What was given back, is on its way, or was taken by a bank. */
export const goneOf = ({ refunds, dispute }: Intent): number =>
  refunds
    .filter(({ status }) => status === "pending" || status === "succeeded")
    .reduce(
      (sum, { amountMinor }) => sum + amountMinor,
      dispute?.status === "lost" ? dispute.amountMinor : 0,
    );

/** All that the provider has on record. */
export class Books {
  readonly sessions = new Map<string, Session>();
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, Refund>();
  readonly refusedOrders = new Set<OrderId>();
  readonly intentsOf = new Map<OrderId, Intent[]>();
  #last = 0;

  nextId(prefix: string): string {
    this.#last += 1;
    return `${prefix}_${this.#last}`;
  }

  addIntent(intent: Intent): void {
    this.intents.set(intent.id, intent);
    this.intentsOf.set(intent.orderId, [...(this.intentsOf.get(intent.orderId) ?? []), intent]);
  }

  paymentsOf(orderId: OrderId): readonly Intent[] {
    return (this.intentsOf.get(orderId) ?? []).filter(({ status }) => status === "succeeded");
  }

  /** Sessions end by time. */
  session(id: string, now: number): Session | undefined {
    const session = this.sessions.get(id);
    if (session?.status === "open" && !session.underWay && session.endsAt <= now) session.status = "expired";
    return session;
  }
}
