import type { BoxOfficeContract, OrderQuery, OrderView } from "../domain/box-office/contract.ts";
import {
  type EventId,
  eventIdOf,
  type FanId,
  type OrderId,
  type OrganizationId,
  orderIdOfRefund,
  type RefundId,
  type TicketId,
} from "../domain/ids.ts";
import { type Outcome, refuse } from "../domain/outcome.ts";
import { seatsOfTickets } from "./seats-of-tickets.ts";

/** The orders of an organizer's events, as their box offices have them. Others' events do not exist for him. */
export interface OrganizerOrders {
  list(organizer: Organizer, eventId: EventId, query: OrderQuery): Promise<Outcome<readonly OrderView[]>>;
  view(organizer: Organizer, eventId: EventId, orderId: OrderId): Promise<Outcome<OrderView>>;
  /** An organizer may always; whether fees go back too is his to say. */
  refund(organizer: Organizer, eventId: EventId, request: OrganizerRefund): Promise<Outcome<OrderView>>;
  retryRefund(organizer: Organizer, eventId: EventId, refundId: RefundId): Promise<Outcome<OrderView>>;
  /** He has looked. */
  clearFlags(organizer: Organizer, eventId: EventId, orderId: OrderId): Promise<Outcome<OrderView>>;
}

export interface Organizer {
  readonly organizationId: OrganizationId;
  /** Who asks, for the record. */
  readonly userId: FanId;
}

export interface OrganizerRefund {
  readonly orderId: OrderId;
  /** Left out: all of the order's. */
  readonly ticketIds: readonly TicketId[] | undefined;
  readonly seatsTo: "available" | "blocked";
  /** null: as the event says. */
  readonly withFees: boolean | null;
  readonly note: string;
  readonly idempotencyKey: string | undefined;
}

type Office = Pick<
  BoxOfficeContract,
  "listOrders" | "viewOrder" | "returnTickets" | "retryRefund" | "clearFlags"
>;

export const createOrganizerOrders = ({
  boxOfficeOf,
  isEventOf,
}: {
  readonly boxOfficeOf: (eventId: EventId) => Office;
  readonly isEventOf: (organizationId: OrganizationId, eventId: EventId) => Promise<boolean>;
}): OrganizerOrders => {
  /** Where the order is, if the event is the organizer's and the order is the event's. */
  const officeOf = async (
    { organizationId }: Organizer,
    eventId: EventId,
    orderId?: OrderId,
  ): Promise<Office | null> => {
    const isIts = orderId === undefined || eventIdOf(orderId) === eventId;
    return isIts && (await isEventOf(organizationId, eventId)) ? boxOfficeOf(eventId) : null;
  };

  return {
    async list(organizer, eventId, query) {
      const office = await officeOf(organizer, eventId);
      return office ? await office.listOrders(query) : noSuchEvent;
    },

    async view(organizer, eventId, orderId) {
      const office = await officeOf(organizer, eventId, orderId);
      return office ? await office.viewOrder(null, orderId) : noSuchOrder;
    },

    async refund(organizer, eventId, { orderId, ticketIds, idempotencyKey, ...request }) {
      const office = await officeOf(organizer, eventId, orderId);
      if (!office) return noSuchOrder;
      const seats = seatsOfTickets(orderId, ticketIds);
      if (!seats.ok) return seats;
      return await office.returnTickets({
        ...request,
        orderId,
        fanId: null,
        seats: seats.value,
        by: { kind: "organizer", id: organizer.userId },
        key: idempotencyKey ?? null,
      });
    },

    async retryRefund(organizer, eventId, refundId) {
      const office = await officeOf(organizer, eventId, orderIdOfRefund(refundId));
      return office ? await office.retryRefund(refundId) : noSuchOrder;
    },

    async clearFlags(organizer, eventId, orderId) {
      const office = await officeOf(organizer, eventId, orderId);
      return office ? await office.clearFlags(orderId) : noSuchOrder;
    },
  };
};

const noSuchEvent = refuse("event_not_found", "There is no such event.");
const noSuchOrder = refuse("order_not_found", "There is no such order.");
