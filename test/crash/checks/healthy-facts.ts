import type {
  Facts,
  HoldFact,
  OrderFact,
  OrderSeen,
  RefundFact,
  RefundRecordFact,
  SaleFact,
  SettledFacts,
} from "./facts.ts";

const hold = (body: string, seats: readonly number[], changes: Partial<HoldFact> = {}): HoldFact => ({
  id: `hld_${body}`,
  eventId: "evt_1",
  seats,
  sentAt: 1000,
  answeredAt: 1010,
  expiresAt: 5000,
  givenBackAt: null,
  debitedAt: null,
  returnedAt: null,
  looks: [],
  ...changes,
});

/** Two seats for 9000, and fees of 2 × 150 and 200. */
export const look = (
  status: Exclude<OrderFact["looks"][number]["status"], "missing">,
  changes: Partial<OrderSeen> & { readonly sentAt?: number; readonly at?: number } = {},
): OrderFact["looks"][number] => ({
  ...{ sentAt: 9000, at: changes.sentAt ?? 9000, status },
  ...{ totalMinor: 9500, feesMinor: 500, live: status === "confirmed" ? [0, 1] : [], refunds: [] },
  ...changes,
});

export const record = (
  changes: Partial<RefundRecordFact> & Pick<RefundRecordFact, "id">,
): RefundRecordFact => ({
  status: "succeeded",
  amountMinor: 9500,
  feesMinor: 0,
  paymentIntentId: "pi_late",
  seats: [],
  seatsTo: "available",
  by: "box_office",
  reason: "seats_gone",
  key: null,
  providerId: `re_${changes.id}`,
  createdAt: 3000,
  ...changes,
});

/** As Stripe has it. */
export const atStripe = ({ id, paymentIntentId, amountMinor, status }: RefundRecordFact): RefundFact => ({
  ...{ id: `re_${id}`, refundId: id, paymentIntentId: paymentIntentId ?? "", amountMinor, status },
});

const seatsFor = (statuses: readonly string[], first: number): SaleFact["tickets"] =>
  statuses.map((status, i) => ({ seatNo: first + i, priceMinor: 4500, status }));

export const sale: SaleFact = {
  orderId: "ord_sold",
  eventId: "evt_1",
  status: "confirmed",
  totalMinor: 9500,
  feesMinor: 500,
  refundedMinor: 0,
  paymentIntentId: "pi_sold",
  confirmedAt: 2000,
  tickets: seatsFor(["valid", "valid"], 0),
  refunds: [],
};
export const payment = { paymentIntentId: "pi_sold", orderId: "ord_sold", amountMinor: 9500 };

/** One of its two tickets was given back by its fan, and sold again to nobody; the fees stay. */
export const returned = record({
  ...{ id: "rfd_half_0", amountMinor: 4500, paymentIntentId: "pi_half", seats: [6] },
  ...{ by: "fan", reason: "tickets_returned", key: "key-half" },
});
export const half: SaleFact = {
  ...sale,
  ...{ orderId: "ord_half", refundedMinor: 4500, paymentIntentId: "pi_half" },
  tickets: seatsFor(["valid", "void"], 5),
  refunds: [returned],
};

/** Paid when the seats were gone, and paid once more: one is back, the other on its way. */
export const gone = record({ id: "rfd_late_0" });
const goneTwice = record({
  id: "rfd_late_1",
  status: "pending",
  paymentIntentId: "pi_later",
  reason: "paid_twice",
});
export const late: SaleFact = {
  ...sale,
  ...{ orderId: "ord_late", status: "refunded", refundedMinor: 9500, paymentIntentId: "pi_late" },
  tickets: [],
  refunds: [gone, goneTwice],
};

/** Of an event that was canceled. */
export const rained = record({
  ...{ id: "rfd_off_0", paymentIntentId: "pi_off", reason: "event_canceled", seats: [0, 1], feesMinor: 500 },
});
export const off: SaleFact = {
  ...late,
  ...{ orderId: "ord_222222222222_off", eventId: "evt_222222222222", paymentIntentId: "pi_off" },
  tickets: seatsFor(["void", "void"], 0),
  refunds: [rained],
};

