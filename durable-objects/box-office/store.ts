import type { Change, EndedHold, Hold } from "../../src/domain/box-office/changes.ts";
import type { Order } from "../../src/domain/box-office/order.ts";
import { SeatBook, seat } from "../../src/domain/box-office/seat-book.ts";
import { decodeSeatPlan } from "../../src/domain/box-office/seat-plan.ts";
import { type BoxOfficeSetup, completeRules } from "../../src/domain/box-office/setup.ts";
import type { EventId, HoldId, OrderId } from "../../src/domain/ids.ts";
import { isMigrated, migrate } from "./migrations.ts";
import { type OrderRow, orderOf, orderValues } from "./order-rows.ts";
import { type EndedHoldRow, endedHoldOf, type HoldRow, holdOf, holdValues, textOfFees } from "./rows.ts";
import type { OfficeStorage } from "./storage.ts";

/** A row of a Durable Object's SQLite holds 2 MB. */
const chunkBytes = 1_900_000;
/** A statement in a Durable Object has 100 bound parameters. */
const mostParameters = 100;

type Terms = Omit<BoxOfficeSetup, "plan" | "blocked">;

/** What is on record of a box office when it wakes. */
export interface OnRecord {
  readonly terms: Terms;
  readonly book: SeatBook;
  readonly sequence: number;
}

export type OrderCount = {
  status: Order["status"];
  closing: number;
  paid: number;
  flagged: number;
  count: number;
};

/** All of a box office's SQL. Atomicity is its caller's: every write belongs in one `transactionSync` with its neighbours. */
export class BoxOfficeStore {
  readonly #storage: OfficeStorage;
  readonly #sql: OfficeStorage["sql"];
  /** Where each live hold is written. */
  readonly #rowOfHold = new Map<HoldId, number>();
  #lastRow = 0;
  /** Holds of this transaction that are not written yet: many go in by one statement. */
  #newHolds: Hold[] = [];

  constructor(storage: OfficeStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  /** Rebuilds the box office; null when nothing was ever opened here, and then nothing is written either. */
  load(): OnRecord | null {
    if (!isMigrated(this.#sql)) return null;
    migrate(this.#storage);
    const [event] = this.#sql
      .exec<{ setup: string; blocked: string; sequence: number }>(
        "SELECT setup, blocked, sequence FROM event, feed",
      )
      .toArray();
    if (!event) return null;
    const stored = JSON.parse(event.setup) as Terms;
    const terms: Terms = { ...stored, rules: completeRules(stored.rules) };
    const book = new SeatBook(decodeSeatPlan(this.#plan()), terms.rules);
    const blocked = JSON.parse(event.blocked) as number[];
    book.apply({
      type: "blocked",
      seats: blocked.filter((seatNo) => book.status[seatNo] === seat.available),
    });
    this.#rowOfHold.clear();
    this.#newHolds = [];
    for (const row of this.#sql.exec<HoldRow>("SELECT * FROM holds ORDER BY n")) {
      const hold = holdOf(row, row.in_payment === 1);
      book.restoreHold(hold);
      this.#rowOfHold.set(hold.id, row.n);
      this.#lastRow = row.n;
    }
    for (const row of this.#sql.exec<OrderRow>(
      "SELECT * FROM orders WHERE status NOT IN ('expired', 'canceled', 'refunded') OR owing = 1 OR given = 1",
    ))
      book.restoreOrder(orderOf(terms.eventId, row));
    book.takeTouched();
    return { terms, book, sequence: event.sequence };
  }

  #plan(): Uint8Array {
    const chunks = [
      ...this.#sql.exec<{ bytes: ArrayBuffer }>("SELECT bytes FROM plan_chunks ORDER BY n"),
    ].map(({ bytes }) => new Uint8Array(bytes));
    if (chunks.length === 1) return chunks[0] ?? new Uint8Array();
    const plan = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      plan.set(chunk, at);
      at += chunk.length;
    }
    return plan;
  }

  /** Writes a setup over the one before; holds and orders stay. */
  writeSetup({ plan, blocked, ...terms }: BoxOfficeSetup): void {
    migrate(this.#storage);
    this.flush();
    this.#sql.exec(
      `INSERT INTO event (id, setup, blocked) VALUES (1, ?, ?)
       ON CONFLICT (id) DO UPDATE SET setup = excluded.setup, blocked = excluded.blocked`,
      JSON.stringify(terms),
      JSON.stringify(blocked),
    );
    this.#sql.exec("INSERT OR IGNORE INTO feed (id, sequence) VALUES (1, 0)");
    this.#sql.exec("DELETE FROM plan_chunks");
    for (let n = 0; n * chunkBytes < plan.length; n++)
      this.#sql.exec(
        "INSERT INTO plan_chunks (n, bytes) VALUES (?, ?)",
        n,
        plan.slice(n * chunkBytes, (n + 1) * chunkBytes),
      );
  }

  writeSequence(sequence: number): void {
    this.#sql.exec("UPDATE feed SET sequence = ?", sequence);
  }

  write(change: Change, book: SeatBook): void {
    if (change.type === "held") {
      this.#newHolds.push(change.hold);
      return;
    }
    this.flush();
    switch (change.type) {
      case "hold_ended":
        this.#deleteHolds([change.hold]);
        // Of a sold one the order knows all.
        if (change.how !== "sold") this.#insertEnded([change.hold], change.how, change.at);
        break;
      case "hold_kept":
        this.#sql.exec(
          "UPDATE holds SET expires_at = ? WHERE n = ?",
          change.hold.expiresAt,
          this.#row(change.hold.id),
        );
        break;
      case "order_begun":
        this.#sql.exec("UPDATE holds SET in_payment = 1 WHERE n = ?", this.#row(change.hold.id));
        this.#putOrder(change.order);
        break;
      case "order_changed":
      case "order_sold":
        this.#putOrder(change.order);
        break;
      case "order_voided":
        this.#putOrder(change.order);
        this.#writeBlocked("blocked", change.seats, book);
        break;
      case "seats_returned":
        this.#putOrder(change.order);
        if (change.to === "blocked") this.#writeBlocked("blocked", change.seats, book);
        break;
      case "blocked":
      case "unblocked":
        this.#writeBlocked(change.type, change.seats, book);
        break;
      case "closed":
        this.#sql.exec("UPDATE event SET setup = json_set(setup, '$.rules.closed', json('true'))");
        break;
      case "event_canceled":
        this.#sql.exec(
          "UPDATE event SET setup = json_set(setup, '$.rules.closed', json('true'), '$.rules.canceled', json(?))",
          JSON.stringify(change.canceled),
        );
        break;
    }
  }

