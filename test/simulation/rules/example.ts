import type { Hold } from "../../../src/domain/box-office/changes.ts";
import type { Order, Refund } from "../../../src/domain/box-office/order.ts";
import type { Sale } from "../../../src/domain/box-office/sales-ledger.ts";
import { holdIdOf, newEventId, orderIdOf, refundIdOf } from "../../../src/domain/ids.ts";
import { Postgres } from "../ledger/postgres.ts";
import { ownersOf } from "../office/record.ts";
import { Books, type Intent, type Session } from "../provider/books.ts";
import { type Broken, Verdict } from "../verdict.ts";
import { Witness } from "../witness.ts";
import type { State } from "./state.ts";

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i);

export const eventId = newEventId(counting);
export const holdId = holdIdOf(eventId, counting(20));
export const orderId = orderIdOf(holdId);
export const now = 1_000_000;

/** Seats 2 and 3, for 50 and 30 with fees of 1 each and 2 for the order. */
export const hold: Hold = {
  id: holdId,
  fanId: "anna",
  digest: "2 3",
  seats: [2, 3],
  pricesMinor: [50, 30],
  fees: { ticketMinor: 1, orderMinor: 2 },
  createdAt: now - 1000,
  expiresAt: now + 1000,
  inPayment: true,
};

export const order: Order = {
  ...hold,
  id: orderId,
  eventId,
  holdId,
  status: "awaiting_payment",
  email: "anna@example.org",
  returnUrl: "",
  currency: "eur",
  eventName: "An evening",
  lines: [],
  delayedMethods: false,
  closing: null,
  session: { sessionId: "cs_1", url: "https://pay.example/cs_1" },
  underWay: null,
  payment: null,
  surplus: [],
  refunds: [],
  offer: null,
  disputes: [],
  flags: [],
  given: false,
  revision: 0,
  recorded: 0,
};

export const payment = {
  sessionId: "cs_1",
  paymentIntentId: "pi_1",
  amountMinor: 84,
  currency: "eur",
  reportId: "evt_1",
  paidAt: now,
};

export const confirmed: Order = {
  ...order,
  status: "confirmed",
  payment,
  given: true,
  revision: 1,
  recorded: 1,
};

/** Of the first seat, with its fee. */
export const refund: Refund = {
  id: refundIdOf(orderId, 0),
  paymentIntentId: "pi_1",
  amountMinor: 51,
  feesMinor: 1,
  seats: [2],
  seatsTo: "available",
  returned: false,
  status: "created",
  by: { kind: "organizer", id: "organizer" },
  reason: "tickets_returned",
  note: "",
  key: "key",
  digest: "",
  providerId: null,
  failure: null,
  retryOf: null,
  createdAt: now,
  updatedAt: now,
  revision: 2,
};

export const session = (change: Partial<Session> = {}): Session => ({
  id: "cs_1",
  url: "https://pay.example/cs_1",
  orderId,
  amountMinor: 84,
  currency: "eur",
  endsAt: now + 60_000,
  delayed: false,
  status: "open",
  underWay: false,
  intent: null,
  ...change,
});

export const intent = (change: Partial<Intent> = {}): Intent => ({
  id: "pi_1",
  sessionId: "cs_1",
  orderId,
  amountMinor: 84,
  currency: "eur",
  status: "succeeded",
  madeAt: now - 500,
  delayed: false,
  refunds: [],
  dispute: null,
  outOfTurn: false,
  ...change,
});

export const saleOf = ({ id, seats, pricesMinor, fees, refunds, revision }: Order): Sale => ({
  orderId: id,
  eventId,
  seatMapHash: "",
  fanId: "anna",
  email: "",
  status: "confirmed",
  revision,
  total: { amountMinor: 84, currency: "eur" },
  feesMinor: 4,
  fees,
  paidMinor: 84,
  refundedMinor: 0,
  tickets: seats.map((seatNo, i) => ({
    seatNo,
    category: "Category 1",
    priceMinor: pricesMinor[i] ?? 0,
    status: refunds.some((each) => each.seats.includes(seatNo)) ? "void" : "valid",
  })),
  refunds,
  sessionId: "cs_1",
  paymentIntentId: "pi_1",
  createdAt: now,
  paidAt: now,
});

interface Parts {
  readonly holds?: readonly Hold[];
  readonly orders?: readonly Order[];
  readonly blocked?: readonly number[];
  readonly intents?: readonly Intent[];
  readonly sessions?: readonly Session[];
  readonly sales?: readonly Sale[];
  readonly latestNow?: number;
}

/** An event of six seats; Anna was told of her hold of seats 2 and 3 and of the page to pay them. */
export const stateOf = (parts: Parts): State => {
  const { holds = [], orders = [], blocked = [], intents = [], sessions = [], sales = [] } = parts;
  const record = {
    eventId,
    seatCount: 6,
    holds: new Map(holds.map((each) => [each.id, each])),
    orders: new Map(orders.map((each) => [each.id, each])),
    blocked: new Set(blocked),
  };
  const witness = new Witness(new Verdict());
  const { seats, expiresAt } = hold;
  const claim = { holdId, orderId, eventId, seats, expiresAt, totalMinor: 84 };
  witness.wanted.set(holdId, { fanId: "anna", seats, quantity: 2 });
  witness.claims.set(holdId, claim);
  witness.liveClaims.set(eventId, new Set([claim]));
  witness.givenSessions.add("cs_1");
  witness.sessionOf.set(orderId, "cs_1");
  witness.returns.set("key", { seats: [2], seatsTo: "available", withFees: true });
  const books = new Books();
  for (const each of sessions) books.sessions.set(each.id, each);
  for (const each of intents) books.addIntent(each);
  const postgres = new Postgres();
  postgres.commit(sales, now, null);
  return {
    eventId,
    record,
    owners: ownersOf(record),
    now,
    latestNow: parts.latestNow ?? now,
    delayedPaymentHours: 2,
    category: [0, 0, 0, 0, 1, 1],
    witness,
    books,
    postgres,
  };
};

export const ruleOf = (broken: Broken | null): string | null => broken?.rule ?? null;

export const otherId = holdIdOf(
  eventId,
  Uint8Array.from({ length: 20 }, () => 9),
);
/** Of the same seats. */
export const other: Hold = { ...hold, id: otherId, fanId: "bert" };
export const sold = { orders: [confirmed], intents: [intent()], sales: [saleOf(confirmed)] };
/** One ticket was given back, its seat is for sale again, and the money is on its way. */
export const returned: Order = {
  ...confirmed,
  revision: 2,
  recorded: 2,
  refunds: [{ ...refund, returned: true }],
};
