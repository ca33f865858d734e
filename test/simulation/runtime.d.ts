// What the box office names of its runtime's types: the part of a Durable Object's SQLite that it uses.
type SqlStorageValue = ArrayBuffer | string | number | null;

interface SqlStorageCursor<Row extends Record<string, SqlStorageValue>> {
  toArray(): Row[];
  one(): Row;
  [Symbol.iterator](): IterableIterator<Row>;
}

interface SqlStorage {
  exec<Row extends Record<string, SqlStorageValue>>(
    query: string,
    ...bindings: readonly unknown[]
  ): SqlStorageCursor<Row>;
}