const fees = { ticketMinor: 150, orderMinor: 200, refundable: false };

/** What the three say of it in the end. */
export const settled: SettledFacts = {
  events: [
    {
      ...{ id: "evt_1", fees, capacity: 7, blocked: [4] },
      statuses: ["sold", "sold", "available", "available", "blocked", "sold", "available"],
      availableByCategory: [3],
    },
  ],
  sales: [sale, half, late, off],
  sessions: [
    { id: "cs_sold", orderId: "ord_sold", status: "complete", url: null },
    // Its page was never given to anyone.
    { id: "cs_unanswered", orderId: "ord_unanswered", status: "open", url: "http://pay/unanswered" },
  ],
  payments: [
    payment,
    { paymentIntentId: "pi_half", orderId: "ord_half", amountMinor: 9500 },
    { paymentIntentId: "pi_late", orderId: "ord_late", amountMinor: 9500 },
    { paymentIntentId: "pi_later", orderId: "ord_late", amountMinor: 9500 },
    { paymentIntentId: "pi_off", orderId: off.orderId, amountMinor: 9500 },
  ],
  refunds: [returned, gone, goneTwice, rained].map(atStripe),
};

/** How a fan sees them. */
export const seen = ({ refunds }: SaleFact): Pick<OrderSeen, "refunds"> => ({
  refunds: refunds.map(({ id, amountMinor, status }) => ({ id, amountMinor, status })),
});

/**
 * Facts in which nothing is wrong: one who bought, one who gave back, one whose hold ended, one who paid too late, one
 * who gave a ticket back, and one whose event was canceled.
 */
export const healthy: Facts = {
  holds: [
    hold("sold", [0, 1], {
      looks: [
        { sentAt: 1500, at: 1500, status: "held", seats: [0, 1], expiresAt: 5000 },
        { sentAt: 9000, at: 9000, status: "sold", seats: [0, 1], expiresAt: 5000 },
      ],
    }),
    hold("back", [2], {
      givenBackAt: 1500,
      looks: [{ sentAt: 1600, at: 1600, status: "released", seats: [2], expiresAt: 5000 }],
    }),
    // The seat was free again when it was asked for.
    hold("ended", [2], {
      sentAt: 1700,
      answeredAt: 1710,
      looks: [{ sentAt: 5100, at: 5100, status: "expired", seats: [2], expiresAt: 5000 }],
    }),
    hold("late", [3], {
      looks: [{ sentAt: 9000, at: 9000, status: "expired", seats: [3], expiresAt: 5000 }],
    }),
  ],
  confirms: [
    { holdId: "hld_sold", orderId: "ord_sold", at: 1200, checkoutUrl: "http://pay/sold" },
    { holdId: "hld_sold", orderId: "ord_sold", at: 1900, checkoutUrl: null },
    { holdId: "hld_late", orderId: "ord_late", at: 1200, checkoutUrl: "http://pay/late" },
  ],
  orders: [
    {
      id: "ord_sold",
      looks: [look("awaiting_payment", { sentAt: 1500 }), look("confirmed")],
    },
    {
      id: "ord_half",
      looks: [
        look("confirmed", { sentAt: 2500, live: [5, 6] }),
        look("confirmed", { live: [5], ...seen(half) }),
      ],
    },
    { id: "ord_late", looks: [look("refunded", seen(late))] },
    { id: off.orderId, looks: [look("refunded", seen(off))] },
    // Its confirm was not answered and left nothing.
    { id: "ord_ended", looks: [{ sentAt: 9000, at: 9000, status: "missing" }] },
  ],
  returns: [{ orderId: "ord_half", key: "key-half" }],
  cancellations: [{ eventId: "evt_222222222222", askedAt: 6000, answeredAt: 6100 }],
  early: [],
  settled,
};
