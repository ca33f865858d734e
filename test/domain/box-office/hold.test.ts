import { describe, expect, test } from "vitest";
import { decideHold, decideRelease } from "../../../src/domain/box-office/decide-hold.ts";
import {
  type PlanShape,
  chooseSeats,
  newHold,
  PaperOffice,
  refusalOf,
  wishFor,
} from "../../support/box-office.ts";
import type { SaleRules } from "../../../src/domain/box-office/setup.ts";
import type { HoldCommand } from "../../../src/domain/box-office/contract.ts";

const open = (shape: PlanShape = { rows: [10] }, rules: Partial<SaleRules> = {}) => {
  const office = new PaperOffice(shape, rules);
  const hold = (command: HoldCommand) =>
    office.do((book, now) => decideHold(book, command, null, now, () => 0));
  const take = (fan: string, ...seats: number[]) => hold(chooseSeats(office.eventId, fan, seats));
  return { office, hold, take };
};

describe("a hold", () => {
  test("is all or nothing, and says which seats were lost and why", () => {
    const { office, take } = open();
    take("anna", 3);
    const refused = take("ben", 2, 3, 4);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "tickets_unavailable" } });
    expect(!refused.ok && refused.refusal.tickets).toEqual([
      { ticketId: expect.stringMatching(/_3$/), status: "held" },
    ]);
    expect([...office.book.status].filter((status) => status !== 0)).toHaveLength(1);
  });

  test("ends when it says it ends: at that very moment the seat is the next fan's", () => {
    const { office, take } = open({ rows: [10] }, { holdSeconds: 60 });
    const first = take("anna", 5);
    expect(first.ok && first.value.expiresAt).toBe(office.now + 60_000);
    office.now += 59_999;
    expect(refusalOf(take("ben", 5))).toBe("tickets_unavailable");
    office.now += 1;
    expect(take("ben", 5).ok).toBe(true);
  });

  test("asked for again with the same id is the same hold and is not longer", () => {
    const { office, hold } = open();
    const command = chooseSeats(office.eventId, "anna", [1]);
    const first = hold(command);
    office.now += 5000;
    expect(hold(command)).toEqual(first);
  });

  test("asked for with the same id and other seats is refused", () => {
    const { office, hold } = open();
    const id = newHold(office.eventId);
    hold(chooseSeats(office.eventId, "anna", [1], id));
    expect(refusalOf(hold(chooseSeats(office.eventId, "anna", [2], id)))).toBe("idempotency_key_reused");
    expect(office.book.isAvailable(2)).toBe(true);
  });

  test("counts with the fan's other holds against the limit of the event, until they end", () => {
    const { office, take } = open({ rows: [20] }, { maxTicketsPerOrder: 8, holdSeconds: 60 });
    expect(take("anna", 0, 1, 2, 3, 4).ok).toBe(true);
    expect(refusalOf(take("anna", 5, 6, 7, 8))).toBe("too_many_tickets");
    expect(take("ben", 5, 6, 7, 8).ok).toBe(true);
    office.now += 60_000;
    expect(take("anna", 5, 6, 7, 8).ok).toBe(true);
  });

  test("of 9 seats where 8 are allowed is refused", () => {
    expect(refusalOf(open().take("anna", 0, 1, 2, 3, 4, 5, 6, 7, 8))).toBe("too_many_tickets");
  });

  test("of a seat that does not exist, or of one that has no price, is refused", () => {
    const { office, take } = open({ rows: [4, 4], categories: 2 }, { pricesMinor: [5000, null] });
    expect(refusalOf(take("anna", 8))).toBe("ticket_not_found");
    expect(refusalOf(take("anna", 5))).toBe("tickets_unavailable");
    expect(office.book.holds.size).toBe(0);
  });

  test("waits for the sale to open, and is told when", () => {
    const { office, take } = open({ rows: [4] }, { saleStartsAt: 2_000_000 });
    const early = take("anna", 1);
    expect(!early.ok && early.refusal).toMatchObject({ code: "sale_not_open", retryAt: 2_000_000 });
    office.now = 2_000_000;
    expect(take("anna", 1).ok).toBe(true);
  });

  test("is refused once the sale has ended or was closed", () => {
    expect(refusalOf(open({ rows: [4] }, { saleEndsAt: 1_000_000 }).take("anna", 1))).toBe("sale_closed");
    expect(refusalOf(open({ rows: [4] }, { closed: true }).take("anna", 1))).toBe("sale_closed");
  });

  test("given back frees its seats at once, and only its own fan can", () => {
    const { office, take } = open();
    const held = take("anna", 4);
    if (!held.ok) throw new Error("expected a hold");
    expect(refusalOf(office.do((book, now) => decideRelease(book, "ben", held.value.id, null, now)))).toBe(
      "hold_not_found",
    );
    expect(office.do((book, now) => decideRelease(book, "anna", held.value.id, null, now)).ok).toBe(true);
    expect(take("ben", 4).ok).toBe(true);
  });

  test("keeps the price that the fan was shown", () => {
    const { office, hold, take } = open();
    const command = chooseSeats(office.eventId, "anna", [1]);
    hold(command);
    office.book.rules = { ...office.book.rules, pricesMinor: [9900] };
    const again = hold(command);
    expect(again.ok && again.value.total.amountMinor).toBe(5000);
    const later = take("ben", 2);
    expect(later.ok && later.value.total.amountMinor).toBe(9900);
  });
});

