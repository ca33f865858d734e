import type { Facts, HoldFact, SettledFacts } from "./facts.ts";

const hold = (body: string, seats: readonly number[], changes: Partial<HoldFact> = {}): HoldFact => ({
  id: `hld_${body}`,
  eventId: "evt_1",
  seats,
  sentAt: 1000,
  answeredAt: 1010,
  expiresAt: 5000,
  givenBackAt: null,
  looks: [],
  ...changes,
});

export const sale = {
  orderId: "ord_sold",
  eventId: "evt_1",
  status: "confirmed",
  totalMinor: 9000,
  feeMinor: 0,
  paymentIntentId: "pi_sold",
  confirmedAt: 2000,
  tickets: [0, 1].map((seatNo) => ({ seatNo, priceMinor: 4500, status: "valid" })),
};
export const payment = { paymentIntentId: "pi_sold", orderId: "ord_sold", amountMinor: 9000 };

/** What the three say of it in the end. */
export const settled: SettledFacts = {
  events: [
    {
      id: "evt_1",
      capacity: 5,
      blocked: [4],
      statuses: ["sold", "sold", "available", "available", "blocked"],
      availableByCategory: [2],
    },
  ],
  sales: [sale],
  sessions: [
    { id: "cs_sold", orderId: "ord_sold", status: "complete", url: null },
    // Its page was never given to anyone.
    { id: "cs_unanswered", orderId: "ord_unanswered", status: "open", url: "http://pay/unanswered" },
  ],
  payments: [
    payment,
    // Two that were paid when the seats were gone: one is given back, the other on its way.
    { paymentIntentId: "pi_late", orderId: "ord_late", amountMinor: 4500 },
    { paymentIntentId: "pi_later", orderId: "ord_late", amountMinor: 4500 },
  ],
  refunds: [
    { paymentIntentId: "pi_late", amountMinor: 4500, status: "succeeded" },
    { paymentIntentId: "pi_later", amountMinor: 4500, status: "pending" },
  ],
};

/** Facts in which nothing is wrong: one who bought, one who gave back, one whose hold ended, one who paid too late. */
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
      looks: [
        { sentAt: 1500, at: 1500, status: "awaiting_payment", totalMinor: 9000 },
        { sentAt: 9000, at: 9000, status: "confirmed", totalMinor: 9000 },
      ],
    },
    { id: "ord_late", looks: [{ sentAt: 9000, at: 9000, status: "refunded", totalMinor: 9000 }] },
    // Its confirm was not answered and left nothing.
    { id: "ord_ended", looks: [{ sentAt: 9000, at: 9000, status: "missing" }] },
  ],
  settled,
};
