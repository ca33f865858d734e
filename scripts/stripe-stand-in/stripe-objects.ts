import type { Stripe } from "stripe";

/**
 * The objects of Stripe's API as far as the stand-in gives them out. Fields and values are those of the `stripe` package: one that
 * Stripe does not have does not compile. What is narrowed here is what the stand-in itself puts in.
 */
type Fields<Of, Names extends keyof Of> = Readonly<Pick<Of, Names>>;

/** The package adds any text to its unions, for values that are to come; this takes it out again. */
export type Known<Value> = Value extends string ? (string extends Value ? never : Value) : Value;

export type Metadata = Readonly<Stripe.Metadata>;

type LineItemField = "id" | "object" | "currency" | "amount_subtotal" | "amount_total";
export interface LineItem extends Fields<Stripe.LineItem, LineItemField | "description" | "quantity"> {
  readonly description: string;
  readonly quantity: number;
  readonly price: { readonly unit_amount: number } & Fields<Stripe.Price, "unit_amount" | "currency">;
}

type SessionField =
  | (
      | "id"
      | "object"
      | "livemode"
      | "mode"
      | "ui_mode"
      | "created"
      | "expires_at"
      | "status"
      | "payment_status"
    )
  | ("amount_subtotal" | "amount_total" | "currency" | "client_reference_id" | "customer_email" | "url")
  | (
      | "customer_details"
      | "metadata"
      | "payment_intent"
      | "payment_method_types"
      | "success_url"
      | "cancel_url"
    )
  | "allowed_payment_method_types";
export interface Session extends Fields<Stripe.Checkout.Session, SessionField> {
  readonly livemode: false;
  readonly status: Known<Stripe.Checkout.Session.Status>;
  readonly payment_status: Known<Stripe.Checkout.Session.PaymentStatus>;
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly currency: string;
  readonly payment_intent: string | null;
  readonly success_url: string;
}

type PaymentIntentField =
  | ("id" | "object" | "livemode" | "created" | "amount" | "amount_received" | "currency" | "status")
  | ("latest_charge" | "payment_method" | "payment_method_types" | "last_payment_error" | "metadata")
  | ("receipt_email" | "canceled_at" | "cancellation_reason");
export interface PaymentIntent extends Fields<Stripe.PaymentIntent, PaymentIntentField> {
  readonly livemode: false;
  readonly status: Exclude<
    Known<Stripe.PaymentIntent.Status>,
    "requires_capture" | "requires_confirmation" | "requires_action"
  >;
  readonly latest_charge: string | null;
  /** What paid: pm_card_<number>, or pm_sepa_debit. */
  readonly payment_method: string | null;
  readonly cancellation_reason: Known<Stripe.PaymentIntent.CancellationReason> | null;
}

type ChargeField =
  | ("id" | "object" | "livemode" | "created" | "amount" | "amount_captured" | "amount_refunded" | "currency")
  | (
      | "captured"
      | "disputed"
      | "metadata"
      | "paid"
      | "payment_intent"
      | "payment_method"
      | "refunded"
      | "status"
    )
  | ("failure_code" | "failure_message");
export interface Charge extends Fields<Stripe.Charge, ChargeField> {
  readonly livemode: false;
  readonly status: Known<Stripe.Charge.Status>;
  readonly payment_intent: string;
}

type RefundField =
  | ("id" | "object" | "amount" | "charge" | "created" | "currency" | "failure_reason" | "metadata")
  | ("payment_intent" | "reason" | "status");
export interface Refund extends Fields<Stripe.Refund, RefundField> {
  readonly charge: string;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: Known<Stripe.Refund.Reason> | null;
  /** The package has no more than a text here; its documentation names these. */
  readonly status: "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
}

type DisputeField =
  | ("id" | "object" | "amount" | "charge" | "created" | "currency" | "is_charge_refundable" | "livemode")
  | ("metadata" | "payment_intent" | "reason" | "status");
export interface Dispute extends Fields<Stripe.Dispute, DisputeField> {
  readonly livemode: false;
  readonly charge: string;
  readonly payment_intent: string;
  readonly status: Known<Stripe.Dispute.Status>;
}

/** What an event can be about, by the name that the object has in itself. */
interface Objects {
  readonly "checkout.session": Session;
  readonly payment_intent: PaymentIntent;
  readonly charge: Charge;
  readonly refund: Refund;
  readonly dispute: Dispute;
}

/** Of the many events that Stripe sends those which the stand-in knows; a name that Stripe does not have is not among them. */
export const eventTypes = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.processing",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.refunded",
  "charge.dispute.created",
  "charge.dispute.closed",
  "refund.created",
  "refund.updated",
  "refund.failed",
] as const satisfies readonly Stripe.Event["type"][];
export type EventType = (typeof eventTypes)[number];

/** The package says which object comes with which event. */
export type EventObject<Type extends EventType> = Objects[Extract<
  Stripe.Event,
  { type: Type }
>["data"]["object"]["object"] &
  keyof Objects];

type EventField = "id" | "object" | "api_version" | "created" | "livemode" | "pending_webhooks" | "request";
export interface StripeEvent extends Fields<Stripe.EventBase, EventField> {
  readonly livemode: false;
  readonly type: EventType;
  /** As the object was when it happened. */
  readonly data: { readonly object: Objects[keyof Objects] };
}
