/** What an index needs of a Durable Object's storage: its SQLite, synchronous transactions, and the one alarm. */
export interface IndexStorage {
  readonly sql: Pick<SqlStorage, "exec" | "databaseSize">;
  transactionSync<Value>(run: () => Value): Value;
  setAlarm(at: number): Promise<void> | void;
}
