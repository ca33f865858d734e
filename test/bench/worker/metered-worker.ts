import type { Env } from "../../../src/env.ts";
import { BoxOffice as RealBoxOffice } from "../../../src/index.ts";
import type { EventId } from "../../../src/domain/ids.ts";
import { fanIdOf, holdSeats } from "./prepared-orders.ts";
import { LedgerGate } from "./ledger-gate.ts";
import type { Meter } from "./meter.ts";

export { default, PublicViews, SearchIndex } from "../../../src/index.ts";

// The driver asks Postgres by HTTP: a fetch is a round trip, and the isolate's requests and objects share these.
let roundTrips = 0;
const realFetch = globalThis.fetch;
globalThis.fetch = (...request: Parameters<typeof fetch>) => {
  if (String(request[0]).endsWith("/sql")) roundTrips++;
  return realFetch(...request);
};

/** The same box office, counting, and with a gate before the ledger that stands open unless it is closed. */
export class BoxOffice extends RealBoxOffice {
  readonly #cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[];
  readonly #calls: Record<string, number> = {};
  readonly #gate: LedgerGate;
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
    this.#gate = new LedgerGate(this.world.ledger);
    this.world = { ...this.world, ledger: this.#gate };
  }

  closeLedger(alone: boolean): void {
    this.#gate.alone = alone;
    this.#gate.close();
  }

  openLedger(): void {
    this.#gate.open();
  }

  count(method: string): void {
    this.#calls[method] = (this.#calls[method] ?? 0) + 1;
  }

  /** Many in one go, so that they end in one go: one seat each, and when each ends. */
  async holdAtOnce(
    eventId: EventId,
    from: number,
    count: number,
  ): Promise<readonly [seatNo: number, at: number][]> {
    const seats = Array.from({ length: count }, (_, i) => from + i);
    return await Promise.all(
      seats.map(
        async (seat): Promise<[number, number]> => [
          seat,
          (await holdSeats(this, eventId, fanIdOf(seat), [seat])).expiresAt,
        ],
      ),
    );
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
