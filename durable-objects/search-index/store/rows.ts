import type { ShelfName } from "../migrations.ts";
import type { IndexStorage } from "../storage.ts";

// A Durable Object binds 100 parameters a statement; JSON carries as many as one likes in one.
const mostParameters = 100;

type Row = Record<string, SqlStorageValue>;
/** Bytes go in as a view and come out as a buffer. */
type Bound = SqlStorageValue | Uint8Array;

/** Statements about one shelf, whose name stands in the place of `$`. Atomicity is the caller's. */
export class Rows {
  readonly #sql: IndexStorage["sql"];
  readonly #shelf: ShelfName;

  constructor(sql: IndexStorage["sql"], shelf: ShelfName) {
    this.#sql = sql;
    this.#shelf = shelf;
  }

  run<Of extends Row>(statement: string, ...values: Bound[]): Of[] {
    return this.#sql.exec<Of>(statement.replaceAll("$", this.#shelf), ...values).toArray();
  }

  /** As many rows a statement as its parameters allow. */
  put(into: string, rows: readonly (readonly Bound[])[]): void {
    const width = rows[0]?.length ?? 1;
    const most = Math.floor(mostParameters / width);
    const row = `(${new Array(width).fill("?").join(", ")})`;
    for (let from = 0; from < rows.length; from += most) {
      const some = rows.slice(from, from + most);
      this.run(
        `INSERT OR REPLACE INTO ${into} VALUES ${new Array(some.length).fill(row).join(", ")}`,
        ...some.flat(),
      );
    }
  }
}