describe("a choice that leaves a single seat", () => {
  test("is refused when the row has room for as many without", () => {
    const { take } = open({ rows: [6] }, { preventSingleSeats: true });
    expect(refusalOf(take("anna", 1, 2))).toBe("single_seat_left");
    expect(take("anna", 0, 1).ok).toBe(true);
  });

  test("is allowed when there is no other way", () => {
    const { take } = open({ rows: [3] }, { preventSingleSeats: true });
    expect(take("anna", 0, 1).ok).toBe(true);
  });

  test("is not blamed for a seat that stood alone before", () => {
    const { office, take } = open({ rows: [8] }, { preventSingleSeats: true });
    for (const seatNo of [1, 2]) office.book.apply({ type: "blocked", seats: [seatNo] });
    expect(take("anna", 3, 4).ok).toBe(true);
  });

  test("is judged by physical neighbours: across an aisle nobody is left alone", () => {
    const { take } = open({ rows: [6], aislesAfter: [2] }, { preventSingleSeats: true });
    expect(take("anna", 0, 1, 2).ok).toBe(true);
    expect(refusalOf(take("ben", 4))).toBe("single_seat_left");
  });

  test("does not matter where the organizer does not mind, nor in general admission", () => {
    expect(open({ rows: [6] }).take("anna", 1, 2).ok).toBe(true);
    expect(open({ rows: [2], generalAdmission: 6 }, { preventSingleSeats: true }).take("anna", 3, 4).ok).toBe(
      true,
    );
  });
});

