import { describe, expect, test } from "vitest";
import { decideHold } from "../../../src/domain/box-office/decide-hold.ts";
import { liveSeatsOf } from "../../../src/domain/box-office/order.ts";
import { saleOf } from "../../../src/domain/box-office/sale.ts";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import { chooseSeats, PaperOffice, type PlanShape, refusalOf } from "../../support/box-office.ts";
import { PaperOrder } from "../../support/paper-order.ts";

const minute = 60_000;
const equivalents = { offerEquivalentSeats: true };

/** Seats 2 and 3 were Anna's; they are Ben's when her money comes. */
const late = (shape: PlanShape = { rows: [10] }, rules = {}, taken = [2, 3]) => {
  const office = new PaperOffice(shape, { ...equivalents, ...rules });
  const order = PaperOrder.late(office, "anna", [2, 3], taken);
  return { office, order, offered: order.now.offer?.seats ?? [] };
};
const counts = ({ book }: PaperOffice) =>
  [0, 1, 2, 3].map((status) => book.status.filter((each) => each === status).length);

describe("money for seats that are gone", () => {
  test("brings an offer of seats side by side, held for ten minutes", () => {
    const { office, order, offered } = late();
    expect(order.now).toMatchObject({ status: "offered", offer: { expiresAt: office.now + 10 * minute } });
    expect(offered).toHaveLength(2);
    expect(Math.abs((offered[0] ?? 0) - (offered[1] ?? 0))).toBe(1);
    for (const seatNo of offered) expect(office.book.status[seatNo]).toBe(seat.held);
    expect(counts(office)).toEqual([6, 4, 0, 0]);
    expect(office.book.unrecorded.size).toBe(0);
  });

  test("is offered seats of its own category only, seat for seat", () => {
    const office = new PaperOffice({ rows: [4, 4, 4, 4], categories: 2 }, equivalents);
    const order = PaperOrder.late(office, "anna", [1, 5]);
    const offered = order.now.offer?.seats ?? [];
    expect(offered.map((seatNo) => office.book.plan.category[seatNo])).toEqual([0, 1]);
    order.answer(true);
    expect(order.now.pricesMinor).toEqual([5000, 4000]);
  });

  test.each([
    ["the event does not", { rows: [10] }, { offerEquivalentSeats: false }, [2]],
    ["there are too few", { rows: [5] }, {}, [0, 1, 2, 3]],
    ["there are none side by side", { rows: [4], aislesAfter: [0] }, {}, [2, 3]],
    ["there are only dearer ones", { rows: [4, 10], categories: 2 }, {}, [0, 2, 3]],
  ])("goes back when %s", (_, shape, rules, taken) => {
    const { office, order } = late(shape, rules, taken);
    expect(order.now).toMatchObject({ status: "refunding", offer: null });
    expect(order.refund()).toMatchObject({ amountMinor: 10_000, reason: "seats_gone", status: "created" });
    expect([...office.book.toRefund]).toEqual([order.id]);
  });

  test("is never offered what an event that is canceled had", () => {
    const office = new PaperOffice({ rows: [10] }, equivalents);
    const order = new PaperOrder(office, "anna", [2, 3]);
    order.begin();
    office.wait(10 * minute);
    order.closeSession();
    new PaperOrder(office, "ben", [2]);
    office.cancelEvent();
    order.pay();
    expect(order.refund()).toMatchObject({ reason: "event_canceled", amountMinor: 10_000 });
  });
});

describe("an offer", () => {
  test("that is taken is a sale of the offered seats", () => {
    const { office, order, offered } = late();
    expect(order.answer(true)).toMatchObject({ ok: true, value: { status: "paid" } });
    expect(liveSeatsOf(order.now)).toEqual(offered);
    expect(counts(office)).toEqual([6, 2, 2, 0]);
    expect(saleOf(office.book, "hash", order.now).tickets.map(({ seatNo }) => seatNo)).toEqual(offered);
    expect(refusalOf(order.answer(true))).toBe("order_closed");
    expect(refusalOf(order.answer(false))).toBe("order_closed");
  });

  test("that is declined frees its seats and gives all of the money back, once", () => {
    const { office, order } = late();
    order.answer(false);
    expect(order.now).toMatchObject({ status: "refunding", offer: null });
    expect(order.refund().amountMinor).toBe(10_000);
    expect(counts(office)).toEqual([8, 2, 0, 0]);
    expect(refusalOf(order.answer(true))).toBe("order_closed");
    order.endOffer();
    expect(order.now.refunds).toHaveLength(1);
  });

  test("that runs out can not be taken, and the money goes back", () => {
    const { office, order } = late({ rows: [10] }, { holdSeconds: 1800 });
    office.wait(10 * minute - 1);
    order.endOffer();
    expect(order.now.status).toBe("offered");
    office.wait(1);
    expect([...office.book.toClose]).toEqual([order.id]);
    expect(refusalOf(order.answer(true))).toBe("offer_expired");
    order.endOffer();
    expect(order.now.status).toBe("refunding");
    expect(counts(office)).toEqual([8, 2, 0, 0]);
    expect(office.book.toClose.size).toBe(0);
  });

  test("keeps its seats from others, and counts against the fan's limit", () => {
    const { office, offered } = late({ rows: [10] }, { maxTicketsPerOrder: 2 });
    const hold = (fan: string, seats: readonly number[]) =>
      refusalOf(
        office.do((book, now) =>
          decideHold(book, chooseSeats(office.eventId, fan, seats), null, now, () => 0),
        ),
      );
    expect(hold("carl", offered)).toBe("tickets_unavailable");
    expect(hold("anna", [9])).toBe("too_many_tickets");
  });

  test("ends with its event, and can not be taken any more", () => {
    const { office, order } = late();
    office.cancelEvent();
    expect([...office.book.toCancel]).toEqual([order.id]);
    expect(refusalOf(order.answer(true))).toBe("event_canceled");
    office.cancelOrders();
    expect(order.now.status).toBe("refunding");
    expect(order.refund().amountMinor).toBe(10_000);
    expect(office.book.toCancel.size).toBe(0);
    expect(counts(office)[seat.held]).toBe(0);
  });

  test.each(["made by hand", "lost in a dispute"])("gives no seats for money that is back: %s", (how) => {
    const { office, order } = late();
    if (how === "made by hand") order.byHand(10_000);
    else order.dispute("lost");
    expect(refusalOf(order.answer(true))).toBe("order_closed");
    office.wait(10 * minute);
    order.endOffer();
    expect(order.now.status).toBe("refunded");
    expect(counts(office)[seat.sold]).toBe(0);
  });

  test("that has run out is still to be ended after something else has happened to its order", () => {
    const { office, order } = late();
    office.wait(10 * minute);
    order.byHand(1000);
    expect([...office.book.toClose]).toEqual([order.id]);
  });

  test("is not asked about by another payment: that goes back", () => {
    const { order } = late();
    order.pay({ session: "cs_2", intent: "pi_2" });
    expect(order.now.status).toBe("offered");
    expect(order.refund()).toMatchObject({ paymentIntentId: "pi_2", reason: "paid_twice" });
    order.answer(false);
    expect(order.refund(1).amountMinor).toBe(10_000);
  });
});
