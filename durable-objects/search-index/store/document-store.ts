import type { EventId } from "../../../src/domain/ids.ts";
import type { Rows } from "./rows.ts";

export interface DocumentRow {
  readonly n: number;
  readonly id: EventId;
  readonly shown: string;
  readonly words: Uint8Array;
}

/** What is shown of a document, and its words. */
export class DocumentStore {
  readonly #rows: Rows;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  find(ids: readonly EventId[]): DocumentRow[] {
    return this.#read(
      "SELECT d.* FROM json_each(?) j CROSS JOIN documents_$ d ON d.id = j.value",
      JSON.stringify(ids),
    );
  }

  at(numbers: readonly number[]): DocumentRow[] {
    return this.#read(
      "SELECT d.* FROM json_each(?) j CROSS JOIN documents_$ d ON d.n = j.value",
      JSON.stringify(numbers),
    );
  }

  #read(statement: string, ids: string): DocumentRow[] {
    return this.#rows
      .run<{ n: number; id: string; shown: string; words: ArrayBuffer }>(statement, ids)
      .map(({ n, id, shown, words }) => ({ n, id: id as EventId, shown, words: new Uint8Array(words) }));
  }

  put(rows: readonly DocumentRow[]): void {
    this.#rows.put(
      "documents_$",
      rows.map(({ n, id, shown, words }) => [n, id, shown, words]),
    );
  }

  delete(numbers: readonly number[]): void {
    this.#rows.run(
      "DELETE FROM documents_$ WHERE n IN (SELECT value FROM json_each(?))",
      JSON.stringify(numbers),
    );
  }
}
