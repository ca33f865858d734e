import type { BoxOfficeContract, HoldView, OrderView } from "../domain/box-office/contract.ts";
import { type Entropy, type HoldRequest, holdCommandOf } from "../domain/box-office/hold-request.ts";
import {
  type EventId,
  eventIdOf,
  type FanId,
  type HoldId,
  type OrderId,
  orderIdOf,
  type TicketId,
} from "../domain/ids.ts";
import { type Outcome, ok, refuse } from "../domain/outcome.ts";
import {
  type PaymentGateway,
  PaymentRefused,
  type PaymentSession,
  PaymentUnavailable,
} from "../payments/gateway.ts";
import { payableOrderOf } from "../payments/payable-order.ts";
import type { OrderHistory } from "./order-history.ts";
import { seatsOfTickets } from "./seats-of-tickets.ts";

export interface BookingPorts {
  readonly boxOfficeOf: (eventId: EventId) => BoxOfficeContract;
  readonly payments: PaymentGateway;
  readonly history: OrderHistory;
  readonly entropy: Entropy;
}

/** What a fan does, from a seat to a ticket. */
export interface Booking {
  reserve(fanId: FanId, request: HoldRequest, idempotencyKey: string | undefined): Promise<Outcome<HoldView>>;
  viewHold(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>>;
  /** Of a hold in payment the seats are free once its Session is known to be closed. */
  release(fanId: FanId, holdId: HoldId): Promise<Outcome<HoldView>>;
  /**
   * The order, with the Session that takes its money unless it costs nothing. Asking again answers with the same. An order that the
   * provider will not take is canceled.
   */
  confirm(request: ConfirmRequest): Promise<Outcome<OrderView>>;
  viewOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>>;
  /** Before it is paid. The seats are free once nobody can pay for them any more. */
  cancelOrder(fanId: FanId, orderId: OrderId): Promise<Outcome<OrderView>>;
  /** Gives tickets back, by the event's policy. */
  returnTickets(request: ReturnRequest): Promise<Outcome<OrderView>>;
  /** Takes the seats that are offered for ones that were gone, or the money. */
  answerOffer(fanId: FanId, orderId: OrderId, accept: boolean): Promise<Outcome<OrderView>>;
  readonly history: OrderHistory;
}

export interface ConfirmRequest {
  readonly fanId: FanId;
  readonly holdId: HoldId;
  readonly email: string;
  readonly returnUrl: string;
}

export interface ReturnRequest {
  readonly fanId: FanId;
  readonly orderId: OrderId;
  /** Left out: all of the order's. */
  readonly ticketIds: readonly TicketId[] | undefined;
  readonly note: string;
  readonly idempotencyKey: string | undefined;
}

export const createBooking = ({ boxOfficeOf, payments, history, entropy }: BookingPorts): Booking => {
  const at = (id: HoldId | OrderId): BoxOfficeContract => boxOfficeOf(eventIdOf(id));

  const confirm = async (request: ConfirmRequest): Promise<Outcome<OrderView>> => {
    const office = at(request.holdId);
    const begun = await office.beginOrder(request);
    if (!begun.ok || begun.value.status !== "awaiting_payment" || begun.value.session) return begun;
    const order = begun.value;
    const opened = await openSession(order);
    if (!opened.ok) {
      // What can not be paid now can not be paid later either: the seats are for someone else.
      if (opened.refusal.code === "payment_refused") await office.giveUpOrder(order.fanId, order.id);
      return opened;
    }
    const { sessionId, status, url } = opened.value;
    if (status !== "open" || url === null)
      return refuse("order_closed", `The payment of this order is ${status}.`);
    const attached = await office.attachSession(order.id, { sessionId, url });
    // The hold ended meanwhile. Nobody was given the page's address, so it does no harm if it can not be closed.
    if (!attached.ok)
      await payments
        .closeSession(sessionId)
        .catch((error: unknown) => console.warn(`Session ${sessionId} is left to end by itself`, error));
    return attached;
  };

  const openSession = async (order: OrderView): Promise<Outcome<PaymentSession>> => {
    try {
      return ok(await payments.openSession(payableOrderOf(order)));
    } catch (error) {
      if (error instanceof PaymentUnavailable)
        return refuse(
          "payment_unavailable",
          "The payment provider does not answer now; the seats stay held, try again.",
        );
      if (!(error instanceof PaymentRefused)) throw error;
      console.error(`no Session can be made for ${order.id}`, error);
      return refuse(
        "payment_refused",
        "The payment provider does not take the payment of this order. Its seats are free again.",
      );
    }
  };

  return {
    history,

    reserve(fanId, request, idempotencyKey) {
      const { eventId, command } = holdCommandOf(request, fanId, idempotencyKey, entropy);
      return boxOfficeOf(eventId).hold(command);
    },

    viewHold: (fanId, holdId) => at(holdId).viewHold(fanId, holdId),

    async release(fanId, holdId) {
      const released = await at(holdId).release(fanId, holdId);
      if (released.ok || released.refusal.code !== "hold_in_payment") return released;
      const canceled = await at(holdId).cancelOrder(fanId, orderIdOf(holdId));
      return canceled.ok ? await at(holdId).viewHold(fanId, holdId) : canceled;
    },

    confirm,

    viewOrder: (fanId, orderId) => at(orderId).viewOrder(fanId, orderId),
    cancelOrder: (fanId, orderId) => at(orderId).cancelOrder(fanId, orderId),
    answerOffer: (fanId, orderId, accept) => at(orderId).answerOffer(fanId, orderId, accept),

    async returnTickets({ fanId, orderId, ticketIds, note, idempotencyKey }) {
      const seats = seatsOfTickets(orderId, ticketIds);
      if (!seats.ok) return seats;
      return await at(orderId).returnTickets({
        orderId,
        fanId,
        seats: seats.value,
        seatsTo: "available",
        withFees: null,
        by: { kind: "fan", id: fanId },
        note,
        key: idempotencyKey ?? null,
      });
    },
  };
};
