import { type ShelfName, tables } from "../migrations.ts";
import type { IndexStorage } from "../storage.ts";
import { DocumentStore } from "./document-store.ts";
import { PostingStore } from "./posting-store.ts";
import { Rows } from "./rows.ts";
import { WordStore } from "./word-store.ts";

/** All the SQL of one shelf: a set of tables that is an index. */
export class IndexStore {
  readonly name: ShelfName;
  readonly words: WordStore;
  readonly postings: PostingStore;
  readonly documents: DocumentStore;
  readonly #rows: Rows;

  constructor(sql: IndexStorage["sql"], name: ShelfName) {
    this.name = name;
    this.#rows = new Rows(sql, name);
    this.words = new WordStore(this.#rows);
    this.postings = new PostingStore(this.#rows);
    this.documents = new DocumentStore(this.#rows);
  }

  *chunks(): Iterable<{ readonly no: number; readonly bytes: ArrayBuffer }> {
    // In pages, so that no statement is open while something else is done.
    for (let from = -1; ; ) {
      const rows = this.#rows.run<{ no: number; bytes: ArrayBuffer }>(
        "SELECT no, bytes FROM chunks_$ WHERE no > ? ORDER BY no LIMIT 64",
        from,
      );
      yield* rows;
      const last = rows.at(-1);
      if (!last) return;
      from = last.no;
    }
  }

  findChunk(no: number): ArrayBuffer | undefined {
    return this.#rows.run<{ bytes: ArrayBuffer }>("SELECT bytes FROM chunks_$ WHERE no = ?", no)[0]?.bytes;
  }

  putChunks(chunks: readonly { readonly no: number; readonly bytes: Uint8Array }[]): void {
    this.#rows.put(
      "chunks_$",
      chunks.map(({ no, bytes }) => [no, bytes]),
    );
  }

  venues(): { readonly no: number; readonly id: string; readonly venue: string }[] {
    return this.#rows.run<{ no: number; id: string; venue: string }>("SELECT * FROM venues_$ ORDER BY no");
  }

  putVenues(venues: readonly { readonly no: number; readonly id: string; readonly venue: string }[]): void {
    this.#rows.put(
      "venues_$",
      venues.map(({ no, id, venue }) => [no, id, venue]),
    );
  }

  counts(): string | null {
    return this.#rows.run<{ counts: string }>("SELECT counts FROM counts_$")[0]?.counts ?? null;
  }

  putCounts(counts: string): void {
    this.#rows.run("INSERT OR REPLACE INTO counts_$ VALUES (1, ?)", counts);
  }

  clear(): void {
    for (const table of tables) this.#rows.run(`DELETE FROM ${table}_$`);
  }
}