describe("best available", () => {
  const seatsOf = (held: ReturnType<ReturnType<typeof open>["hold"]>): number[] => {
    if (!held.ok) throw new Error(held.refusal.code);
    return held.value.tickets.map(({ seatNo }) => seatNo).sort((a, b) => a - b);
  };

  test("is side by side, in the row nearest to the stage, around its middle", () => {
    const { office, hold } = open({ rows: [10, 10] });
    const seats = seatsOf(hold(wishFor(office.eventId, "anna", 2)));
    expect(seats).toEqual([4, 5]);
  });

  test("prefers one row farther back to two rows in front", () => {
    const { office, hold, take } = open({ rows: [5, 5] });
    take("x", 2);
    expect(seatsOf(hold(wishFor(office.eventId, "anna", 4))).every((seatNo) => seatNo >= 5)).toBe(true);
  });

  test("leaves no single seat when it need not", () => {
    const { office, hold } = open({ rows: [5] });
    const seats = seatsOf(hold(wishFor(office.eventId, "anna", 2)));
    expect([
      [0, 1],
      [3, 4],
    ]).toContainEqual(seats);
  });

  test("does not seat a party across an aisle", () => {
    const { office, hold } = open({ rows: [6], aislesAfter: [2] });
    const seats = seatsOf(hold(wishFor(office.eventId, "anna", 3)));
    expect([
      [0, 1, 2],
      [3, 4, 5],
    ]).toContainEqual(seats);
  });

  test("gives accessible seats only to who asks for them", () => {
    const { office, hold } = open({ rows: [4], accessible: [1, 2] });
    expect(refusalOf(hold(wishFor(office.eventId, "anna", 3)))).toBe("not_enough_tickets");
    expect(
      seatsOf(hold(wishFor(office.eventId, "ben", 2, { accessible: true }))).some(
        (no) => no === 1 || no === 2,
      ),
    ).toBe(true);
  });

  test("splits a party evenly rather than leave one fan alone", () => {
    const { office, hold } = open({ rows: [3, 3] });
    const rows = seatsOf(hold(wishFor(office.eventId, "anna", 4))).map((seatNo) => Math.floor(seatNo / 3));
    expect(rows).toEqual([0, 0, 1, 1]);
  });

  test("keeps to the category and the section that were asked for", () => {
    const { office, hold } = open({ rows: [4, 4], categories: 2, generalAdmission: 5 });
    expect(
      seatsOf(hold(wishFor(office.eventId, "anna", 2, { category: "Category 2" }))).every(
        (no) => no >= 4 && no < 8,
      ),
    ).toBe(true);
    expect(seatsOf(hold(wishFor(office.eventId, "ben", 3, { section: "Floor" })))).toEqual([8, 9, 10]);
    expect(refusalOf(hold(wishFor(office.eventId, "cleo", 3, { section: "Floor" })))).toBe(
      "not_enough_tickets",
    );
    expect(refusalOf(hold(wishFor(office.eventId, "cleo", 1, { section: "Roof" })))).toBe(
      "section_not_found",
    );
    expect(refusalOf(hold(wishFor(office.eventId, "cleo", 1, { category: "Gold" })))).toBe(
      "category_not_found",
    );
  });

  test("finds a single seat of a category behind rows of another", () => {
    const { office, hold } = open({ rows: [4, 4], categories: 2 });
    expect(seatsOf(hold(wishFor(office.eventId, "anna", 1, { category: "Category 2" })))[0]).toBeGreaterThan(
      3,
    );
  });

  test("hands out general admission from the first place that is free, also after one came back", () => {
    const { office, hold } = open({ rows: [1], generalAdmission: 6 }, { maxTicketsPerOrder: 8 });
    const floor = (fan: string, quantity: number) =>
      hold(wishFor(office.eventId, fan, quantity, { section: "Floor" }));
    const first = floor("anna", 2);
    expect(seatsOf(floor("ben", 2))).toEqual([3, 4]);
    if (first.ok) office.do((book, now) => decideRelease(book, "anna", first.value.id, null, now));
    expect(seatsOf(floor("cleo", 1))).toEqual([1]);
    expect(seatsOf(floor("dora", 3))).toEqual([2, 5, 6]);
    expect(refusalOf(floor("emil", 1))).toBe("not_enough_tickets");
  });

  test("leaves what is equally good to chance", () => {
    const { office } = open({ rows: [4] });
    const first = (random: number) => {
      const decision = decideHold(
        office.book,
        wishFor(office.eventId, "anna", 2),
        null,
        office.now,
        () => random,
      );
      return decision.outcome.ok ? decision.outcome.value.tickets.map(({ seatNo }) => seatNo) : null;
    };
    expect(first(0)).not.toEqual(first(0.99));
  });
});
