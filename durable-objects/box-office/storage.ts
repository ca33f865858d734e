/** What a box office needs of a Durable Object's storage: its SQLite, synchronous transactions, and the one alarm. */
export interface OfficeStorage {
  readonly sql: Pick<SqlStorage, "exec">;
  transactionSync<Value>(run: () => Value): Value;
  setAlarm(at: number): Promise<void> | void;
}
