import type { Rows } from "./rows.ts";

export interface WordRow {
  readonly word: string;
  readonly no: number;
  /** How many documents have it. */
  readonly documents: number;
  readonly isName: boolean;
}

/** Bits of a word's number in the key of a deletion. */
export const wordBits = 2 ** 25;

/** The words of a shelf, and by what their misspelt ones are found. */
export class WordStore {
  readonly #rows: Rows;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  find(words: readonly string[]): WordRow[] {
    return this.#read(
      "SELECT w.* FROM json_each(?) j CROSS JOIN words_$ w ON w.word = j.value",
      JSON.stringify(words),
    );
  }

  byNo(numbers: readonly number[]): WordRow[] {
    return this.#read(
      `SELECT w.* FROM json_each(?) j CROSS JOIN words_$ n INDEXED BY words_$_by_no ON n.no = j.value
       CROSS JOIN words_$ w ON w.word = n.word`,
      JSON.stringify(numbers),
    );
  }

  /** The most frequent words with this beginning. */
  withBeginning(beginning: string, limit: number): WordRow[] {
    return this.#read(
      "SELECT * FROM words_$ WHERE word >= ? AND word < ? AND documents > 0 ORDER BY documents DESC, word LIMIT ?",
      beginning,
      // Behind all that begin so: no text has this character.
      `${beginning}\u{10ffff}`,
      limit,
    );
  }

  #read(statement: string, ...values: SqlStorageValue[]): WordRow[] {
    return this.#rows
      .run<{ word: string; no: number; documents: number; is_name: number }>(statement, ...values)
      .map(({ word, no, documents, is_name }) => ({ word, no, documents, isName: is_name === 1 }));
  }

  put(words: readonly WordRow[]): void {
    this.#rows.put(
      "words_$",
      words.map(({ word, no, documents, isName }) => [word, no, documents, isName ? 1 : 0]),
    );
  }

  addDeletions(keys: readonly number[]): void {
    this.#rows.run("INSERT OR IGNORE INTO deletions_$ SELECT value FROM json_each(?)", JSON.stringify(keys));
  }

  /** Numbers of the words that any of these hashes of deletions leads to. */
  ofDeletions(hashes: readonly number[]): number[] {
    return this.#rows
      .run<{ no: number }>(
        `SELECT DISTINCT d.key % ${wordBits} AS no FROM json_each(?) j
       CROSS JOIN deletions_$ d ON d.key >= j.value * ${wordBits} AND d.key < (j.value + 1) * ${wordBits}`,
        JSON.stringify(hashes),
      )
      .map(({ no }) => no);
  }
}
