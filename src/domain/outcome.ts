/** What a command answers: a value, or a refusal that the caller can expect. A broken invariant throws instead. */
export type Outcome<Value, Refused extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refused };

/** `code` is stable and public; the rest says what is wrong and where, in terms that the caller used. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
  /** The seats that caused it, so that a page can repaint just these. */
  readonly tickets?: readonly RefusedTicket[];
  /** When asking again can help, in epoch milliseconds. */
  readonly retryAt?: number;
}

export interface RefusedTicket {
  readonly ticketId: string;
  readonly status: "held" | "sold" | "blocked" | "not_found";
}

export type RefusalCode =
  | "event_not_found"
  | "event_not_on_sale"
  | "sale_not_open"
  | "sale_closed"
  | "ticket_not_found"
  | "tickets_unavailable"
  | "not_enough_tickets"
  | "too_many_tickets"
  | "single_seat_left"
  | "idempotency_key_reused"
  | "hold_not_found"
  | "hold_expired"
  | "hold_in_payment"
  | "order_not_found"
  | "order_closed"
  | "order_disputed"
  | "event_canceled"
  | "offer_expired"
  | "ticket_not_in_order"
  | "refund_not_allowed"
  | "refund_not_found"
  | "refund_not_failed"
  | "payment_not_known"
  | "payment_mismatch"
  | "payment_refused"
  | "payment_unavailable"
  | "seats_in_use"
  | "category_not_found"
  | "section_not_found";

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const refuse = (
  code: RefusalCode,
  detail: string,
  more: Omit<Refusal, "code" | "detail"> = {},
): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal: { code, detail, ...more } });
