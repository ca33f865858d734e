import { describe, expect, test } from "vitest";
import { confirmed, eventId, hold, holdId, now, other, ruleOf, stateOf } from "./example.ts";
import { lostHold, overdueHold } from "./holds.ts";
import { seatShownWrong, seatWithTwoOwners, unaccountedSeats } from "./seats.ts";
import { Verdict } from "../verdict.ts";
import { Viewer } from "../viewer.ts";
import { Witness } from "../witness.ts";

describe("seats", () => {
  test("one with two owners is found", () => {
    expect(seatWithTwoOwners(stateOf({ holds: [hold] }).owners)).toBeNull();
    expect(ruleOf(seatWithTwoOwners(stateOf({ holds: [hold, other] }).owners))).toBe(
      "no seat has two owners",
    );
    expect(ruleOf(seatWithTwoOwners(stateOf({ holds: [hold], orders: [confirmed] }).owners))).toBe(
      "no seat has two owners",
    );
  });

  test("one that is shown as what it is not is found", () => {
    const { owners } = stateOf({ holds: [hold], blocked: [5] });
    expect(seatShownWrong([0, 0, 1, 1, 0, 3], owners)).toBeNull();
    expect(ruleOf(seatShownWrong([0, 0, 1, 0, 0, 3], owners))).toBe("viewers see what is on record");
  });

  test("all of them are accounted for, and as many are told to be available as are", () => {
    expect(unaccountedSeats([0, 0, 1, 1, 0, 3], [2, 1], 6)).toBeNull();
    expect(ruleOf(unaccountedSeats([0, 0, 1, 1, 0], [2, 1], 6))).toBe("all seats are accounted for");
    expect(ruleOf(unaccountedSeats([0, 0, 1, 1, 0, 3], [2, 2], 6))).toBe("all seats are accounted for");
  });

  test("a viewer who misses a change in the frames sees it", () => {
    const viewer = new Viewer();
    const snapshot = { kind: "snapshot", sequence: 1, seatMapHash: "", seatCount: 6 } as const;
    const free = stateOf({}).owners;
    const held = stateOf({ holds: [hold] }).owners;
    expect(
      viewer.see({ ...snapshot, packed: new Uint8Array(2), availableByCategory: [4, 2] }, free),
    ).toBeNull();
    const changes = [{ seatNo: 2, status: "held" }] as const;
    expect(ruleOf(viewer.see({ kind: "changes", since: 1, sequence: 2, changes }, held))).toBe(
      "viewers see what is on record",
    );
  });
});

describe("holds", () => {
  test("one that its fan was told of is there until it may end", () => {
    expect(lostHold(stateOf({ holds: [hold] }))).toBeNull();
    expect(lostHold(stateOf({ latestNow: hold.expiresAt }))).toBeNull();
    expect(ruleOf(lostHold(stateOf({})))).toBe("every accepted hold survives");
    expect(ruleOf(lostHold(stateOf({ holds: [{ ...hold, seats: [2, 4] }] })))).toBe(
      "every accepted hold survives",
    );
  });

  test("one whose time is over is gone with the next commit, unless it is being paid", () => {
    const over = { ...hold, expiresAt: now };
    expect(overdueHold(stateOf({ holds: [over] }))).toBeNull();
    expect(ruleOf(overdueHold(stateOf({ holds: [{ ...over, inPayment: false }] })))).toBe(
      "a hold ends when it says it ends",
    );
  });

  test("the same request has the same answer", () => {
    const verdict = new Verdict();
    const witness = new Witness(verdict);
    const tickets = [2, 3].map(
      (seatNo) =>
        ({
          ticketId: "tkt_1_1",
          seatNo,
          section: "",
          row: "",
          label: "",
          category: "",
          priceMinor: 0,
        }) as const,
    );
    const view = {
      id: holdId,
      eventId,
      status: "held",
      expiresAt: now,
      tickets,
      total: { amountMinor: 84, currency: "eur" },
      feesMinor: 4,
      orderId: null,
    } as const;
    witness.heldAnswered(view);
    witness.heldAnswered(view);
    expect(verdict.broken).toBeNull();
    witness.heldAnswered({ ...view, expiresAt: now + 1 });
    expect(ruleOf(verdict.broken)).toBe("the same request has the same answer");
  });
});
