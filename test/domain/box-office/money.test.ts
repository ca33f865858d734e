import fc from "fast-check";
import { expect, test } from "vitest";
import {
  givenBackOf,
  isFailedStill,
  isUnderWay,
  keptOf,
  liveSeatsOf,
  type Order,
  takenSeatsOf,
} from "../../../src/domain/box-office/order.ts";
import { feesLeftOf } from "../../../src/domain/box-office/refunds.ts";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import { PaperTrade, seatsInAll, step } from "../../support/paper-trade.ts";

const worthOf = (order: Order): number =>
  liveSeatsOf(order).reduce((sum, seatNo) => sum + (order.pricesMinor[order.seats.indexOf(seatNo)] ?? 0), 0);

/** Somebody beside the box office has moved money of its payment. */
const isMovedElsewhere = ({ refunds, disputes }: Order): boolean =>
  disputes.some(({ status }) => status === "lost") || refunds.some(({ by }) => by.kind === "provider");

/** Each seat is one order's, one hold's, or nobody's. */
const checkSeats = ({ office: { book, orders } }: PaperTrade): void => {
  const owners = new Map<number, string>();
  const own = (seats: readonly number[], owner: string, status: number): void => {
    for (const seatNo of seats) {
      expect(owners.get(seatNo), `seat ${seatNo} of ${owner}`).toBeUndefined();
      owners.set(seatNo, owner);
      expect(book.status[seatNo], `seat ${seatNo} of ${owner}`).toBe(status);
    }
  };
  for (const order of orders.values()) own(takenSeatsOf(order), order.id, seat.sold);
  for (const hold of book.holds.values()) own(hold.seats, hold.id, seat.held);
  const taken = [...book.status].filter((status) => status === seat.sold || status === seat.held);
  expect(taken).toHaveLength(owners.size);
  const available = [...book.status].filter((status) => status === seat.available).length;
  expect(book.availableByCategory.reduce((sum, count) => sum + count, 0)).toBe(available);
  expect(book.status).toHaveLength(seatsInAll);
};

/** A fan's tickets are those that he holds and those that are still taken for him. */
const checkLimits = ({ office: { book, orders } }: PaperTrade): void => {
  for (const fanId of ["fan_0", "fan_1", "fan_2", "fan_3"]) {
    const held = [...book.holds.values()].filter((hold) => hold.fanId === fanId);
    const bought = [...orders.values()].filter((order) => order.fanId === fanId).map(takenSeatsOf);
    const count = [...held.map(({ seats }) => seats), ...bought].flat().length;
    expect(book.ticketsOf(fanId)).toBe(count);
  }
};

const failedOf = (order: Order): number =>
  order.refunds
    .filter(({ paymentIntentId }) => paymentIntentId === order.payment?.paymentIntentId)
    .filter((refund) => isFailedStill(order, refund))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** What was paid is worth the live tickets, fees that are kept, and what goes back; what failed to go back is owed still. */
const checkMoney = (order: Order): void => {
  // What the provider has not told yet nobody here can know; at the end all is told.
  if (isMovedElsewhere(order)) return;
  for (const payment of [order.payment, ...order.surplus])
    if (payment) expect(givenBackOf(order, payment.paymentIntentId)).toBeLessThanOrEqual(payment.amountMinor);
  if (!order.payment || order.status === "offered") return;
  const due = worthOf(order) + feesLeftOf(order);
  const failed = failedOf(order);
  expect(keptOf(order)).toBeLessThanOrEqual(due + failed);
  expect(keptOf(order)).toBeGreaterThanOrEqual(due);
  if (failed === 0) expect(keptOf(order)).toBe(due);
};

/** Once nothing fails any more, no order is under way, and the provider has given back what the orders say. */
const checkEnd = ({ office: { book, orders }, provider }: PaperTrade): void => {
  for (const owed of [book.unrecorded, book.toClose, book.toRefund, book.toCancel])
    expect([...owed]).toEqual([]);
  for (const order of orders.values()) {
    expect(order.refunds.filter(isUnderWay)).toEqual([]);
    const isOwed = order.refunds.some((refund) => isFailedStill(order, refund));
    if (order.status === "refunding") expect(isOwed).toBe(true);
    else expect(["confirmed", "refunded", "expired", "canceled"]).toContain(order.status);
    if (liveSeatsOf(order).length > 0) expect(order.status).toBe("confirmed");
    if (book.rules.canceled) expect(liveSeatsOf(order)).toEqual([]);
    if (order.payment)
      expect(keptOf(order)).toBeLessThanOrEqual(worthOf(order) + feesLeftOf(order) + failedOf(order));
    for (const payment of [order.payment, ...order.surplus])
      if (payment?.paymentIntentId)
        expect(givenBackOf(order, payment.paymentIntentId)).toBe(provider.back(payment.paymentIntentId));
  }
};

test("whatever fans, organizers, banks and the provider do, seats have one owner and money is accounted for", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 80, size: "max" }), (steps) => {
      const trade = new PaperTrade();
      for (const each of steps) {
        trade.do(each);
        checkSeats(trade);
        checkLimits(trade);
        for (const order of trade.office.orders.values()) checkMoney(order);
      }
      trade.drain();
      checkSeats(trade);
      checkEnd(trade);
    }),
    { numRuns: 600 },
  );
}, 60_000);
