import { amountOf } from "../../src/domain/box-office/fees.ts";
import {
  type Order,
  owesClosing,
  owesRecord,
  owesRefund,
  type Payment,
  type Refund,
} from "../../src/domain/box-office/order.ts";
import { refundFor, refundOfAll } from "../../src/domain/box-office/refunds.ts";
import { type EventId, holdIdOfOrder, type OrderId } from "../../src/domain/ids.ts";
import { feesOfText, numbersOf, textOf, textOfFees } from "./rows.ts";

export type OrderRow = {
  id: string;
  fan_id: string;
  digest: string;
  status: string;
  email: string;
  return_url: string;
  seats: string;
  prices: string;
  currency: string;
  event_name: string;
  lines: string;
  created_at: number;
  expires_at: number;
  closing: string | null;
  session_id: string | null;
  session_url: string | null;
  paid_session_id: string | null;
  payment_intent_id: string | null;
  report_id: string | null;
  paid_at: number | null;
  paid_amount: number | null;
  paid_currency: string | null;
  surplus: string;
  fees: string;
  delayed_methods: number;
  given: number;
  revision: number;
  recorded: number;
  owing: number;
  flagged: number;
  after_sale: string | null;
};

/** What an order seldom has. */
type AfterSale = Pick<Order, "underWay" | "refunds" | "offer" | "disputes" | "flags">;

const nothingAfterSale: AfterSale = { underWay: null, refunds: [], offer: null, disputes: [], flags: [] };

const paymentOf = (row: OrderRow): Payment | null =>
  row.paid_at === null
    ? null
    : {
        sessionId: row.paid_session_id ?? "",
        paymentIntentId: row.payment_intent_id,
        amountMinor:
          row.paid_amount ?? amountOf({ pricesMinor: numbersOf(row.prices), fees: feesOfText(row.fees) }),
        currency: row.paid_currency ?? row.currency,
        reportId: row.report_id ?? "",
        paidAt: row.paid_at,
      };

// What is in a row was written by this store from the same types, so the narrowing below holds.
export const orderOf = (eventId: EventId, row: OrderRow): Order => {
  const order: Order = {
    id: row.id as OrderId,
    eventId,
    holdId: holdIdOfOrder(row.id as OrderId),
    fanId: row.fan_id,
    digest: row.digest,
    status: row.status as Order["status"],
    email: row.email,
    returnUrl: row.return_url,
    seats: numbersOf(row.seats),
    pricesMinor: numbersOf(row.prices),
    fees: feesOfText(row.fees),
    currency: row.currency,
    eventName: row.event_name,
    lines: JSON.parse(row.lines) as Order["lines"],
    delayedMethods: row.delayed_methods === 1,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    closing: row.closing as Order["closing"],
    session: row.session_id && row.session_url ? { sessionId: row.session_id, url: row.session_url } : null,
    payment: paymentOf(row),
    surplus: JSON.parse(row.surplus) as Order["surplus"],
    given: row.given === 1,
    revision: row.revision,
    recorded: row.recorded,
    ...(row.after_sale === null ? nothingAfterSale : (JSON.parse(row.after_sale) as AfterSale)),
  };
  return row.after_sale === null ? withOldRefunds(order) : order;
};

/** Before refunds were records, the state of the order, and a mark on each surplus payment, said all of them. */
const withOldRefunds = (order: Order): Order => {
  const refunds: Refund[] = [];
  const add = (make: (order: Order) => Refund, isDone: boolean): void => {
    const refund = make({ ...order, refunds });
    refunds.push(isDone ? { ...refund, status: "succeeded" } : refund);
  };
  if (order.status === "refunding" || order.status === "refunded")
    add((before) => refundOfAll(before, "seats_gone", before.createdAt), order.status === "refunded");
  for (const payment of order.surplus as readonly (Payment & { readonly refunded?: boolean })[])
    if (payment.refunded !== undefined) {
      const asked = { amountMinor: payment.amountMinor, reason: "paid_twice" } as const;
      add((before) => refundFor(before, payment, asked, payment.paidAt), payment.refunded);
    }
  return refunds.length > 0 ? { ...order, refunds } : order;
};

const afterSaleOf = ({ underWay, refunds, offer, disputes, flags }: Order): string | null =>
  underWay || refunds.length > 0 || offer || disputes.length > 0 || flags.length > 0
    ? JSON.stringify({ underWay, refunds, offer, disputes, flags } satisfies AfterSale)
    : null;

/** In the order of the columns of `orders`. */
export const orderValues = (order: Order): SqlStorageValue[] => [
  order.id,
  order.fanId,
  order.digest,
  order.status,
  order.email,
  order.returnUrl,
  textOf(order.seats),
  textOf(order.pricesMinor),
  order.currency,
  order.eventName,
  JSON.stringify(order.lines),
  order.createdAt,
  order.expiresAt,
  order.closing,
  order.session?.sessionId ?? null,
  order.session?.url ?? null,
  order.payment?.sessionId ?? null,
  order.payment?.paymentIntentId ?? null,
  order.payment?.reportId ?? null,
  order.payment?.paidAt ?? null,
  order.payment?.amountMinor ?? null,
  order.payment?.currency ?? null,
  JSON.stringify(order.surplus),
  textOfFees(order.fees),
  order.delayedMethods ? 1 : 0,
  order.given ? 1 : 0,
  order.revision,
  order.recorded,
  owesClosing(order) || owesRecord(order) || owesRefund(order) ? 1 : 0,
  order.flags.length > 0 ? 1 : 0,
  afterSaleOf(order),
];
