/** What it takes of a Durable Object's storage. */
export interface MigratedStorage {
  readonly sql: Pick<SqlStorage, "exec">;
  transactionSync<Value>(run: () => Value): Value;
}

/** Takes the steps that the object has not taken yet, all or none. Each is remembered by its number, so none may ever be changed. */
export const applyMigrations = (storage: MigratedStorage, steps: readonly (readonly string[])[]): void => {
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec("CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)");
    const done = Number(sql.exec("SELECT count(*) AS done FROM migrations").one().done);
    for (const [step, statements] of steps.entries()) {
      if (step < done) continue;
      for (const statement of statements) sql.exec(statement);
      sql.exec("INSERT INTO migrations (step) VALUES (?)", step);
    }
  });
};
