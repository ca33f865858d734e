import type { BoxOfficeContract } from "../domain/box-office/contract.ts";
import { encodeSeatPlan, seatPlanOf } from "../domain/box-office/seat-plan.ts";
import type { SaleRules } from "../domain/box-office/setup.ts";
import type { EventId } from "../domain/ids.ts";
import type { Outcome } from "../domain/outcome.ts";
import { type EventRecord, saleEndOf } from "./event-record.ts";
import type { EventStore } from "./event-store.ts";
import type { SeatMapStore } from "./seat-maps.ts";

export type BoxOffices = (
  eventId: EventId,
) => Pick<
  BoxOfficeContract,
  "open" | "close" | "block" | "unblock" | "availability" | "cancelEvent" | "cancellation"
>;

/**
 * Opens the box office of an event with all that Postgres knows of it, sales included: one that lost its storage is whole
 * again afterwards, and one that has everything is changed only where the event was. Asking again gives the same result.
 */
export const openBoxOffice = async (
  ports: {
    readonly boxOfficeOf: BoxOffices;
    readonly events: Pick<EventStore, "blockedSeats" | "soldOrders">;
    readonly seatMaps: Pick<SeatMapStore, "geometry">;
  },
  event: EventRecord,
): Promise<Outcome<{ readonly seatCount: number }>> => {
  const { id, seatMapHash } = event;
  const [map, blocked, sold] = await Promise.all([
    ports.seatMaps.geometry(seatMapHash),
    ports.events.blockedSeats(id, seatMapHash),
    ports.events.soldOrders(id),
  ]);
  const categories = map.categories.map(({ name }) => name);
  const plan = encodeSeatPlan(seatPlanOf(map));
  return await ports
    .boxOfficeOf(id)
    .open({ eventId: id, rules: saleRulesOf(event, categories), seatMapHash, plan, blocked }, sold);
};

/** `categories` in the order of the seat map. */
const saleRulesOf = (event: EventRecord, categories: readonly string[]): SaleRules => ({
  currency: event.currency,
  pricesMinor: categories.map(
    (name) => event.prices.find(({ category }) => category === name)?.priceMinor ?? null,
  ),
  categoryNames: categories,
  saleStartsAt: event.saleStartsAt?.getTime() ?? null,
  saleEndsAt: saleEndOf(event).getTime(),
  holdSeconds: event.holdSeconds,
  maxTicketsPerOrder: event.maxTicketsPerOrder,
  preventSingleSeats: event.preventSingleSeats,
  closed: event.status !== "published",
  eventName: event.name,
  fees: {
    ticketMinor: event.ticketFeeMinor,
    orderMinor: event.orderFeeMinor,
    refundable: event.feesRefundable,
  },
  startsAt: event.startsAt.getTime(),
  refundHoursBefore: event.refundHoursBefore,
  refundWindowEndsAt: event.refundWindowEndsAt?.getTime() ?? null,
  delayedPaymentHours: event.delayedPaymentHours,
  offerEquivalentSeats: event.offerEquivalentSeats,
  canceled: event.canceledAt && { at: event.canceledAt.getTime(), reason: event.cancelReason },
});

/** Whether the box office has to hear of an edit; it knows nothing of texts, images and performers. */
export const concernsBoxOffice = (before: EventRecord, after: EventRecord): boolean => {
  const told = (event: EventRecord): string => {
    const categories = event.prices.map(({ category }) => category);
    return JSON.stringify([event.seatMapHash, saleRulesOf(event, categories)]);
  };
  return told(before) !== told(after);
};
