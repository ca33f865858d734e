import { describe, expect, test } from "vitest";
import { decideHold } from "../../../src/domain/box-office/decide-hold.ts";
import {
  decideAttachSession,
  decideBeginOrder,
  decideCancel,
  decideGiveUp,
  decideSessionClosed,
} from "../../../src/domain/box-office/decide-order.ts";
import { decideRecorded } from "../../../src/domain/box-office/decide-recorded.ts";
import { decideSettle } from "../../../src/domain/box-office/decide-settle.ts";
import type { Order } from "../../../src/domain/box-office/order.ts";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import { orderIdOf } from "../../../src/domain/ids.ts";
import { ok } from "../../../src/domain/outcome.ts";
import { chooseSeats, PaperOffice, refusalOf } from "../../support/box-office.ts";

const ordered = (price = 5000) => {
  const office = new PaperOffice({ rows: [10] }, { pricesMinor: [price], holdSeconds: 600 });
  const command = chooseSeats(office.eventId, "anna", [2, 3]);
  office.do((book, now) => decideHold(book, command, null, now, () => 0));
  const orderId = orderIdOf(command.holdId);
  const order = (): Order => {
    const found = office.orders.get(orderId);
    if (!found) throw new Error("expected an order");
    return found;
  };
  const begin = () =>
    office.do((book, now) =>
      decideBeginOrder(
        book,
        {
          fanId: "anna",
          holdId: command.holdId,
          email: "anna@example.org",
          returnUrl: "https://example.org",
        },
        office.orders.get(orderId) ?? null,
        now,
      ),
    );
  const pay = (amountMinor = 2 * price, currency = "eur") =>
    office.do((book, now) =>
      decideSettle(
        book,
        office.orders.get(orderId) ?? null,
        { orderId, sessionId: "cs_1", paymentIntentId: "pi_1", amountMinor, currency, reportId: "evt_1" },
        now,
        () => 0,
      ),
    );
  const closeSession = () =>
    office.do((book, now) => ({ outcome: ok(null), changes: decideSessionClosed(book, order(), now) }));
  const statuses = () => [office.book.status[2], office.book.status[3]];
  return { office, command, orderId, order, begin, pay, closeSession, statuses };
};

