import type { SoldOrder } from "../domain/box-office/setup.ts";
import type { EventId, OrganizationId } from "../domain/ids.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { EventRecord } from "./event-record.ts";
import type { CatalogResult, PageRequest } from "./result.ts";

export interface EventStore {
  insert(event: EventRecord): Promise<void>;
  find(organizationId: OrganizationId, id: EventId): Promise<EventRecord | undefined>;
  list(organizationId: OrganizationId, page: PageRequest<EventId>): Promise<readonly EventRecord[]>;
  /**
   * One change of an event at a time: the event is locked while `decide` looks at it. What it answers is written, then told to
   * the box office, then committed: whoever refuses or throws, nothing is kept here, and what is refused here was told to nobody.
   * Only a box office whose answer is lost, or a commit that fails, can leave the box office ahead; asking again brings both together.
   */
  change(
    organizationId: OrganizationId,
    id: EventId,
    decide: (event: EventRecord) => Promise<CatalogResult<EventChange>>,
  ): Promise<CatalogResult<EventRecord>>;
  seatsNamed(hash: string, names: SeatNames): Promise<readonly NamedSeat[]>;
  /** Seat numbers, in the event's present geometry, that are kept from sale. */
  blockedSeats(id: EventId, hash: string): Promise<readonly number[]>;
  /** Confirmed orders with valid tickets. */
  soldOrders(id: EventId): Promise<readonly SoldOrder[]>;
  sales(id: EventId): Promise<readonly CategorySales[]>;
}

export interface EventChange {
  readonly event: EventRecord;
  /** By guid, so that they survive an edit of the seat map. */
  readonly block?: readonly string[];
  readonly unblock?: readonly string[];
  /** Does the same at the box office; left out where it is not concerned. */
  readonly tellBoxOffice?: () => Promise<Outcome<unknown>>;
}

export interface SeatNames {
  readonly guids: readonly string[];
  readonly seatNos: readonly number[];
}

export interface NamedSeat {
  readonly seatNo: number;
  readonly guid: string;
}

export interface CategorySales {
  readonly category: string;
  readonly tickets: number;
  readonly revenueMinor: number;
}
