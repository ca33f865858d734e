import { describe, expect, test } from "vitest";
import { chooseSeats, refusalOf } from "../support/box-office.ts";
import { paidOffice } from "../support/paid-office.ts";

const [available, held, sold] = [0, 1, 2];
const hour = 3_600_000;
const fees = { ticketMinor: 100, orderMinor: 50, refundable: false };

const progressOf = async ({ office }: Pick<Awaited<ReturnType<typeof paidOffice>>, "office">) => {
  const progress = await office.cancellation();
  if (!progress.ok || !progress.value) throw new Error("expected a cancellation");
  const { paid, refunded, refunding, failed, waiting } = progress.value;
  // Whatever was paid is somewhere.
  expect(refunded + refunding + failed + waiting).toBe(paid);
  return progress.value;
};

describe("an event that is canceled", () => {
  test("gives all orders back with their fees, closes payment pages, and is done", async () => {
    const all = await paidOffice({ fees });
    const { test, office, begin, buy, settled, view, provider, ledger } = all;
    const bought = [await buy("anna", [0, 1]), await buy("ben", [2])];
    const begun = await begin("carl", [4]);
    await office.hold(chooseSeats(test.eventId, "dora", [6]));
    expect(await office.cancelEvent("The singer is ill.")).toMatchObject({
      ok: true,
      value: { paid: 2, waiting: 2, closing: 1, done: false, reason: "The singer is ill." },
    });
    expect(await test.statuses()).toEqual([sold, sold, sold, 0, held, 0, available, 0, 0, 0]);
    await settled();
    expect(await progressOf(all)).toMatchObject({ paid: 2, refunded: 2, closing: 0, done: true });
    expect(provider.asked.map(({ amountMinor }) => amountMinor).toSorted()).toEqual([10_250, 5150]);
    expect(provider.closed).toEqual([`cs_${begun}`]);
    expect((await view(begun)).status).toBe("canceled");
    for (const id of bought) expect((await view(id)).status).toBe("refunded");
    expect(ledger.taken.filter(({ status }) => status === "refunded")).toHaveLength(2);
    expect(await test.statuses()).toEqual(Array(10).fill(available));
  });

  test("goes on after a sleep in the middle, and gives each order back once", async () => {
    const all = await paidOffice();
    const { test, office, buy, settled, view, provider } = all;
    const bought: Awaited<ReturnType<typeof buy>>[] = [];
    for (let n = 0; n < 5; n++) bought.push(await buy(`fan_${n}`, [n]));
    provider.isAway = true;
    await office.cancelEvent("Rain.");
    await test.sleepAndWake();
    expect(await progressOf(all)).toMatchObject({ paid: 5, done: false });
    await settled();
    await test.sleepAndWake();
    expect(await progressOf(all)).toMatchObject({ refunding: 5, waiting: 0, done: false });
    provider.isAway = false;
    await settled(hour);
    expect(await progressOf(all)).toMatchObject({ refunded: 5, refunding: 0, done: true });
    expect(provider.made).toBe(5);
    for (const id of bought) expect((await view(id)).refunds).toHaveLength(1);
  });

  test("that falls asleep before anything was begun goes on when its alarm rings", async () => {
    const all = await paidOffice();
    const { test, office, buy, settled } = all;
    await buy("anna", [0]);
    await office.cancelEvent("Rain.");
    await test.sleepAndWake();
    await settled(6000);
    expect(await progressOf(all)).toMatchObject({ refunded: 1, done: true });
  });

  test("stays canceled when it is opened again by an edit, and goes on with what is left", async () => {
    const all = await paidOffice();
    const { test, office, buy, settled, provider } = all;
    await buy("anna", [0]);
    provider.isAway = true;
    await office.cancelEvent("Rain.");
    await test.edit({ canceled: null, closed: false });
    expect(refusalOf(await office.hold(chooseSeats(test.eventId, "ben", [3])))).toBe("event_canceled");
    expect(await progressOf(all)).toMatchObject({ reason: "Rain.", paid: 1 });
    provider.isAway = false;
    await settled(hour);
    expect(await progressOf(all)).toMatchObject({ refunded: 1, done: true });
  });

  test("says what it was canceled for first, however often it is asked", async () => {
    const { office } = await paidOffice();
    await office.cancelEvent("Rain.");
    expect(await office.cancelEvent("Snow.")).toMatchObject({
      ok: true,
      value: { reason: "Rain.", done: true },
    });
  });

  test("gives back a payment that comes after that", async () => {
    const all = await paidOffice();
    const { test, office, begin, pay, settled, view, provider } = all;
    const orderId = await begin("anna", [0]);
    await office.cancelEvent("Rain.");
    await settled();
    expect((await view(orderId)).status).toBe("canceled");
    await pay(orderId);
    expect(await progressOf(all)).toMatchObject({ paid: 1, refunding: 1, done: false });
    await settled();
    expect(await view(orderId)).toMatchObject({
      status: "refunded",
      refunds: [{ reason: "event_canceled" }],
    });
    expect(provider.made).toBe(1);
    expect(await test.statuses()).toEqual(Array(10).fill(available));
  });

  test("counts a refund that fails as one that somebody has to see to", async () => {
    const all = await paidOffice();
    const { office, buy, settled, provider } = all;
    await buy("anna", [0]);
    provider.stand = "failed";
    await office.cancelEvent("Rain.");
    await settled();
    expect(await progressOf(all)).toMatchObject({ failed: 1, refunding: 0, done: false });
  });

  test("refunds an order once that its fan gave back at the same moment", async () => {
    const all = await paidOffice();
    const { office, buy, giveBack, settled, view, provider } = all;
    const orderId = await buy("anna", [0, 1]);
    await Promise.all([office.cancelEvent("Rain."), giveBack(orderId, { seats: [0] }), giveBack(orderId)]);
    await settled();
    const { refunds, status } = await view(orderId);
    expect(status).toBe("refunded");
    expect(refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(10_000);
    expect(provider.made).toBe(refunds.length);
  });
});
