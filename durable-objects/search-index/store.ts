import type { EventId } from "../../src/domain/ids.ts";
import { numbersEnd } from "./engine/numbering.ts";
import { type ShelfName, tables } from "./migrations.ts";
import type { IndexStorage } from "./storage.ts";

export interface WordRow {
  readonly word: string;
  readonly no: number;
  /** How many documents have it. */
  readonly documents: number;
  readonly isName: boolean;
}

export interface DocumentRow {
  readonly n: number;
  readonly id: EventId;
  readonly shown: string;
  readonly words: Uint8Array;
}

export interface Block {
  readonly first: number;
  readonly bytes: Uint8Array;
}

/** Bits of a word's number in the key of a deletion. */
export const wordBits = 2 ** 25;

// A Durable Object binds 100 parameters a statement; JSON carries as many as one likes in one.
const mostParameters = 100;

type Row = Record<string, SqlStorageValue>;

/** All the SQL of one shelf: a set of tables that is an index. Atomicity is its caller's. */
export class IndexStore {
  readonly name: ShelfName;
  readonly #sql: IndexStorage["sql"];

  constructor(sql: IndexStorage["sql"], name: ShelfName) {
    this.#sql = sql;
    this.name = name;
  }

  #rows<Of extends Row>(statement: string, ...values: SqlStorageValue[]): Of[] {
    return this.#sql.exec<Of>(statement.replaceAll("$", this.name), ...values).toArray();
  }

  /** As many rows a statement as its parameters allow. */
  #insert(into: string, rows: readonly (readonly SqlStorageValue[])[]): void {
    const width = rows[0]?.length ?? 1;
    const most = Math.floor(mostParameters / width);
    const row = `(${new Array(width).fill("?").join(", ")})`;
    for (let from = 0; from < rows.length; from += most) {
      const some = rows.slice(from, from + most);
      this.#rows(
        `INSERT OR REPLACE INTO ${into} VALUES ${new Array(some.length).fill(row).join(", ")}`,
        ...some.flat(),
      );
    }
  }

  // Words

  findWords(words: readonly string[]): WordRow[] {
    return this.#wordRows(
      "SELECT w.* FROM json_each(?) j CROSS JOIN words_$ w ON w.word = j.value",
      JSON.stringify(words),
    );
  }

  wordsByNo(numbers: readonly number[]): WordRow[] {
    return this.#wordRows(
      `SELECT w.* FROM json_each(?) j CROSS JOIN words_$ n INDEXED BY words_$_by_no ON n.no = j.value
       CROSS JOIN words_$ w ON w.word = n.word`,
      JSON.stringify(numbers),
    );
  }

  /** The most frequent words with this beginning. */
  wordsWithBeginning(beginning: string, limit: number): WordRow[] {
    return this.#wordRows(
      "SELECT * FROM words_$ WHERE word >= ? AND word < ? AND documents > 0 ORDER BY documents DESC, word LIMIT ?",
      beginning,
      // Behind all that begin so: no text has this character.
      `${beginning}\u{10ffff}`,
      limit,
    );
  }

  #wordRows(statement: string, ...values: SqlStorageValue[]): WordRow[] {
    return this.#rows<{ word: string; no: number; documents: number; is_name: number }>(
      statement,
      ...values,
    ).map(({ word, no, documents, is_name }) => ({ word, no, documents, isName: is_name === 1 }));
  }

  putWords(words: readonly WordRow[]): void {
    this.#insert(
      "words_$",
      words.map(({ word, no, documents, isName }) => [word, no, documents, isName ? 1 : 0]),
    );
  }

  addDeletions(keys: readonly number[]): void {
    this.#rows("INSERT OR IGNORE INTO deletions_$ SELECT value FROM json_each(?)", JSON.stringify(keys));
  }

  /** Numbers of the words that any of these hashes of deletions leads to. */
  wordsOfDeletions(hashes: readonly number[]): number[] {
    return this.#rows<{ no: number }>(
      `SELECT DISTINCT d.key % ${wordBits} AS no FROM json_each(?) j
       CROSS JOIN deletions_$ d ON d.key >= j.value * ${wordBits} AND d.key < (j.value + 1) * ${wordBits}`,
      JSON.stringify(hashes),
    ).map(({ no }) => no);
  }

  // Postings

  /** Blocks of a word from the one that `n` belongs to. */
  blocksFrom(word: number, n: number, limit: number): Block[] {
    const base = word * numbersEnd;
    return this.#blocks(
      base,
      `SELECT key, block FROM postings_$ WHERE key >= ifnull((SELECT max(key) FROM postings_$ WHERE key BETWEEN ? AND ?), ?)
       AND key < ? ORDER BY key LIMIT ?`,
      ...[base, base + n, base + n, base + numbersEnd, limit],
    );
  }

  /** The first block of each word, in one go: a beginning has many words. */
  firstBlocks(words: readonly number[]): ReadonlyMap<number, Block> {
    const rows = this.#rows<{ word: number; key: number; block: ArrayBuffer }>(
      `SELECT j.value AS word, p.key, p.block FROM json_each(?) j CROSS JOIN postings_$ p
       ON p.key = (SELECT min(key) FROM postings_$ WHERE key BETWEEN j.value * ${numbersEnd} AND (j.value + 1) * ${numbersEnd} - 1)`,
      JSON.stringify(words),
    );
    return new Map(
      rows.map(({ word, key, block }) => [
        word,
        { first: key - word * numbersEnd, bytes: new Uint8Array(block) },
      ]),
    );
  }

  /** And those behind the one that begins with `first`. */
  blocksBehind(word: number, first: number, limit: number): Block[] {
    const base = word * numbersEnd;
    return this.#blocks(
      base,
      "SELECT key, block FROM postings_$ WHERE key > ? AND key < ? ORDER BY key LIMIT ?",
      ...[base + first, base + numbersEnd, limit],
    );
  }

  #blocks(base: number, statement: string, ...values: SqlStorageValue[]): Block[] {
    return this.#rows<{ key: number; block: ArrayBuffer }>(statement, ...values).map(({ key, block }) => ({
      first: key - base,
      bytes: new Uint8Array(block),
    }));
  }

  putBlocks(
    blocks: readonly { readonly word: number; readonly first: number; readonly bytes: Uint8Array }[],
  ): void {
    this.#insert(
      "postings_$",
      blocks.map(({ word, first, bytes }) => [word * numbersEnd + first, bytes as unknown as ArrayBuffer]),
    );
  }

  deleteBlocks(blocks: readonly { readonly word: number; readonly first: number }[]): void {
    const keys = blocks.map(({ word, first }) => word * numbersEnd + first);
    this.#rows("DELETE FROM postings_$ WHERE key IN (SELECT value FROM json_each(?))", JSON.stringify(keys));
  }

  // Documents

  findDocuments(ids: readonly EventId[]): DocumentRow[] {
    return this.#documents(
      "SELECT d.* FROM json_each(?) j CROSS JOIN documents_$ d ON d.id = j.value",
      JSON.stringify(ids),
    );
  }

  documents(numbers: readonly number[]): DocumentRow[] {
    return this.#documents(
      "SELECT d.* FROM json_each(?) j CROSS JOIN documents_$ d ON d.n = j.value",
      JSON.stringify(numbers),
    );
  }

  #documents(statement: string, ids: string): DocumentRow[] {
    return this.#rows<{ n: number; id: string; shown: string; words: ArrayBuffer }>(statement, ids).map(
      ({ n, id, shown, words }) => ({ n, id: id as EventId, shown, words: new Uint8Array(words) }),
    );
  }

  putDocuments(rows: readonly DocumentRow[]): void {
    this.#insert(
      "documents_$",
      rows.map(({ n, id, shown, words }) => [n, id, shown, words as unknown as ArrayBuffer]),
    );
  }

  deleteDocuments(numbers: readonly number[]): void {
    this.#rows(
      "DELETE FROM documents_$ WHERE n IN (SELECT value FROM json_each(?))",
      JSON.stringify(numbers),
    );
  }

  // Chunks, venues, counts

  *chunks(): Iterable<{ readonly no: number; readonly bytes: ArrayBuffer }> {
    // In pages, so that no statement is open while something else is done.
    for (let from = -1; ; ) {
      const rows = this.#rows<{ no: number; bytes: ArrayBuffer }>(
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
    return this.#rows<{ bytes: ArrayBuffer }>("SELECT bytes FROM chunks_$ WHERE no = ?", no)[0]?.bytes;
  }

  putChunks(chunks: readonly { readonly no: number; readonly bytes: Uint8Array }[]): void {
    this.#insert(
      "chunks_$",
      chunks.map(({ no, bytes }) => [no, bytes as unknown as ArrayBuffer]),
    );
  }

  venues(): { readonly no: number; readonly id: string; readonly venue: string }[] {
    return this.#rows<{ no: number; id: string; venue: string }>("SELECT * FROM venues_$ ORDER BY no");
  }

  putVenues(venues: readonly { readonly no: number; readonly id: string; readonly venue: string }[]): void {
    this.#insert(
      "venues_$",
      venues.map(({ no, id, venue }) => [no, id, venue]),
    );
  }

  counts(): string | null {
    return this.#rows<{ counts: string }>("SELECT counts FROM counts_$")[0]?.counts ?? null;
  }

  putCounts(counts: string): void {
    this.#rows("INSERT OR REPLACE INTO counts_$ VALUES (1, ?)", counts);
  }

  clear(): void {
    for (const table of tables) this.#rows(`DELETE FROM ${table}_$`);
  }
}
