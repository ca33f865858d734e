import pg from "pg";
import { statusIn } from "../../../src/domain/live/frames.ts";
import type { EarlySeatFact } from "../checks/facts.ts";

/**
 * Finds seats that are for sale at the box office while Postgres has them on a live ticket: on one order's before the box office was
 * looked at, and on the same order's after that, so on it all the while. In between either may be away for any time.
 */
export class EarlyWatch {
  readonly #databaseUrl: string;
  readonly #onFound: (fact: EarlySeatFact) => void;
  #client: pg.Client | null = null;
  #live: readonly EarlySeatFact[] = [];
  #suspects = new Map<string, EarlySeatFact>();

  constructor(databaseUrl: string, onFound: (fact: EarlySeatFact) => void) {
    this.#databaseUrl = databaseUrl;
    this.#onFound = onFound;
  }

  /** What the box office says of an event, as it was asked after the last `lookAtTickets`. */
  lookedAtSeats(eventId: string, packed: Uint8Array): void {
    for (const ticket of this.#live)
      if (ticket.eventId === eventId && statusIn(packed, ticket.seatNo) === "available")
        this.#suspects.set(`${ticket.orderId} ${ticket.seatNo}`, ticket);
  }

  /** While Postgres is away what is known waits. */
  async lookAtTickets(): Promise<void> {
    const live = await this.#readLive().catch(() => null);
    if (!live) return await this.close();
    for (const { orderId, seatNo } of live) {
      const suspect = this.#suspects.get(`${orderId} ${seatNo}`);
      if (suspect) this.#onFound(suspect);
    }
    this.#live = live;
    this.#suspects.clear();
  }

  async #readLive(): Promise<readonly EarlySeatFact[]> {
    if (!this.#client) {
      this.#client = new pg.Client({ connectionString: this.#databaseUrl, connectionTimeoutMillis: 2000 });
      // That it is gone is heard of by the next question.
      this.#client.on("error", () => {});
      await this.#client.connect();
    }
    const { rows } = await this.#client.query<{ event_id: string; seat_no: number; order_id: string }>(
      "select event_id, seat_no, order_id from tickets where status = 'valid'",
    );
    return rows.map(({ event_id, seat_no, order_id }) => ({
      eventId: event_id,
      seatNo: seat_no,
      orderId: order_id,
    }));
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }
}
