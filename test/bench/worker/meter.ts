/** What Cloudflare bills a Durable Object by, and what Postgres is asked. */
export interface Meter {
  /** By method; every call from outside, every alarm and every message is a request. */
  readonly requests: Readonly<Record<string, number>>;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** Each setting of an alarm is billed as a row written. */
  readonly alarmsSet: number;
  readonly roundTrips: number;
}
