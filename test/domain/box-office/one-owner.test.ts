import fc from "fast-check";
import { expect, test } from "vitest";
import { decideHold, decideRelease } from "../../../src/domain/box-office/decide-hold.ts";
import { decideBlock, decideUnblock } from "../../../src/domain/box-office/decide-open.ts";
import {
  decideBeginOrder,
  decideCancel,
  decideSessionClosed,
} from "../../../src/domain/box-office/decide-order.ts";
import { decideSettle } from "../../../src/domain/box-office/decide-settle.ts";
import { seat } from "../../../src/domain/box-office/seat-book.ts";
import { type HoldId, holdIdOfOrder, type OrderId, orderIdOf } from "../../../src/domain/ids.ts";
import { ok } from "../../../src/domain/outcome.ts";
import { chooseSeats, newHold, PaperOffice, wishFor } from "../../support/box-office.ts";

const seatsInAll = 14;
const pick = fc.nat({ max: 20 });

/** What anyone may try, in any order. `at` picks one of the holds or orders that there were. */
const step = fc.oneof(
  fc.record({
    type: fc.constant("hold" as const),
    fan: fc.nat({ max: 3 }),
    seats: fc.uniqueArray(fc.nat({ max: seatsInAll }), { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    type: fc.constant("wish" as const),
    fan: fc.nat({ max: 3 }),
    quantity: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({
    type: fc.constantFrom(
      "again" as const,
      "release" as const,
      "order" as const,
      "pay" as const,
      "cancel" as const,
      "session_closed" as const,
    ),
    at: pick,
  }),
  fc.record({ type: fc.constant("wait" as const), seconds: fc.nat({ max: 700 }) }),
  fc.record({
    type: fc.constantFrom("block" as const, "unblock" as const),
    seats: fc.uniqueArray(fc.nat({ max: seatsInAll - 1 }), { minLength: 1, maxLength: 3 }),
  }),
);

/** Who has each seat, by the plainest account of what the rules say. */
type Owner = HoldId | "sold to" | "organizer" | null;

test("whatever fans try, no seat has two owners, all seats are accounted for, and a refusal changes nothing", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const office = new PaperOffice({ rows: [6, 5], generalAdmission: 3 }, { maxTicketsPerOrder: 6 });
      const { book, eventId } = office;
      const owners = new Map<number, { owner: Owner; order?: OrderId }>();
      const holds: { id: HoldId; fan: string; seats: readonly number[]; digest: string }[] = [];

      for (const [turn, action] of steps.entries()) {
        const before = Uint8Array.from(book.status);
        let changedByTime = false;
        const known = holds.length > 0 && "at" in action ? holds[action.at % holds.length] : undefined;
        let outcome: { ok: boolean } = ok(null);

        if (action.type === "wait") {
          office.now += action.seconds * 1000;
          changedByTime = true;
          office.do(() => ({ outcome: ok(null), changes: [] }));
        } else if (action.type === "hold" || action.type === "wish") {
          const fan = `fan_${action.fan}`;
          const command =
            action.type === "hold"
              ? chooseSeats(eventId, fan, action.seats, newHold(eventId))
              : wishFor(eventId, fan, action.quantity);
          const held = office.do((_, now) => decideHold(book, command, null, now, () => (turn % 7) / 7));
          outcome = held;
          if (held.ok) {
            const seats = held.value.tickets.map(({ seatNo }) => seatNo);
            for (const seatNo of seats) {
              expect(owners.get(seatNo)?.owner ?? null).toBeNull();
              owners.set(seatNo, { owner: command.holdId });
            }
            holds.push({ id: command.holdId, fan, seats, digest: command.digest });
          }
        } else if (action.type === "block" || action.type === "unblock") {
          office.do(() => {
            const seats =
              action.type === "block"
                ? decideBlock(book, eventId, action.seats)
                : decideUnblock(book, action.seats);
            outcome = seats;
            if (!seats.ok) return { outcome: seats, changes: [] };
            for (const seatNo of seats.value) {
              expect(owners.get(seatNo)?.owner ?? null).toBe(action.type === "block" ? null : "organizer");
              owners.set(seatNo, { owner: action.type === "block" ? "organizer" : null });
            }
            return {
              outcome: ok(null),
              changes: [{ type: action.type === "block" ? "blocked" : "unblocked", seats: seats.value }],
            };
          });
        } else if (known) {
          const orderId = orderIdOf(known.id);
          const order = office.orders.get(orderId) ?? null;
          if (action.type === "again") {
            const live = book.holds.has(known.id);
            const again = office.do((_, now) =>
              decideHold(
                book,
                {
                  fanId: known.fan,
                  holdId: known.id,
                  digest: known.digest,
                  repeatable: true,
                  want: { kind: "seats", seats: known.seats },
                },
                live ? null : { fanId: "someone", digest: "", view: {} as never },
                now,
                Math.random,
              ),
            );
            expect(again.ok).toBe(live);
            outcome = again;
          } else if (action.type === "release")
            outcome = office.do((_, now) => decideRelease(book, known.fan, known.id, null, now));
          else if (action.type === "order")
            outcome = office.do((_, now) =>
              decideBeginOrder(
                book,
                {
                  fanId: known.fan,
                  holdId: known.id,
                  email: "a@example.org",
                  returnUrl: "https://example.org",
                },
                order,
                now,
              ),
            );
          else if (action.type === "cancel") outcome = office.do(() => decideCancel(book, order));
          else if (
            action.type === "session_closed" &&
            order &&
            (order.closing || order.expiresAt <= office.now)
          )
            office.do((_, now) => ({ outcome: ok(null), changes: decideSessionClosed(book, order, now) }));
          else if (action.type === "pay") {
            const amountMinor = known.seats.length * 5000;
            outcome = office.do((_, now) =>
              decideSettle(
                book,
                order,
                {
                  orderId,
                  sessionId: "cs",
                  paymentIntentId: "pi",
                  amountMinor,
                  currency: "eur",
                  reportId: `r${turn}`,
                },
                now,
                Math.random,
              ),
            );
          }
        }

        if (!outcome.ok && !changedByTime) {
          const mayHaveExpired = [...before].every(
            (status, seatNo) => status === book.status[seatNo] || book.status[seatNo] === seat.available,
          );
          expect(mayHaveExpired).toBe(true);
        }
        reconcile(office, owners);
        const counts = [0, 0, 0, 0];
        for (const status of book.status) counts[status] = (counts[status] ?? 0) + 1;
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(seatsInAll);
        expect(book.availableByCategory.reduce((sum, count) => sum + count, 0)).toBe(counts[seat.available]);
      }
    }),
    { numRuns: 400 },
  );
});

