import type { EventId } from "../../../src/domain/ids.ts";
import type { Postgres } from "../ledger/postgres.ts";
import type { OfficeRecord, Owner } from "../office/record.ts";
import type { Books } from "../provider/books.ts";
import type { Witness } from "../witness.ts";

/** Everything that the rules judge: what one box office has on record, and what the others know by themselves. */
export interface State {
  readonly eventId: EventId;
  readonly record: OfficeRecord;
  readonly owners: readonly Owner[];
  /** By the clock of the box office. */
  readonly now: number;
  /** The latest time that it has ever seen. */
  readonly latestNow: number;
  /** Of the event. */
  readonly delayedPaymentHours: number;
  /** By seat. */
  readonly category: readonly number[];
  readonly witness: Witness;
  readonly books: Books;
  readonly postgres: Postgres;
}
