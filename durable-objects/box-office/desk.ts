import type { Change, Decision } from "../../src/domain/box-office/changes.ts";
import { decideOpen } from "../../src/domain/box-office/decide-open.ts";
import { Feed } from "../../src/domain/box-office/feed.ts";
import { keptFromSaleOf } from "../../src/domain/box-office/order.ts";
import { type SeatBook, seat } from "../../src/domain/box-office/seat-book.ts";
import type { BoxOfficeSetup, SoldOrder } from "../../src/domain/box-office/setup.ts";
import { missingSales, restoredOrder } from "../../src/domain/box-office/sold-orders.ts";
import type { EventId } from "../../src/domain/ids.ts";
import { type Outcome, ok, refuse } from "../../src/domain/outcome.ts";
import type { Clock } from "./clock.ts";
import { CommitGroup } from "./commit-group.ts";
import type { OfficeStorage } from "./storage.ts";
import type { BoxOfficeStore } from "./store.ts";

/** What a decision reads. */
export interface OpenDesk {
  readonly eventId: EventId;
  readonly seatMapHash: string;
  readonly book: SeatBook;
  readonly feed: Feed;
}

/** Of `orders`: what is not at an end without tickets. */
const isAlive = "status NOT IN ('expired', 'canceled', 'refunded')";
const noLimit = -1;
/** Of `orders`: those of which `keptFromSaleOf` may find something. */
const mayKeepSeats = `after_sale LIKE '%"seatsTo":"blocked"%' OR after_sale LIKE '%"reason":"seat_already_sold"%'`;

const notOpen = refuse("event_not_found", "There is no such event on sale.");

/**
 * Where decisions become facts. Before anything is decided or read, holds whose time is over are ended; then each piece of work
 * decides on what its forerunners left, and all of a group is written in one transaction.
 */
export class Desk {
  readonly store: BoxOfficeStore;
  readonly #storage: OfficeStorage;
  readonly #now: () => number;
  readonly #onCommitted: (seatsChanged: boolean) => void;
  readonly #onBroken: (error: unknown) => void;
  readonly #group: CommitGroup;
  #open: OpenDesk | null = null;

  constructor(
    storage: OfficeStorage,
    store: BoxOfficeStore,
    clock: Clock,
    on: { readonly committed: (seatsChanged: boolean) => void; readonly broken: (error: unknown) => void },
  ) {
    this.#storage = storage;
    this.store = store;
    this.#now = clock.now;
    this.#group = new CommitGroup((works) => this.#commit(works), clock.after);
    this.#onCommitted = on.committed;
    this.#onBroken = on.broken;
    this.#load();
  }

  get current(): OpenDesk | null {
    return this.#open;
  }

  #load(): void {
    const record = this.store.load();
    const { eventId, seatMapHash } = record?.terms ?? {};
    this.#open =
      record && eventId && seatMapHash
        ? { eventId, seatMapHash, book: record.book, feed: new Feed(record.sequence) }
        : null;
  }

  /** A new setup, and the sales of Postgres that are not here yet. */
  open(setup: BoxOfficeSetup, sold: readonly SoldOrder[]): Promise<Outcome<{ readonly seatCount: number }>> {
    return this.#group.add(() => {
      const canceled = this.#open?.book.rules.canceled ?? setup.rules.canceled;
      const missing = this.#open ? missingSales(sold, (id) => this.store.findOrder(setup.eventId, id)) : sold;
      const outcome = decideOpen(this.#open?.book ?? null, setup, missing);
      if (!outcome.ok) return outcome;
      // A cancellation is for good, also when Postgres has not heard of it yet.
      this.store.writeSetup({
        ...setup,
        blocked: [...new Set([...setup.blocked, ...this.#keptFromSale()])],
        rules: { ...setup.rules, canceled, closed: setup.rules.closed || canceled !== null },
      });
      this.#load();
      const desk = this.#open;
      if (!desk) throw new Error("a box office that was set up is open");
      for (const sale of missing)
        this.#apply(desk, { type: "order_sold", order: restoredOrder(setup.eventId, setup.rules, sale) });
      desk.book.takeTouched();
      // Nobody can be led from before it to after it by a list of changes: the feed begins anew, one further on.
      const sequence = desk.feed.sequence + 1;
      this.store.writeSequence(sequence);
      this.#open = { ...desk, feed: new Feed(sequence) };
      return outcome;
    });
  }

  /** Of these Postgres knows nothing; they are kept until an organizer unblocks them. */
  #keptFromSale(): readonly number[] {
    const desk = this.#open;
    if (!desk) return [];
    return this.store
      .listOrders(desk.eventId, mayKeepSeats, null, noLimit)
      .flatMap(keptFromSaleOf)
      .filter((seatNo) => desk.book.status[seatNo] === seat.blocked);
  }

  /** Decides in its turn, and answers when what was decided is written. */
  run<Value>(decide: (desk: OpenDesk, now: number) => Decision<Value>): Promise<Outcome<Value>> {
    if (!this.#open) return Promise.resolve(notOpen);
    return this.#group.add(() => {
      const desk = this.#open;
      if (!desk) return notOpen;
      const { outcome, changes } = decide(desk, this.#now());
      for (const change of changes) this.#apply(desk, change);
      return outcome;
    });
  }

  /** Reads what is true now; waits for a commit only when a hold has run out meanwhile. */
  async read<Value>(view: (desk: OpenDesk, now: number) => Outcome<Value>): Promise<Outcome<Value>> {
    const nextExpiryAt = this.#open?.book.nextExpiryAt;
    if (nextExpiryAt !== undefined && nextExpiryAt <= this.#now())
      await this.run(() => ({ outcome: ok(null), changes: [] }));
    return this.#open ? view(this.#open, this.#now()) : notOpen;
  }

  #commit(works: readonly (() => void)[]): void {
    const before = this.#open;
    let seatsChanged = false;
    try {
      this.#storage.transactionSync(() => {
        const touched = before?.book.touchedCount ?? 0;
        if (before) this.#expire(before);
        for (const work of works) work();
        this.store.flush();
        seatsChanged = before !== this.#open || (before !== null && before.book.touchedCount > touched);
        if (before !== null && before === this.#open && seatsChanged)
          this.store.writeSequence(before.feed.advance());
      });
    } catch (error) {
      // Memory may be ahead of what was written: only a fresh start from the store is safe.
      this.#onBroken(error);
      throw error;
    }
    this.#onCommitted(seatsChanged);
  }

  #expire(desk: OpenDesk): void {
    const now = this.#now();
    const expired = desk.book.takeExpired(now);
    if (expired.length === 0) return;
    this.store.endExpired(expired, now);
    for (const hold of expired) desk.book.apply({ type: "hold_ended", hold, how: "expired", at: now });
  }

  #apply(desk: OpenDesk, change: Change): void {
    this.store.write(change, desk.book);
    desk.book.apply(change);
    // Only the store knows all of the orders that a cancellation has to come to.
    if (change.type === "event_canceled")
      for (const order of this.store.listOrders(desk.eventId, isAlive, null, noLimit)) desk.book.file(order);
  }
}
