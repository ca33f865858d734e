import type { Env } from "../../../src/env.ts";
import { BoxOffice as RealBoxOffice } from "../../../src/index.ts";

export { default, PublicViews } from "../../../src/index.ts";

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

// The driver asks Postgres by HTTP: a fetch is a round trip, and the isolate's requests and objects share these.
let roundTrips = 0;
const realFetch = globalThis.fetch;
globalThis.fetch = (...request: Parameters<typeof fetch>) => {
  if (String(request[0]).endsWith("/sql")) roundTrips++;
  return realFetch(...request);
};

/** The same box office, counting. */
export class BoxOffice extends RealBoxOffice {
  readonly #cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[];
  readonly #calls: Record<string, number> = {};
  #alarmsSet = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
    const onAlarmSet = () => this.#alarmsSet++;
    const { sql } = ctx.storage;
    const exec = sql.exec.bind(sql);
    const setAlarm = ctx.storage.setAlarm.bind(ctx.storage);
    Object.defineProperty(sql, "exec", {
      value: (query: string, ...bindings: unknown[]) => {
        const cursor = exec(query, ...bindings);
        cursors.push(cursor);
        return cursor;
      },
    });
    Object.defineProperty(ctx.storage, "setAlarm", {
      value: (at: number) => {
        onAlarmSet();
        return setAlarm(at);
      },
    });
    super(ctx, env);
    this.#cursors = cursors;
  }

  count(method: string): void {
    this.#calls[method] = (this.#calls[method] ?? 0) + 1;
  }

  /** Since it woke. A cursor knows its rows when it has been read to its end. */
  readMeter(): Meter {
    const sum = (of: "rowsRead" | "rowsWritten"): number =>
      this.#cursors.reduce((all, cursor) => all + cursor[of], 0);
    return {
      requests: { ...this.#calls },
      rowsRead: sum("rowsRead"),
      rowsWritten: sum("rowsWritten"),
      alarmsSet: this.#alarmsSet,
      roundTrips,
    };
  }
}

const counted = [
  "open",
  "hold",
  "viewHold",
  "release",
  "beginOrder",
  "attachSession",
  "settle",
  "cancelOrder",
  "viewOrder",
  "availability",
  "fetch",
  "alarm",
  "webSocketMessage",
] as const;

for (const method of counted) {
  const real: unknown = Reflect.get(RealBoxOffice.prototype, method);
  if (typeof real !== "function") throw new Error(`a box office has no ${method}`);
  Object.defineProperty(BoxOffice.prototype, method, {
    value(this: BoxOffice, ...given: unknown[]) {
      this.count(method);
      return Reflect.apply(real, this, given);
    },
  });
}
