import { describe, expect, test } from "vitest";
import type { Order } from "../../../src/domain/box-office/order.ts";
import {
  confirmed,
  hold,
  intent,
  now,
  order,
  payment,
  refund,
  returned,
  ruleOf,
  session,
  sold,
  stateOf,
} from "./example.ts";
import { payableWithoutSeats } from "./payable.ts";
import { soldWithoutMoney, strayMoney } from "./payments.ts";
import { overRefund } from "./refunds.ts";

describe("payments", () => {
  test("what can be paid keeps its seats", () => {
    const sessions = [session()];
    expect(payableWithoutSeats(stateOf({ holds: [hold], orders: [order], sessions }))).toBeNull();
    expect(
      ruleOf(payableWithoutSeats(stateOf({ orders: [{ ...order, status: "expired" }], sessions }))),
    ).toBe("what can be paid keeps its seats");
  });

  test("so does what a bank is at, up to the event's limit", () => {
    const waiting = intent({ status: "processing", delayed: true });
    const sessions = [session({ status: "complete", intent: waiting })];
    const lost = { orders: [{ ...order, status: "expired" } as const], sessions, intents: [waiting] };
    expect(ruleOf(payableWithoutSeats(stateOf(lost)))).toBe("what can be paid keeps its seats");
    expect(payableWithoutSeats(stateOf({ ...lost, latestNow: now + 3 * 3_600_000 }))).toBeNull();
  });

  test("who has paid has the seats", () => {
    expect(strayMoney(stateOf(sold))).toBeNull();
    expect(strayMoney(stateOf({ holds: [hold], orders: [order], intents: [intent()] }))).toBeNull();
    const gone = { ...order, status: "expired" } as const;
    expect(ruleOf(strayMoney(stateOf({ orders: [gone], intents: [intent()] })))).toBe(
      "who has paid has the seats or the money",
    );
    const refused = {
      ...order,
      payment,
      status: "refunding",
      refunds: [{ ...refund, amountMinor: 84, seats: [] }],
    };
    expect(ruleOf(strayMoney(stateOf({ orders: [refused as Order], intents: [intent()] })))).toBe(
      "who has paid has the seats or the money",
    );
  });

  test("money that nobody has heard of is found once all is at rest", () => {
    const paid = stateOf({ holds: [hold], orders: [order], intents: [intent()] });
    expect(strayMoney(paid)).toBeNull();
    expect(ruleOf(strayMoney(paid, true))).toBe("money taken is tickets, fees and refunds");
  });

  test("what is kept is what tickets and fees are worth", () => {
    const made = { id: "re_1", refundId: refund.id, amountMinor: 51, reason: "", failure: null } as const;
    const paid = intent();
    paid.refunds.push({ ...made, intent: paid, status: "succeeded" });
    const state = (change: Partial<typeof refund>) =>
      stateOf({ orders: [{ ...returned, refunds: [{ ...refund, ...change }] }], intents: [paid] });
    expect(strayMoney(state({}))).toBeNull();
    expect(ruleOf(strayMoney(state({ amountMinor: 50 })))).toBe("money taken is tickets, fees and refunds");
    expect(ruleOf(strayMoney(state({ seats: [2, 3] })))).toBe("money taken is tickets, fees and refunds");
  });

  test("a refund that is not on record, or goes back twice, is found", () => {
    const paid = intent({ amountMinor: 84 });
    const made = { id: "re_1", refundId: refund.id, amountMinor: 51, reason: "", failure: null } as const;
    paid.refunds.push({ ...made, intent: paid, status: "succeeded" });
    const rule = "money taken is tickets, fees and refunds";
    expect(ruleOf(strayMoney(stateOf({ ...sold, intents: [paid] })))).toBe(rule);
    paid.refunds.push({ ...made, id: "re_2", intent: paid, status: "succeeded" });
    const state = stateOf({ orders: [returned], intents: [paid] });
    expect(ruleOf(strayMoney(state))).toBe(rule);
    expect(ruleOf(overRefund(state))).toBe(rule);
  });

  test("a refund that is said to be back and is not is found", () => {
    const state = stateOf({
      orders: [{ ...returned, refunds: [{ ...refund, status: "succeeded" }] }],
      intents: [intent()],
    });
    expect(ruleOf(strayMoney(state))).toBe("money taken is tickets, fees and refunds");
  });

  test("seats that nobody has paid are not sold, nor for another price than was shown", () => {
    expect(soldWithoutMoney(stateOf(sold))).toBeNull();
    expect(ruleOf(soldWithoutMoney(stateOf({ orders: [confirmed] })))).toBe(
      "money taken is tickets, fees and refunds",
    );
    const dearer = { ...confirmed, pricesMinor: [50, 40] };
    expect(ruleOf(soldWithoutMoney(stateOf({ ...sold, orders: [dearer] })))).toBe(
      "money taken is tickets, fees and refunds",
    );
  });
});