  /** Writes what a transaction still keeps back; called before it ends. */
  flush(): void {
    if (this.#newHolds.length === 0) return;
    const rows = this.#newHolds.map((hold) => {
      this.#lastRow += 1;
      this.#rowOfHold.set(hold.id, this.#lastRow);
      return [this.#lastRow, ...holdValues(hold), hold.inPayment ? 1 : 0, textOfFees(hold.fees)];
    });
    this.#newHolds = [];
    this.#insert("INSERT INTO holds VALUES", rows);
  }

  /** The holds that `takeExpired` took off the book. */
  endExpired(holds: readonly Hold[], now: number): void {
    this.flush();
    this.#deleteHolds(holds);
    this.#insertEnded(holds, "expired", now);
  }

  findEndedHold(id: HoldId): EndedHold | null {
    const [row] = this.#sql.exec<EndedHoldRow>("SELECT * FROM ended_holds WHERE id = ?", id).toArray();
    return row ? endedHoldOf(row) : null;
  }

  findOrder(eventId: EventId, id: OrderId): Order | null {
    const [row] = this.#sql.exec<OrderRow>("SELECT * FROM orders WHERE id = ?", id).toArray();
    return row ? orderOf(eventId, row) : null;
  }

  /** By id, those that `where` (SQL over the columns of `orders`) lets through. */
  listOrders(eventId: EventId, where: string, after: OrderId | null, limit: number): Order[] {
    const rows = this.#sql.exec<OrderRow>(
      `SELECT * FROM orders WHERE id > ? AND (${where}) ORDER BY id LIMIT ?`,
      after ?? "",
      limit,
    );
    return Array.from(rows, (row) => orderOf(eventId, row));
  }

  /** How many orders there are of each kind, for what is not told apart by more than this. */
  countOrders(): readonly OrderCount[] {
    return this.#sql
      .exec<OrderCount>(
        `SELECT status, closing IS NOT NULL AS closing, paid_at IS NOT NULL AS paid, flagged, count(*) AS count
         FROM orders GROUP BY 1, 2, 3, 4`,
      )
      .toArray();
  }

  forgetEndedHolds(before: number): void {
    this.#sql.exec("DELETE FROM ended_holds WHERE ended_at < ?", before);
  }

  #row(id: HoldId): number {
    const row = this.#rowOfHold.get(id);
    if (row === undefined) throw new Error(`hold ${id} is not on record`);
    return row;
  }

  #deleteHolds(holds: readonly Hold[]): void {
    for (let from = 0; from < holds.length; from += mostParameters) {
      const rows = holds.slice(from, from + mostParameters).map(({ id }) => this.#row(id));
      this.#sql.exec(`DELETE FROM holds WHERE n IN (${rows.map(() => "?").join(", ")})`, ...rows);
    }
    for (const { id } of holds) this.#rowOfHold.delete(id);
  }

  #insertEnded(holds: readonly Hold[], how: string, at: number): void {
    this.#insert(
      "INSERT OR REPLACE INTO ended_holds VALUES",
      holds.map((hold) => [...holdValues(hold), how, at, textOfFees(hold.fees)]),
    );
  }

  /** As many rows a statement as its parameters allow. */
  #insert(into: string, rows: readonly (readonly SqlStorageValue[])[]): void {
    const width = rows[0]?.length ?? 1;
    const most = Math.floor(mostParameters / width);
    for (let from = 0; from < rows.length; from += most) {
      const some = rows.slice(from, from + most);
      const row = `(${new Array(width).fill("?").join(", ")})`;
      this.#sql.exec(`${into} ${new Array(some.length).fill(row).join(", ")}`, ...some.flat());
    }
  }

  #putOrder(order: Order): void {
    const values = orderValues(order);
    const places = values.map(() => "?").join(", ");
    this.#sql.exec(`INSERT OR REPLACE INTO orders VALUES (${places})`, ...values);
  }

  #writeBlocked(type: "blocked" | "unblocked", seats: readonly number[], book: SeatBook): void {
    const blocked = new Set<number>();
    book.status.forEach((status, seatNo) => {
      if (status === seat.blocked) blocked.add(seatNo);
    });
    for (const seatNo of seats) type === "blocked" ? blocked.add(seatNo) : blocked.delete(seatNo);
    this.#sql.exec("UPDATE event SET blocked = ?", JSON.stringify([...blocked]));
  }
}
