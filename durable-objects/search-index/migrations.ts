import { applyMigrations } from "../apply-migrations.ts";
import type { IndexStorage } from "./storage.ts";

/** Two sets of the same tables: one answers while the other is built. */
export const shelfNames = ["a", "b"] as const;
export type ShelfName = (typeof shelfNames)[number];

/** Steps that are only ever added to; each is run for both shelves, in the place of `$`. */
export const migrations: readonly string[] = [
  `-- One row a document, by its number. What is shown of it is JSON; its words are numbers, in their order, field by field.
   CREATE TABLE documents_$ (n INTEGER PRIMARY KEY, id TEXT NOT NULL, shown TEXT NOT NULL, words BLOB NOT NULL);
   CREATE UNIQUE INDEX documents_$_by_id ON documents_$ (id);
   -- What is filtered and sorted by, for 512 documents in a row, as it is in memory.
   CREATE TABLE chunks_$ (no INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
   CREATE TABLE venues_$ (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, venue TEXT NOT NULL);
   -- How many documents have the word, and whether others may be taken for misspelt ones of it.
   CREATE TABLE words_$ (word TEXT PRIMARY KEY, no INTEGER NOT NULL, documents INTEGER NOT NULL, is_name INTEGER NOT NULL) WITHOUT ROWID;
   CREATE UNIQUE INDEX words_$_by_no ON words_$ (no);
   -- Blocks of postings; the key is the word's number and, in its last 26 bits, the first document's.
   CREATE TABLE postings_$ (key INTEGER PRIMARY KEY, block BLOB NOT NULL);
   -- What is left of a word when letters are taken away: 28 bits of its hash, and in the last 25 the word's number.
   CREATE TABLE deletions_$ (key INTEGER PRIMARY KEY);
   CREATE TABLE counts_$ (id INTEGER PRIMARY KEY CHECK (id = 1), counts TEXT NOT NULL);`,
];

const once: readonly string[] = [
  "CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), progress TEXT NOT NULL)",
];

export const tables = ["documents", "chunks", "venues", "words", "postings", "deletions", "counts"] as const;

/** One that is only told of changes has no tables, and gets none. */
export const isMigrated = (sql: IndexStorage["sql"]): boolean =>
  sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'progress'").toArray().length > 0;

export const migrate = (storage: IndexStorage): void =>
  applyMigrations(
    storage,
    migrations.map((statements, step) => [
      ...shelfNames.map((name) => statements.replaceAll("$", name)),
      ...(once[step] ? [once[step]] : []),
    ]),
  );
