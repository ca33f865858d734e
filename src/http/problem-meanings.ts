import { type ProblemCode, problemCodes } from "./problem.ts";

/** A code without a meaning here does not compile. */
const meanings: Readonly<Record<ProblemCode, string>> = {
  event_not_found: "There is no event of this id, or it is not published.",
  event_not_on_sale: "The event exists but sells no tickets here.",
  sale_not_open: "The sale has not begun; retryAt says when it does.",
  sale_closed: "The sale has ended. What is held can still be paid.",
  ticket_not_found: "No seat of this event has such a ticket id.",
  tickets_unavailable: "Someone else has some of the tickets; 'tickets' names these. None was held.",
  not_enough_tickets: "Fewer tickets of this kind are left than were asked for.",
  too_many_tickets: "More tickets than one fan may hold and buy for this event.",
  single_seat_left: "The choice would leave a lone seat, and the same number could be had without.",
  idempotency_key_reused: "The same Idempotency-Key came with another request before.",
  hold_not_found: "There is no such hold, or it is another fan's.",
  hold_expired: "The hold has run out; its seats are free again.",
  hold_in_payment:
    "The hold is being paid, so it can not be released over the socket. `DELETE /booking/holds/{holdId}` closes its payment page first.",
  order_not_found: "There is no such order, or it is another fan's.",
  order_closed: "The order can no longer be changed or paid.",
  order_disputed: "The payment of the order is in dispute; the bank decides about the money.",
  event_canceled: "The event does not take place. What was paid for it goes back by itself.",
  offer_expired: "The other seats were offered for ten minutes, which are over; the money goes back.",
  ticket_not_in_order:
    "Some of the tickets are not of this order, or are void already; 'tickets' names these.",
  refund_not_allowed: "The event's policy does not take tickets back now. An organizer still may.",
  refund_not_found: "There is no such refund.",
  refund_not_failed: "Only a refund that failed can be tried again.",
  payment_not_known: "A refund or a dispute of a payment that is not on record yet; it is told again.",
  payment_mismatch: "The amount or the currency paid is not the order's; the payment goes back.",
  payment_refused:
    "The payment provider will not take this payment. The seats are free again; nothing was charged.",
  payment_unavailable: "The payment provider cannot be reached. Nothing was charged; ask again.",
  seats_in_use: "Seats that are held or sold stand in the way.",
  category_not_found: "The event's seat map has no category of this name.",
  section_not_found: "The event's seat map has no section or area of this name.",
  not_found: "There is nothing at this address.",
  method_not_allowed: "The address exists, but not for this method.",
  not_acceptable: "None of the kinds of answer that were asked for can be given.",
  body_not_json: "The body could not be read as JSON.",
  body_too_large: "The body is larger than is taken here.",
  unsupported_media_type: "The body is of a kind that is not taken here.",
  invalid_request: "The request has faults; 'errors' says where each one is.",
  token_missing: "This needs a token: send one, or ask POST /session for one.",
  token_invalid: "The token is not one of ours, or it was changed.",
  token_expired: "The token has run out; ask for another.",
  forbidden: "The token is good, but not for this; or the page that asks is another site's.",
  rate_limited: "Too many requests; Retry-After says when to come back.",
  webhook_signature_invalid: "The payment provider's signature does not match.",
  webhook_stale: "The signature is right and too old to be believed.",
  upgrade_required: "Open a WebSocket here, or ask for server-sent events.",
  seat_map_invalid: "The seat map cannot be read, or contradicts itself; 'errors' says where.",
  conflict: "The thing is not in a state in which this can be done.",
  unavailable: "A part that the answer needs cannot be reached. Ask again in a few seconds.",
  internal: "Our fault, and logged. Nothing was charged.",
};

/** For the documentation: every code that an answer can carry. */
export const explainedProblems = () =>
  problemCodes().map(({ code, status }) => ({ code, status, meaning: meanings[code] }));
