import type { LineItem, Metadata, Session } from "./stripe-objects.ts";

/** What the stand-in keeps beside the objects of Stripe's API. */
export interface SessionRecord {
  readonly id: string;
  readonly session: Session;
  readonly lineItems: readonly LineItem[];
  readonly paymentIntentMetadata: Metadata;
}

export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  /** `held` and `lost` are sent by hand only; `abandoned` after three days, as Stripe does. */
  readonly status: "pending" | "held" | "lost" | "delivered" | "abandoned";
  /** Times are epoch milliseconds. */
  readonly createdAt: number;
  /** When the first attempt is due; it can be long after the event. */
  readonly dueAt: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly lastAnswer: string | null;
}

/** What an Idempotency-Key stands for; without an answer it is being worked on. */
export interface SavedAnswer {
  readonly id: string;
  readonly fingerprint: string;
  readonly requestId: string;
  /** Epoch seconds. */
  readonly savedAt: number;
  readonly answer: { readonly status: number; readonly body: string };
}
