import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { OfficeStorage } from "../../../durable-objects/box-office/storage.ts";

interface Prepared {
  readonly statement: StatementSync;
  readonly reads: boolean;
}

/** What is left of a box office that is gone runs to its next await, as in no real one; it changes nothing any more. */
export class Gone extends Error {
  override readonly name = "Gone";
}

/**
 * What survives of a box office: its SQLite and its alarm. As in a Durable Object, everything that is written between two awaits is one
 * transaction, which ends with the step; the alarm is part of it, and `transactionSync` is a savepoint within.
 */
export class Disk {
  readonly #db = new DatabaseSync(":memory:");
  readonly #prepared = new Map<string, Prepared>();
  #begun = false;
  #changesBefore = 0;
  #depth = 0;
  #alarmAt: number | null = null;
  #alarmBefore: number | null = null;

  get isBegun(): boolean {
    return this.#begun;
  }

  get alarmAt(): number | null {
    return this.#alarmAt;
  }

  /** How often it was set. */
  alarmSettings = 0;

  set alarmAt(at: number | null) {
    this.#begin();
    this.alarmSettings += 1;
    this.#alarmAt = at;
  }

  /** Says whether rows were written, and not the alarm alone. */
  commit(): boolean {
    this.#db.exec("COMMIT");
    this.#begun = false;
    return this.#changes() > this.#changesBefore;
  }

  rollBack(): void {
    this.#db.exec("ROLLBACK");
    this.#begun = false;
    this.#alarmAt = this.#alarmBefore;
  }

  /** For the simulator's own eyes. */
  read(query: string): Record<string, unknown>[] {
    return this.#prepare(query).statement.all();
  }

  close(): void {
    this.#db.close();
  }

  /** The storage of one life of the box office; in the next it is another, and this one can not be used. */
  handle(isAlive: () => boolean, commitFails: () => boolean): OfficeStorage {
    const alive = (): void => {
      if (!isAlive()) throw new Gone();
    };
    return {
      sql: {
        exec: <Row extends Record<string, SqlStorageValue>>(query: string, ...values: readonly unknown[]) => {
          alive();
          return this.#exec<Row>(query, values);
        },
      },
      transactionSync: (run) => {
        alive();
        return this.#within(run, commitFails);
      },
      setAlarm: (at) => {
        if (isAlive()) this.alarmAt = at;
      },
    };
  }

  #exec<Row extends Record<string, SqlStorageValue>>(query: string, values: readonly unknown[]) {
    if (values.length === 0 && query.includes(";\n")) {
      this.#begin();
      this.#db.exec(query);
      return cursorOf<Row>([]);
    }
    const { statement, reads } = this.#prepare(query);
    if (!reads) this.#begin();
    // What the store binds are numbers, text, bytes and null.
    return cursorOf<Row>(statement.all(...(values as SQLInputValue[])) as Row[]);
  }

  #prepare(query: string): Prepared {
    const known = this.#prepared.get(query);
    if (known) return known;
    const prepared = { statement: this.#db.prepare(query), reads: /^\s*SELECT/i.test(query) };
    this.#prepared.set(query, prepared);
    return prepared;
  }

  /** Rows that were ever written, by SQLite's own count. */
  #changes(): number {
    return Number(this.#prepare("SELECT total_changes() AS changes").statement.get()?.changes);
  }

  #begin(): void {
    if (this.#begun) return;
    this.#db.exec("BEGIN");
    this.#begun = true;
    this.#changesBefore = this.#changes();
    this.#alarmBefore = this.#alarmAt;
  }

  #within<Value>(run: () => Value, commitFails: () => boolean): Value {
    this.#begin();
    const savepoint = `level_${this.#depth}`;
    this.#db.exec(`SAVEPOINT ${savepoint}`);
    this.#depth += 1;
    try {
      const value = run();
      if (this.#depth === 1 && commitFails()) throw new Error("the disk does not take it");
      this.#db.exec(`RELEASE ${savepoint}`);
      return value;
    } catch (error) {
      this.#db.exec(`ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
      this.#changesBefore = this.#changes();
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }
}

const cursorOf = <Row extends Record<string, SqlStorageValue>>(rows: Row[]): SqlStorageCursor<Row> => ({
  toArray: () => rows,
  one: () => {
    const [row] = rows;
    if (!row || rows.length > 1) throw new Error(`expected one row, there are ${rows.length}`);
    return row;
  },
  [Symbol.iterator]: () => rows.values(),
});