/** The plain account after time and payments: every sold seat is of exactly one order, every held one of exactly one hold. */
const reconcile = (office: PaperOffice, owners: Map<number, { owner: Owner; order?: OrderId }>): void => {
  const { book, orders } = office;
  const sold = new Map<number, OrderId>();
  for (const order of orders.values())
    if (order.status === "paid" || order.status === "confirmed")
      for (const seatNo of order.seats) {
        expect(sold.has(seatNo)).toBe(false);
        sold.set(seatNo, order.id);
      }
  const held = new Map<number, HoldId>();
  for (const hold of book.holds.values())
    for (const seatNo of hold.seats) {
      expect(held.has(seatNo)).toBe(false);
      held.set(seatNo, hold.id);
    }
  for (let seatNo = 0; seatNo < seatsInAll; seatNo++) {
    const order = sold.get(seatNo);
    const hold = held.get(seatNo);
    expect(order !== undefined && hold !== undefined).toBe(false);
    const blocked = owners.get(seatNo)?.owner === "organizer";
    const expected = order ? seat.sold : hold ? seat.held : blocked ? seat.blocked : seat.available;
    expect(book.status[seatNo]).toBe(expected);
    // What was sold to an order stays with that order.
    const before = owners.get(seatNo);
    if (before?.order) expect(order).toBe(before.order);
    if (order) owners.set(seatNo, { owner: "sold to", order });
    else if (hold) owners.set(seatNo, { owner: hold });
    else if (!blocked) owners.set(seatNo, { owner: null });
    if (order) expect(orders.get(order)?.holdId).toBe(holdIdOfOrder(order));
  }
};
