import type { Mutant } from "./mutant.ts";

const domain = "src/domain/box-office";
const office = "durable-objects/box-office";

/** Time, memory and storage. */
export const mutantsOfBoxOffice: readonly Mutant[] = [
  {
    name: "decide by the alarm instead of by the time",
    file: `${office}/desk.ts`,
    find: "if (nextExpiryAt !== undefined && nextExpiryAt <= this.#now())",
    replace: "if (nextExpiryAt === null)",
    why: "a hold that has ended is shown as held until an alarm rings",
  },
  {
    name: "decide before the clock is brought up to date",
    file: `${office}/desk.ts`,
    find: "if (before) this.#expire(before);\n        for (const work of works) work();",
    replace:
      "for (const work of works) work();\n        if (before && before === this.#open) this.#expire(before);",
    why: "an order is begun on a hold that has ended",
  },
  {
    name: "end holds early",
    file: `${office}/desk.ts`,
    find: "const expired = desk.book.takeExpired(now);",
    replace: "const expired = desk.book.takeExpired(now + 1500);",
    why: "the last seconds of a hold were promised too",
  },
  {
    name: "hold again for the same key",
    file: `${domain}/decide-hold.ts`,
    find: "const before = live ? { ...live, view: viewOfHold(book, live) } : past;",
    replace: "const before = past;",
    why: "a double click holds twice",
  },
  {
    name: "find seats that are held",
    file: `${domain}/best-available.ts`,
    find: "book.isAvailable(seatNo)",
    replace: "book.status[seatNo] !== 2",
    why: "two fans have the same seat",
  },
  {
    name: "go on after a commit that failed",
    file: `${office}/desk.ts`,
    find: "this.#onBroken(error);",
    replace: "",
    why: "memory has what the disk does not",
  },
  {
    name: "forget to write that a hold is in payment",
    file: `${office}/store.ts`,
    find: 'this.#sql.exec("UPDATE holds SET in_payment = 1 WHERE n = ?", this.#row(change.hold.id));',
    replace: "",
    why: "after a sleep its seats are free though a page takes money",
  },
  {
    name: "forget what is blocked after a sleep",
    file: `${office}/store.ts`,
    find: "blocked.filter((seatNo) => book.status[seatNo] === seat.available)",
    replace: "blocked.filter((seatNo) => book.status[seatNo] === seat.held)",
    why: "seats that are kept from sale are sold",
  },
  {
    name: "forget how far the feed is",
    file: `${office}/desk.ts`,
    find: "this.store.writeSequence(before.feed.advance());",
    replace: "before.feed.advance();",
    why: "a viewer takes old numbers for new ones, and misses seats",
  },
  {
    name: "arm no alarm for what is owed",
    file: `${office}/office.ts`,
    find: "this.#alarm.ringBy(isDue ? now + takeUpMs : dueAt);",
    replace: "",
    why: "what failed once is tried when someone happens to come by",
  },
  {
    name: "give up after the first failure",
    file: `${office}/duty.ts`,
    find: "this.#pausedUntil = clock.now() + pauseAfter(this.#failures, firstPauseMs, longestPauseMs, clock);",
    replace: "this.#pausedUntil = clock.now() + 90 * 24 * 3_600_000;",
    why: "one bad minute of Postgres, and nothing is handed over any more",
  },
];
