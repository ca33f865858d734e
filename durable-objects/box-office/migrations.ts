import { applyMigrations } from "../apply-migrations.ts";
import type { OfficeStorage } from "./storage.ts";

/** What a box office's SQLite looks like, as steps that are only ever added to: objects out there stand at any of them. */
export const migrations: readonly string[] = [
  `CREATE TABLE event (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     setup TEXT NOT NULL,
     blocked TEXT NOT NULL
   );
   -- Apart from the event, whose row is long: this one is written with every commit.
   CREATE TABLE feed (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL);
   CREATE TABLE plan_chunks (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
   -- One row a hold, not one a seat, and no index: rows are added at the end, in the order in which holds were made, so a group of
   -- them touches a page or two. The object has the number of each live hold's row in memory.
   CREATE TABLE holds (
     n INTEGER PRIMARY KEY,
     id TEXT NOT NULL,
     fan_id TEXT NOT NULL,
     digest TEXT NOT NULL,
     seats TEXT NOT NULL,
     prices TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     expires_at INTEGER NOT NULL,
     in_payment INTEGER NOT NULL
   );
   CREATE TABLE ended_holds (
     id TEXT PRIMARY KEY,
     fan_id TEXT NOT NULL,
     digest TEXT NOT NULL,
     seats TEXT NOT NULL,
     prices TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     expires_at INTEGER NOT NULL,
     how TEXT NOT NULL,
     ended_at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE orders (
     id TEXT PRIMARY KEY,
     fan_id TEXT NOT NULL,
     digest TEXT NOT NULL,
     status TEXT NOT NULL,
     email TEXT NOT NULL,
     return_url TEXT NOT NULL,
     seats TEXT NOT NULL,
     prices TEXT NOT NULL,
     currency TEXT NOT NULL,
     event_name TEXT NOT NULL,
     lines TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     expires_at INTEGER NOT NULL,
     closing TEXT,
     session_id TEXT,
     session_url TEXT,
     paid_session_id TEXT,
     payment_intent_id TEXT,
     report_id TEXT,
     paid_at INTEGER
   ) WITHOUT ROWID;`,
  // What was paid; of earlier rows it is what the order costs. And what was paid once more, as JSON.
  `ALTER TABLE orders ADD COLUMN paid_amount INTEGER;
   ALTER TABLE orders ADD COLUMN paid_currency TEXT;
   ALTER TABLE orders ADD COLUMN surplus TEXT NOT NULL DEFAULT '[]';`,
  // Fees as 'a ticket' and 'an order'. What few orders ever have (refunds and the like) is JSON in after_sale; owing and flagged are kept
  // beside it so that it can be found. What was sold before is on record in Postgres when it is confirmed.
  `ALTER TABLE holds ADD COLUMN fees TEXT NOT NULL DEFAULT '0 0';
   ALTER TABLE ended_holds ADD COLUMN fees TEXT NOT NULL DEFAULT '0 0';
   ALTER TABLE orders ADD COLUMN fees TEXT NOT NULL DEFAULT '0 0';
   ALTER TABLE orders ADD COLUMN delayed_methods INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE orders ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE orders ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE orders ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE orders ADD COLUMN owing INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE orders ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE orders ADD COLUMN after_sale TEXT;
   UPDATE orders SET given = status IN ('paid', 'confirmed'), revision = paid_at IS NOT NULL, recorded = status = 'confirmed',
     owing = status NOT IN ('expired', 'canceled') OR surplus <> '[]';`,
];

/** A new object has no tables at all, and one that is only asked about gets none. */
export const isMigrated = (sql: OfficeStorage["sql"]): boolean =>
  sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'").toArray().length > 0;

export const migrate = (storage: OfficeStorage): void =>
  applyMigrations(
    storage,
    migrations.map((statements) => [statements]),
  );
