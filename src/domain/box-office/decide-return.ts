import { ticketIdOf } from "../ids.ts";
import { ok, refuse } from "../outcome.ts";
import type { Decision } from "./changes.ts";
import type { OrderView, ReturnCommand } from "./contract.ts";
import { ticketFeeOf } from "./fees.ts";
import { changedTo, noSuchOrder, unchanged } from "./order-decision.ts";
import {
  disputeOf,
  hasFailed,
  isFailedStill,
  keptOf,
  leftOf,
  liveSeatsOf,
  type Order,
  revised,
} from "./order.ts";
import { returnTermsOf } from "./return-policy.ts";
import { refundFor } from "./refunds.ts";
import type { SeatBook } from "./seat-book.ts";
import { viewOfOrder } from "./views.ts";

const isSold = ({ status }: Order): boolean => status === "paid" || status === "confirmed";

const disputed = refuse("order_disputed", "Its payment is in dispute; the bank decides about the money.");

/**
 * Tickets are given back, all that are left or the ones named. They are void at once; their seats go back once Postgres knows. A fan
 * may by the event's policy, an organizer always. The same key with the same tickets changes nothing; with others it is refused.
 */
export const decideReturn = (
  book: SeatBook,
  order: Order | null,
  command: ReturnCommand,
  now: number,
): Decision<OrderView> => {
  if (!order || (command.fanId !== null && order.fanId !== command.fanId)) return unchanged(noSuchOrder);
  const named = command.seats && [...new Set(command.seats)].toSorted((a, b) => a - b);
  const digest = JSON.stringify([named, command.seatsTo, command.withFees]);
  const before = order.refunds.find(
    ({ key, by }) =>
      key !== null && key === command.key && by.kind === command.by.kind && by.id === command.by.id,
  );
  if (before)
    return unchanged(
      before.digest === digest
        ? ok(viewOfOrder(book, order))
        : refuse("idempotency_key_reused", "This Idempotency-Key came with another request before."),
    );
  const live = liveSeatsOf(order);
  if (!isSold(order) || live.length === 0)
    return unchanged(refuse("order_closed", "This order has no tickets that could be given back."));
  const terms = returnTermsOf(book.rules, now);
  if (command.fanId !== null && !terms)
    return unchanged(refuse("refund_not_allowed", "Tickets of this event are not taken back now."));
  if (disputeOf(order)?.status === "open") return unchanged(disputed);
  const seats = named ?? live;
  const strange = seats.filter((seatNo) => !live.includes(seatNo));
  if (strange.length > 0)
    return unchanged(
      refuse("ticket_not_in_order", "Some of these tickets are not of this order, or are void already.", {
        tickets: strange.map((seatNo) => ({
          ticketId: ticketIdOf(order.eventId, seatNo),
          status: "not_found",
        })),
      }),
    );
  const withFees =
    command.fanId === null ? (command.withFees ?? book.rules.fees.refundable) : terms?.withFees;
  const { pricesMinor, feesMinor } = worthOf(order, seats, withFees ?? false);
  // Some of it may have gone back by hand.
  const amountMinor = Math.min(pricesMinor + feesMinor, keptOf(order));
  const refund = refundFor(
    order,
    order.payment,
    {
      amountMinor,
      feesMinor: Math.min(feesMinor, amountMinor),
      seats,
      seatsTo: command.seatsTo,
      by: command.by,
      reason: "tickets_returned",
      note: command.note,
      key: command.key,
      digest,
    },
    now,
  );
  return changedTo(book, revised(order, { refunds: [...order.refunds, refund] }));
};

/** The fee of the order goes back with its last ticket. */
const worthOf = (order: Order, seats: readonly number[], withFees: boolean) => {
  const prices = seats.map((seatNo) => order.pricesMinor[order.seats.indexOf(seatNo)] ?? 0);
  const pricesMinor = prices.reduce((sum, price) => sum + price, 0);
  if (!withFees) return { pricesMinor, feesMinor: 0 };
  const ofTickets = prices.reduce((sum, price) => sum + ticketFeeOf(order.fees, price), 0);
  const isLast = seats.length === liveSeatsOf(order).length;
  const bearsFee = order.pricesMinor.some((price) => price > 0);
  return { pricesMinor, feesMinor: ofTickets + (isLast && bearsFee ? order.fees.orderMinor : 0) };
};

/** A refund that failed is tried once more: at the provider that is another refund, so here it is one too. */
export const decideRetryRefund = (
  book: SeatBook,
  order: Order | null,
  refundId: string,
  now: number,
): Decision<OrderView> => {
  const failed = order?.refunds.find(({ id }) => id === refundId);
  if (!order || !failed) return unchanged(refuse("refund_not_found", "There is no such refund."));
  if (disputeOf(order)?.status === "open") return unchanged(disputed);
  if (!hasFailed(failed)) return unchanged(refuse("refund_not_failed", `This refund is ${failed.status}.`));
  if (!isFailedStill(order, failed)) return unchanged(ok(viewOfOrder(book, order)));
  const { feesMinor, reason, note } = failed;
  // Some of it may have gone back by hand.
  const amountMinor = Math.min(failed.amountMinor, leftOf(order, failed.paymentIntentId));
  // One that someone made at the provider is ours from now on.
  const by = failed.by.kind === "provider" ? {} : { by: failed.by };
  const again = refundFor(
    order,
    failed,
    { amountMinor, feesMinor: Math.min(feesMinor, amountMinor), reason, ...by, note, retryOf: failed.id },
    now,
  );
  return changedTo(
    book,
    revised(order, {
      refunds: [...order.refunds, again],
      flags: order.flags.filter(({ code }) => code !== "refund_failed"),
    }),
  );
};
