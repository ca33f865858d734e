import type { SeatBook } from "../../src/domain/box-office/seat-book.ts";
import type { EventId } from "../../src/domain/ids.ts";
import { type EventDemand, mostPopular } from "../../src/search/document.ts";
import type { Clock } from "./clock.ts";

/** Search is told of an event at most so often: it shows how an event sells, never which seats there are. */
const pauseMs = 5000;
const fewSeats = 20;
const fewOfAll = 0.1;

/** Two digits of a number in binary: what sells is told at each quarter more, not with each seat. */
const coarse = (count: number): number => {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(count, 1))) - 2);
  return Math.floor(count / step) * step;
};

const held = 1;
const sold = 2;

export const demandOf = (eventId: EventId, book: SeatBook): EventDemand => {
  let taken = 0;
  for (const status of book.status) if (status === held || status === sold) taken++;
  let available = 0;
  let lowestMinor: number | null = null;
  book.rules.pricesMinor.forEach((price, category) => {
    const seats = book.availableByCategory[category] ?? 0;
    // What has no price is not sold.
    if (price === null || seats === 0) return;
    available += seats;
    lowestMinor = Math.min(lowestMinor ?? price, price);
  });
  return {
    eventId,
    availability:
      available === 0
        ? "sold_out"
        : available <= fewSeats || available < (available + taken) * fewOfAll
          ? "few"
          : "available",
    lowestMinor,
    popularity: Math.min(mostPopular, coarse(taken)),
  };
};

/** Tells search how an event sells: when that has changed, and not too often. */
export class DemandReport {
  readonly #tell: () => ((demand: EventDemand) => Promise<void>) | undefined;
  readonly #clock: Pick<Clock, "now" | "after">;
  #told = "";
  #toldAt = Number.NEGATIVE_INFINITY;
  #isWaiting = false;

  constructor(
    tell: () => ((demand: EventDemand) => Promise<void>) | undefined,
    clock: Pick<Clock, "now" | "after">,
  ) {
    this.#tell = tell;
    this.#clock = clock;
  }

  /** `demand` is only worked out when it may be told. */
  changed(demand: () => EventDemand): void {
    if (this.#isWaiting || !this.#tell()) return;
    const wait = this.#toldAt + pauseMs - this.#clock.now();
    if (wait <= 0) {
      this.#report(demand());
      return;
    }
    this.#isWaiting = true;
    this.#clock.after(wait, () => {
      this.#isWaiting = false;
      this.#report(demand());
    });
  }

  #report(demand: EventDemand): void {
    const text = JSON.stringify(demand);
    if (text === this.#told) return;
    this.#told = text;
    this.#toldAt = this.#clock.now();
    this.#tell()?.(demand).catch((error: unknown) => {
      // It is told again with the next change.
      if (this.#told === text) this.#told = "";
      console.error("search was not told how an event sells", error);
    });
  }
}