describe("an order", () => {
  test("is one for a hold, however often it is asked for", () => {
    const { begin } = ordered();
    const first = begin();
    expect(first.ok && first.value.status).toBe("awaiting_payment");
    expect(begin()).toEqual(first);
  });

  test("of another fan's hold can not be made", () => {
    const { office, command } = ordered();
    const begun = office.do((book, now) =>
      decideBeginOrder(
        book,
        { fanId: "ben", holdId: command.holdId, email: "b@example.org", returnUrl: "https://example.org" },
        null,
        now,
      ),
    );
    expect(refusalOf(begun)).toBe("hold_not_found");
  });

  test("that costs nothing is paid at once and its seats are sold", () => {
    const { begin, statuses } = ordered(0);
    const order = begin();
    expect(order.ok && order.value.status).toBe("paid");
    expect(statuses()).toEqual([seat.sold, seat.sold]);
  });

  test("keeps its seats past the end of the hold until nobody can pay it any more", () => {
    const { office, begin, closeSession, statuses, order } = ordered();
    begin();
    office.now += 600_000;
    const other = office.do((book, now) =>
      decideHold(book, chooseSeats(office.eventId, "ben", [2]), null, now, () => 0),
    );
    expect(refusalOf(other)).toBe("tickets_unavailable");
    expect([...office.book.toClose]).toEqual([order().id]);
    expect(statuses()).toEqual([seat.held, seat.held]);
    closeSession();
    expect(order().status).toBe("expired");
    expect(statuses()).toEqual([seat.available, seat.available]);
  });

  test("paid twice, by two reports of the same payment, is one sale", () => {
    const { begin, pay, statuses, order } = ordered();
    begin();
    const first = pay();
    const paid = order();
    expect(pay()).toEqual(first);
    expect(order()).toBe(paid);
    expect(statuses()).toEqual([seat.sold, seat.sold]);
  });

  test.each([
    [9999, "eur"],
    [10_000, "usd"],
  ])(
    "paid with %i %s gives nothing: what was paid goes back, and the seats are free",
    (amountMinor, currency) => {
      const { office, begin, pay, order, statuses } = ordered();
      begin();
      expect(refusalOf(pay(amountMinor, currency))).toBe("payment_mismatch");
      expect(refusalOf(pay(amountMinor, currency))).toBe("payment_mismatch");
      expect(order()).toMatchObject({ status: "refunding", payment: { amountMinor, currency } });
      expect([...office.book.toRefund]).toEqual([order().id]);
      expect(statuses()).toEqual([seat.available, seat.available]);
    },
  );

  test("that nobody can be asked to pay is canceled and its seats are free, unless it has a Session", () => {
    for (const hasSession of [false, true]) {
      const { office, begin, order, statuses } = ordered();
      begin();
      if (hasSession)
        office.do((book, now) =>
          decideAttachSession(book, order(), { sessionId: "cs_1", url: "https://pay" }, now),
        );
      office.do((book, now) => decideGiveUp(book, order(), now));
      expect(order().status).toBe(hasSession ? "awaiting_payment" : "canceled");
      expect(statuses()[0]).toBe(hasSession ? seat.held : seat.available);
    }
  });

  test("paid before its Session is known to it is sold all the same", () => {
    const { office, begin, pay, order } = ordered();
    begin();
    pay();
    const attached = office.do((book, now) =>
      decideAttachSession(book, order(), { sessionId: "cs_1", url: "https://pay" }, now),
    );
    expect(attached.ok && attached.value.status).toBe("paid");
  });

  test("whose Session comes after the hold has ended refuses it, so that it is closed", () => {
    const { office, begin, order } = ordered();
    begin();
    office.now += 600_000;
    expect(
      refusalOf(
        office.do((book, now) =>
          decideAttachSession(book, order(), { sessionId: "cs_1", url: "https://pay" }, now),
        ),
      ),
    ).toBe("hold_expired");
  });

  test("canceled by its fan frees the seats only once its Session is closed", () => {
    const { office, begin, closeSession, order, statuses } = ordered();
    begin();
    office.do((book) => decideCancel(book, order()));
    expect(order()).toMatchObject({ status: "awaiting_payment", closing: "canceled" });
    expect(statuses()).toEqual([seat.held, seat.held]);
    closeSession();
    expect(order().status).toBe("canceled");
    expect(statuses()).toEqual([seat.available, seat.available]);
  });

  test("paid after it had ended gets its seats if they are free", () => {
    const { office, begin, closeSession, pay, statuses } = ordered();
    begin();
    office.now += 600_000;
    office.do(() => ({ outcome: ok(null), changes: [] }));
    closeSession();
    const late = pay();
    expect(late.ok && late.value.status).toBe("paid");
    expect(statuses()).toEqual([seat.sold, seat.sold]);
  });

  test("paid after its seats went to another fan goes back in full", () => {
    const { office, begin, closeSession, pay, order } = ordered();
    begin();
    office.now += 600_000;
    office.do(() => ({ outcome: ok(null), changes: [] }));
    closeSession();
    office.do((book, now) => decideHold(book, chooseSeats(office.eventId, "ben", [2]), null, now, () => 0));
    const late = pay();
    expect(late.ok && late.value.status).toBe("refunding");
    expect([...office.book.toRefund]).toEqual([order().id]);
  });

  test("that Postgres refuses a seat is refunded, and the seat is kept from sale", () => {
    const { office, begin, pay, order, statuses } = ordered();
    begin();
    pay();
    office.do(() => ({
      outcome: ok(null),
      changes: decideRecorded(
        order(),
        { orderId: order().id, revision: order().revision, status: "seat_already_sold" },
        office.now,
      ),
    }));
    expect(order().status).toBe("refunding");
    expect(statuses()).toEqual([seat.blocked, seat.blocked]);
  });

  test("whose time is over is closed, though other money for it is noted first", () => {
    const { office, begin, order, orderId } = ordered();
    begin();
    office.do((book, now) =>
      decideAttachSession(book, order(), { sessionId: "cs_0", url: "https://pay" }, now),
    );
    office.now += 600_000;
    office.do(() => ({ outcome: ok(null), changes: [] }));
    const stray = { orderId, sessionId: "cs_x", paymentIntentId: "pi_x", amountMinor: 1, currency: "eur" };
    office.do((book, now) => decideSettle(book, order(), { ...stray, reportId: "evt_x" }, now, () => 0));
    expect([...office.book.toRefund]).toEqual([orderId]);
    expect([...office.book.toClose]).toEqual([orderId]);
  });

  test("that is paid stays paid, though its Session is reported closed afterwards", () => {
    const { begin, pay, closeSession, order, statuses } = ordered();
    begin();
    pay();
    closeSession();
    expect(order().status).toBe("paid");
    expect(statuses()).toEqual([seat.sold, seat.sold]);
  });

  test("counts its tickets against the fan's limit after it is sold", () => {
    const { office, begin, pay } = ordered();
    begin();
    pay();
    expect(office.book.ticketsOf("anna")).toBe(2);
  });
});
