/** What the stand-in keeps, in the shapes in which Stripe's API gives them out. Times are epoch seconds. */
export type Metadata = Readonly<Record<string, string>>;

export interface LineItem {
  readonly id: string;
  readonly object: "item";
  readonly description: string;
  readonly quantity: number;
  readonly currency: string;
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly price: { readonly unit_amount: number; readonly currency: string };
}

export interface Session {
  readonly id: string;
  readonly object: "checkout.session";
  readonly livemode: false;
  readonly mode: "payment";
  readonly created: number;
  readonly expires_at: number;
  readonly status: "open" | "complete" | "expired";
  readonly payment_status: "unpaid" | "paid" | "no_payment_required";
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly currency: string;
  readonly client_reference_id: string | null;
  readonly customer_email: string | null;
  readonly customer_details: { readonly email: string | null } | null;
  readonly metadata: Metadata;
  readonly payment_intent: string | null;
  readonly payment_method_types: readonly string[];
  readonly allowed_payment_method_types: readonly string[] | null;
  readonly success_url: string;
  readonly cancel_url: string | null;
  readonly ui_mode: "hosted_page";
  readonly url: string | null;
}

export interface SessionRecord {
  readonly id: string;
  readonly session: Session;
  readonly lineItems: readonly LineItem[];
  readonly paymentIntentMetadata: Metadata;
}

export interface PaymentIntent {
  readonly id: string;
  readonly object: "payment_intent";
  readonly livemode: false;
  readonly created: number;
  readonly amount: number;
  readonly amount_received: number;
  readonly currency: string;
  readonly status: "requires_payment_method" | "processing" | "succeeded" | "canceled";
  readonly latest_charge: string | null;
  /** The card that paid: pm_card_<number>. */
  readonly payment_method: string | null;
  readonly payment_method_types: readonly string[];
  readonly last_payment_error: Readonly<Record<string, string>> | null;
  readonly metadata: Metadata;
  readonly receipt_email: string | null;
}

export interface Refund {
  readonly id: string;
  readonly object: "refund";
  readonly amount: number;
  readonly charge: string | null;
  readonly created: number;
  readonly currency: string;
  readonly failure_reason?: string;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string | null;
  readonly status: "pending" | "succeeded" | "failed" | "canceled";
}

export interface StripeEvent {
  readonly id: string;
  readonly object: "event";
  readonly api_version: string;
  readonly created: number;
  readonly livemode: false;
  readonly pending_webhooks: number;
  readonly request: { readonly id: null; readonly idempotency_key: null };
  readonly type: string;
  readonly data: { readonly object: Session | PaymentIntent | Refund };
}

export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  /** `held` and `lost` are sent by hand only; `abandoned` after three days, as Stripe does. */
  readonly status: "pending" | "held" | "lost" | "delivered" | "abandoned";
  readonly createdAt: number;
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly nextAttemptAt: number;
  readonly lastAnswer: string | null;
}

/** What an Idempotency-Key stands for; without an answer it is being worked on. */
export interface SavedAnswer {
  readonly id: string;
  readonly fingerprint: string;
  readonly requestId: string;
  readonly savedAt: number;
  readonly answer: { readonly status: number; readonly body: string };
}
