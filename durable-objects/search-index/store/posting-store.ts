import { numbersEnd } from "../engine/numbering.ts";
import type { Rows } from "./rows.ts";

export interface Block {
  readonly first: number;
  readonly bytes: Uint8Array;
}

/** Which documents have a word, in blocks of some thousand. */
export class PostingStore {
  readonly #rows: Rows;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** Blocks of a word from the one that `n` belongs to. */
  from(word: number, n: number, limit: number): Block[] {
    const base = word * numbersEnd;
    return this.#read(
      base,
      `SELECT key, block FROM postings_$ WHERE key >= ifnull((SELECT max(key) FROM postings_$ WHERE key BETWEEN ? AND ?), ?)
       AND key < ? ORDER BY key LIMIT ?`,
      ...[base, base + n, base + n, base + numbersEnd, limit],
    );
  }

  /** The first block of each word, in one go: a beginning has many words. */
  first(words: readonly number[]): ReadonlyMap<number, Block> {
    const rows = this.#rows.run<{ word: number; key: number; block: ArrayBuffer }>(
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
  behind(word: number, first: number, limit: number): Block[] {
    const base = word * numbersEnd;
    return this.#read(
      base,
      "SELECT key, block FROM postings_$ WHERE key > ? AND key < ? ORDER BY key LIMIT ?",
      ...[base + first, base + numbersEnd, limit],
    );
  }

  #read(base: number, statement: string, ...values: SqlStorageValue[]): Block[] {
    return this.#rows
      .run<{ key: number; block: ArrayBuffer }>(statement, ...values)
      .map(({ key, block }) => ({
        first: key - base,
        bytes: new Uint8Array(block),
      }));
  }

  put(
    blocks: readonly { readonly word: number; readonly first: number; readonly bytes: Uint8Array }[],
  ): void {
    this.#rows.put(
      "postings_$",
      blocks.map(({ word, first, bytes }) => [word * numbersEnd + first, bytes]),
    );
  }

  delete(blocks: readonly { readonly word: number; readonly first: number }[]): void {
    const keys = blocks.map(({ word, first }) => word * numbersEnd + first);
    this.#rows.run(
      "DELETE FROM postings_$ WHERE key IN (SELECT value FROM json_each(?))",
      JSON.stringify(keys),
    );
  }
}
