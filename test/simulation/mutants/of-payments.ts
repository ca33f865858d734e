import type { Mutant } from "./mutant.ts";

const domain = "src/domain/box-office";
const office = "durable-objects/box-office";

/** From the hold to the sale. */
export const mutantsOfPayments: readonly Mutant[] = [
  {
    name: "expire without closing the Session",
    file: `${domain}/seat-book.ts`,
    find: "if (hold.inPayment) this.toClose.add(orderIdOf(hold.id));\n      else expired.push(hold);",
    replace: "expired.push(hold);",
    why: "seats are sold to another while a page still takes money for them",
  },
  {
    name: "look at the Session instead of closing it",
    file: `${office}/end-of-payment.ts`,
    find: "return await payments.closeSession(sessionId);",
    replace:
      'const seen = await payments.viewSession(sessionId);\n    return seen.status === "open" ? { ...seen, status: "expired" } : seen;',
    why: "the page stays open after the seats are free",
  },
  {
    name: "free the seats of a canceled order at once",
    file: `${domain}/decide-order.ts`,
    find: 'const closing: Order = { ...order, closing: "canceled" };\n  return changed(book, closing, [{ type: "order_changed", order: closing }]);',
    replace:
      'const closing: Order = { ...order, closing: "canceled" };\n  return changed(book, closing, decideSessionClosed(book, closing, order.expiresAt));',
    why: "a second tab can still pay",
  },
  {
    name: "give back a hold that is being paid",
    file: `${domain}/decide-hold.ts`,
    find: 'if (hold.inPayment) return refused(refuse("hold_in_payment", "This hold is being paid."));',
    replace: "",
    why: "the page is open, and the seats are gone",
  },
  {
    name: "settle without the dedupe",
    file: `${domain}/decide-settle.ts`,
    find: 'one.paymentIntentId === other.paymentIntentId ||\n  (one.sessionId !== "" && one.sessionId === other.sessionId);',
    replace: "one === other;",
    why: "a webhook that comes twice is money paid twice",
  },
  {
    name: "take any amount for the right one",
    file: `${domain}/decide-settle.ts`,
    find: "amountMinor === amountOf(order) && currency === order.currency;",
    replace: "amountMinor >= 0 && currency === order.currency;",
    why: "tickets for less than they cost",
  },
  {
    name: "take the money of any Session",
    file: `${domain}/decide-settle.ts`,
    find: "if (order.session && order.session.sessionId !== received.sessionId)",
    replace: "if (order.session === undefined)",
    why: "the payment by the order's own Session goes back as surplus",
  },
  {
    name: "take money of the other mode",
    file: "src/payments/reports.ts",
    find: "if (report.live !== ports.live)",
    replace: "if (report === null)",
    why: "a payment of a test buys real tickets",
  },
  {
    name: "sell without looking whether the seats are free",
    file: `${domain}/decide-settle.ts`,
    find: "hold || order.seats.every((seatNo) => book.status[seatNo] === seat.available);",
    replace: "hold || order.seats.some((seatNo) => book.status[seatNo] === seat.available);",
    why: "money after all takes seats that are someone else's",
  },
  {
    name: "let go of seats while a bank is at it",
    file: `${office}/close-payment.ts`,
    find: "if (!ended && !isOver) throw",
    replace: "if (!ended && isOver === null) throw",
    why: "the payment succeeds, and its seats are gone",
  },
  {
    name: "leave an offer open",
    file: `${domain}/decide-offer.ts`,
    find: "const isOver = book.rules.canceled !== null || (order.offer?.expiresAt ?? 0) <= now;",
    replace: "const isOver = book.rules.canceled !== null;",
    why: "the fan has neither seats nor money",
  },
  {
    name: "keep what was paid twice",
    file: `${domain}/decide-settle.ts`,
    find: 'refunds: [...order.refunds, refundFor(order, received, { amountMinor, reason: "paid_twice" }, now)],',
    replace: "",
    why: "money for nothing",
  },
];
