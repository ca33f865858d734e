import { describe, expect, test } from "vitest";
import type { Order } from "../../../src/domain/box-office/order.ts";
import { illegalStep } from "../history.ts";
import { ownersOf } from "../office/record.ts";
import {
  confirmed,
  hold,
  now,
  order,
  other,
  payment,
  refund,
  returned,
  ruleOf,
  saleOf,
  sold,
  stateOf,
} from "./example.ts";
import { voidWithoutReason } from "./tickets.ts";

describe("the history of a seat", () => {
  const from = (parts: Parameters<typeof stateOf>[0], to: ReturnType<typeof stateOf>) => {
    const past = stateOf(parts);
    return ruleOf(illegalStep(ownersOf(past.record), past.record, to));
  };

  test("goes from available to held to sold", () => {
    expect(from({}, stateOf({ holds: [hold] }))).toBeNull();
    expect(from({ holds: [hold] }, stateOf(sold))).toBeNull();
  });

  test("a hold ends with its time, and not before", () => {
    expect(from({ holds: [hold] }, stateOf({}))).toBe("a seat's history is legal");
    expect(from({ holds: [hold] }, stateOf({ latestNow: hold.expiresAt }))).toBeNull();
  });

  test("nothing is held that nobody asked for, sold that nobody paid, or blocked that nobody kept back", () => {
    expect(from({}, stateOf({ holds: [other] }))).toBe("a seat's history is legal");
    expect(from({ holds: [hold] }, stateOf({ orders: [confirmed] }))).toBe("a seat's history is legal");
    expect(from({}, stateOf({ blocked: [5] }))).toBe("a seat's history is legal");
    expect(from({ blocked: [5] }, stateOf({}))).toBe("a seat's history is legal");
  });

  test("what is sold stays sold, until Postgres has its ticket as void", () => {
    expect(from(sold, stateOf({ ...sold, orders: [{ ...confirmed, given: false }] }))).toBe(
      "a seat's history is legal",
    );
    const tooSoon = stateOf({ ...sold, orders: [returned] });
    expect(from(sold, tooSoon)).toBe("a seat's history is legal");
    expect(from(sold, stateOf({ ...sold, orders: [returned], sales: [saleOf(returned)] }))).toBeNull();
  });

  test("an offer is of the same category", () => {
    const offered: Order = { ...order, status: "offered", payment, offer: { seats: [4, 5], expiresAt: now } };
    const instead = { ...hold, seats: [4, 5] };
    expect(from({}, stateOf({ holds: [instead], orders: [offered] }))).toBe("a seat's history is legal");
    const alike = { ...offered, offer: { seats: [0, 1], expiresAt: now } };
    expect(from({}, stateOf({ holds: [{ ...hold, seats: [0, 1] }], orders: [alike] }))).toBeNull();
  });

  test("tickets are void by what was asked for, and no others", () => {
    const state = stateOf({ ...sold, orders: [returned] });
    expect(voidWithoutReason(returned, state)).toBeNull();
    const more = { ...returned, refunds: [{ ...refund, seats: [2, 3] }] };
    expect(ruleOf(voidWithoutReason(more, state))).toBe("a seat's history is legal");
    const canceled = { ...returned, refunds: [{ ...refund, reason: "event_canceled" as const }] };
    expect(ruleOf(voidWithoutReason(canceled, state))).toBe("a seat's history is legal");
  });
});
