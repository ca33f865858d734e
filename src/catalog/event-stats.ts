import type { SeatStatus } from "../domain/box-office/contract.ts";
import type { EventId, OrganizationId } from "../domain/ids.ts";
import type { BoxOffices } from "./box-office-setup.ts";
import type { CategorySales, EventStore } from "./event-store.ts";
import { type CatalogResult, found, notFound } from "./result.ts";

export interface EventStats {
  /** As the box office has them now; null before the event is published. */
  readonly seats: Readonly<Record<SeatStatus, number>> | null;
  readonly currency: string;
  /** As Postgres has them, which follows the box office by seconds. */
  readonly sales: readonly CategorySales[];
}

export interface EventStatistics {
  of(organizationId: OrganizationId, id: EventId): Promise<CatalogResult<EventStats>>;
}

export const createEventStatistics = (ports: {
  readonly events: Pick<EventStore, "find" | "sales">;
  readonly boxOfficeOf: BoxOffices;
}): EventStatistics => ({
  async of(organizationId, id) {
    const event = await ports.events.find(organizationId, id);
    if (!event) return notFound("event");
    const [sales, availability] = await Promise.all([
      ports.events.sales(id),
      event.status === "draft" ? undefined : ports.boxOfficeOf(id).availability(),
    ]);
    const seats =
      availability?.ok && availability.value.kind === "snapshot"
        ? countStatuses(availability.value.packed, availability.value.seatCount)
        : null;
    return found({ seats, currency: event.currency, sales });
  },
});

const countStatuses = (packed: Uint8Array, seatCount: number): NonNullable<EventStats["seats"]> => {
  const counts = [0, 0, 0, 0];
  for (let seat = 0; seat < seatCount; seat++) {
    const status = ((packed[seat >> 2] ?? 0) >> ((seat & 3) * 2)) & 3;
    counts[status] = (counts[status] ?? 0) + 1;
  }
  const [available = 0, held = 0, sold = 0, blocked = 0] = counts;
  return { available, held, sold, blocked };
};
