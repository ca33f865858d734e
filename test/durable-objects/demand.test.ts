import { describe, expect, test } from "vitest";
import type { EventDemand } from "../../src/search/document.ts";
import { chooseSeats } from "../support/box-office.ts";
import { TestOffice } from "../support/office.ts";

/** What waits for its time, so that the test says when that is. */
const handClock = () => {
  const waiting: { readonly ms: number; readonly run: () => void }[] = [];
  return {
    after: (ms: number, run: () => void) => {
      // Only the pause between two reports is held back; commits and ticks go on by themselves.
      if (ms >= 1000) {
        waiting.push({ ms, run });
        return () => {};
      }
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    pass: () => {
      for (const { run } of waiting.splice(0)) run();
    },
  };
};

const office = async (rows: readonly number[]) => {
  const told: EventDemand[] = [];
  const clock = handClock();
  const test = await TestOffice.open(
    { rows: [...rows] },
    {},
    {
      after: clock.after,
      tellDemand: async (demand) => {
        told.push(demand);
      },
    },
  );
  return { test, told, clock };
};

describe("what search is told of how an event sells", () => {
  test("that few are left, and that none is", async () => {
    const { test, told, clock } = await office([8, 8, 8, 8]);
    await test.office.hold(chooseSeats(test.eventId, "anna", [0, 1]));
    clock.pass();
    expect(told.at(-1)).toMatchObject({ eventId: test.eventId, availability: "available" });
    for (const [i, fan] of ["ben", "cleo", "dora", "emil"].entries())
      await test.office.hold(
        chooseSeats(
          test.eventId,
          fan,
          Array.from({ length: 6 }, (_, seat) => 2 + i * 6 + seat),
        ),
      );
    clock.pass();
    expect(told.at(-1)).toMatchObject({ availability: "few" });
    await test.office.hold(chooseSeats(test.eventId, "fay", [26, 27, 28, 29, 30, 31]));
    clock.pass();
    expect(told.at(-1)).toMatchObject({ availability: "sold_out", lowestMinor: null });
  });

  test("at most every few seconds, and nothing when nothing has changed for search", async () => {
    const { test, told, clock } = await office(new Array<number>(8).fill(30));
    const before = told.length;
    for (const seat of [0, 4, 8, 12, 16])
      await test.office.hold(chooseSeats(test.eventId, `fan${seat}`, [seat, seat + 1]));
    expect(told.length - before).toBeLessThanOrEqual(1);
    clock.pass();
    const after = told.length;
    clock.pass();
    clock.pass();
    expect(told.length).toBe(after);
    expect(told.at(-1)?.popularity).toBe(10);
  });
});
