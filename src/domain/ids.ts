/**
 * Ids carry a prefix that says what they name. Those of a hold, an order and a ticket carry their event as well, so that a
 * request finds its box office without a look-up.
 *
 *     evt_7k2m9q4x1v8p            event: 60 random bits
 *     tkt_7k2m9q4x1v8p_2f         ticket: a seat of the event, by its seat number in base 36
 *     hld_7k2m9q4x1v8p_…20 chars  hold: 100 bits, and the order made of it has the same body: ord_7k2m9q4x1v8p_…
 *     rfd_…body of the order…_0   refund: of its order the first, the second, …
 */
export type EventId = `evt_${string}`;
export type VenueId = `ven_${string}`;
export type SeatMapId = `map_${string}`;
export type PerformerId = `prf_${string}`;
export type OrganizationId = `org_${string}`;
export type TicketId = `tkt_${string}_${string}`;
export type HoldId = `hld_${string}_${string}`;
export type OrderId = `ord_${string}_${string}`;
export type RefundId = `rfd_${string}_${string}_${string}`;
export type FanId = string;

// Crockford's alphabet: no i, l, o, u, so that an id read aloud is not misheard.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const body = "[0-9a-hjkmnp-tv-z]";

export const idPatterns = {
  event: new RegExp(`^evt_${body}{12}$`),
  venue: new RegExp(`^ven_${body}{16}$`),
  seatMap: new RegExp(`^map_${body}{16}$`),
  performer: new RegExp(`^prf_${body}{16}$`),
  organization: /^org_[0-9a-z]{1,40}$/,
  ticket: new RegExp(`^tkt_${body}{12}_(0|[1-9a-z][0-9a-z]{0,3})$`),
  hold: new RegExp(`^hld_${body}{12}_${body}{20}$`),
  order: new RegExp(`^ord_${body}{12}_${body}{20}$`),
  refund: new RegExp(`^rfd_${body}{12}_${body}{20}_(0|[1-9a-z][0-9a-z]{0,3})$`),
} as const;

/** `length` characters of five bits each, from as many bytes. */
const encode = (bytes: Uint8Array, length: number): string => {
  if (bytes.length < length)
    throw new RangeError(`an id of ${length} characters takes ${length} random bytes`);
  let text = "";
  for (let i = 0; i < length; i++) text += alphabet[(bytes[i] ?? 0) & 31];
  return text;
};

/** `random` gives that many random (or digest) bytes. */
export type RandomBytes = (length: number) => Uint8Array;

export const newEventId = (random: RandomBytes): EventId => `evt_${encode(random(12), 12)}`;
export const newVenueId = (random: RandomBytes): VenueId => `ven_${encode(random(16), 16)}`;
export const newSeatMapId = (random: RandomBytes): SeatMapId => `map_${encode(random(16), 16)}`;
export const newPerformerId = (random: RandomBytes): PerformerId => `prf_${encode(random(16), 16)}`;
export const newFanId = (random: RandomBytes): FanId => `fan_${encode(random(16), 16)}`;

/** `entropy`: 20 bytes, random, or a digest of the fan and the Idempotency-Key so that the same request names the same hold. */
export const holdIdOf = (eventId: EventId, entropy: Uint8Array): HoldId =>
  `hld_${eventId.slice(4)}_${encode(entropy, 20)}`;

/** One hold makes one order at most: two tabs that pay the same hold meet in the same order. */
export const orderIdOf = (holdId: HoldId): OrderId => `ord_${holdId.slice(4)}` as OrderId;
export const holdIdOfOrder = (orderId: OrderId): HoldId => `hld_${orderId.slice(4)}` as HoldId;

/** `n`: how many refunds of the order there were before. */
export const refundIdOf = (orderId: OrderId, n: number): RefundId =>
  `rfd_${orderId.slice(4)}_${n.toString(36)}` as RefundId;
export const orderIdOfRefund = (refundId: RefundId): OrderId => `ord_${refundId.slice(4, 37)}` as OrderId;

export const ticketIdOf = (eventId: EventId, seatNo: number): TicketId =>
  `tkt_${eventId.slice(4)}_${seatNo.toString(36)}`;

export const seatNoOf = (ticketId: TicketId): number => Number.parseInt(ticketId.slice(17), 36);

export const eventIdOf = (id: TicketId | HoldId | OrderId | RefundId): EventId => `evt_${id.slice(4, 16)}`;
