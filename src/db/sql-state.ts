export interface PostgresRefusal {
  /** SQLSTATE: 23505 is a unique violation, 40001 a serialization failure. */
  readonly code: string;
  readonly constraint: string | undefined;
}

/** What Postgres itself refused, also under the errors that wrap it; undefined when it was not Postgres that spoke. */
export const postgresRefusalOf = (error: unknown): PostgresRefusal | undefined => {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if ("code" in inner && typeof inner.code === "string" && /^[0-9A-Z]{5}$/.test(inner.code)) {
      const constraint = "constraint" in inner ? inner.constraint : undefined;
      return { code: inner.code, constraint: typeof constraint === "string" ? constraint : undefined };
    }
  }
  return undefined;
};

/** Class 22: the statement is right, and a value in it is none that Postgres can hold or compute with. */
export const isDataException = ({ code }: PostgresRefusal): boolean => code.startsWith("22");

/**
 * Classes of SQLSTATE that speak of the server or of the moment, not of the statement: connection, rolled back, resources,
 * operator intervention. The same statement may go through later.
 */
export const mayPass = ({ code }: PostgresRefusal): boolean => /^(08|40|53|57)/.test(code);
