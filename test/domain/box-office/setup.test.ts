import { expect, test } from "vitest";
import { completeRules, type StoredRules } from "../../../src/domain/box-office/setup.ts";
import { planOf, rulesOf } from "../../support/box-office.ts";

/** As a box office wrote them before there were fees. */
const before: StoredRules = {
  currency: "eur",
  pricesMinor: [5000, null],
  categoryNames: ["Stalls", "Gallery"],
  saleStartsAt: 1000,
  saleEndsAt: 2000,
  holdSeconds: 300,
  maxTicketsPerOrder: 4,
  preventSingleSeats: true,
  closed: true,
  eventName: "An evening",
};

test("rules from before there were fees sell as they did: nothing is added, nothing given back", () => {
  expect(completeRules(before)).toEqual({
    ...before,
    fees: { ticketMinor: 0, orderMinor: 0, refundable: false },
    startsAt: 2000,
    refundHoursBefore: null,
    refundWindowEndsAt: null,
    delayedPaymentHours: 0,
    offerEquivalentSeats: false,
    canceled: null,
  });
});

test("an event of which no time at all is known has started, so that no policy could be stretched", () => {
  expect(completeRules({ ...before, saleEndsAt: null }).startsAt).toBe(0);
});

test("rules that are whole stay as they are", () => {
  const whole = rulesOf(planOf({ rows: [3] }), {
    fees: { ticketMinor: 150, orderMinor: 200, refundable: true },
    saleEndsAt: 4000,
    startsAt: 5000,
    refundHoursBefore: 0,
    refundWindowEndsAt: 4500,
    delayedPaymentHours: 72,
    offerEquivalentSeats: true,
    canceled: { at: 3000, reason: "Fog" },
  });
  expect(completeRules(whole)).toEqual(whole);
});
