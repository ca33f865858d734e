import { describe, expect, test } from "vitest";
import { orderIdOf } from "../../../src/domain/ids.ts";
import { Postgres } from "../ledger/postgres.ts";
import {
  confirmed,
  eventId,
  hold,
  now,
  order,
  otherId,
  refund,
  returned,
  ruleOf,
  saleOf,
  session,
  sold,
  stateOf,
} from "./example.ts";
import { disagreement } from "./postgres.ts";
import { stalled, unfinished } from "./rest.ts";

describe("Postgres", () => {
  const rule = "Postgres and the box office agree";

  test("has what is confirmed, at the same price and as of the revision that is noted", () => {
    expect(disagreement(stateOf(sold))).toBeNull();
    expect(ruleOf(disagreement(stateOf({ ...sold, sales: [] })))).toBe(rule);
    expect(ruleOf(disagreement(stateOf({ ...sold, orders: [{ ...confirmed, recorded: 2 }] })))).toBe(rule);
    expect(ruleOf(disagreement(stateOf({ ...sold, orders: [{ ...confirmed, revision: 0 }] })))).toBe(rule);
    const dearer = { ...saleOf(confirmed), total: { amountMinor: 85, currency: "eur" } };
    expect(ruleOf(disagreement(stateOf({ ...sold, sales: [dearer] })))).toBe(rule);
  });

  test("has no good ticket for a seat that is another's here", () => {
    const state = stateOf(sold);
    state.postgres.tickets.set(Postgres.seatKey(eventId, 2), orderIdOf(otherId));
    expect(ruleOf(disagreement(state))).toBe(rule);
  });
});

describe("once faults have stopped", () => {
  const rule = "no order is stuck once faults stop";

  test("nothing waits a day, but for a bank or a person", () => {
    expect(stalled(stateOf(sold))).toBeNull();
    const waiting = { ...order, underWay: { sessionId: "cs_1", paymentIntentId: "pi_1", until: now } };
    expect(stalled(stateOf({ orders: [waiting] }))).toBeNull();
    expect(ruleOf(stalled(stateOf({ orders: [order] })))).toBe(rule);
    expect(ruleOf(stalled(stateOf({ orders: [{ ...returned, refunds: [refund] }] })))).toBe(rule);
    expect(ruleOf(stalled(stateOf({ orders: [{ ...confirmed, recorded: 0 }] })))).toBe(rule);
  });

  test("everything comes to its end", () => {
    expect(unfinished(stateOf(sold))).toBeNull();
    expect(ruleOf(unfinished(stateOf({ orders: [order] })))).toBe(rule);
    expect(ruleOf(unfinished(stateOf({ holds: [hold] })))).toBe(rule);
    expect(ruleOf(unfinished(stateOf({ ...sold, sessions: [session()] })))).toBe(rule);
    expect(
      ruleOf(
        unfinished(stateOf({ orders: [{ ...confirmed, refunds: [{ ...refund, status: "pending" }] }] })),
      ),
    ).toBe(rule);
    const canceled = stateOf(sold);
    canceled.witness.canceled.add(eventId);
    expect(ruleOf(unfinished(canceled))).toBe(rule);
  });
});
