import { amountOf } from "./prices.ts";

/** What an organizer takes beside the prices and gives back, in euros and hours. */
interface HousePolicy {
  readonly ticketFee: number;
  readonly orderFee: number;
  readonly feesRefundable: boolean;
  readonly refundHoursBefore: number | null;
  readonly delayedPaymentHours: number;
  readonly offerEquivalentSeats: boolean;
}

const none: HousePolicy = {
  ticketFee: 0,
  orderFee: 0,
  feesRefundable: false,
  refundHoursBefore: null,
  delayedPaymentHours: 0,
  offerEquivalentSeats: false,
};

const policies: readonly HousePolicy[] = [
  // Two fees, of which neither comes back, and tickets that do until two days before.
  { ...none, ticketFee: 1.5, orderFee: 2, refundHoursBefore: 48, offerEquivalentSeats: true },
  // A fee a ticket, as large tours take it; what is sold is sold.
  { ...none, ticketFee: 4.5, offerEquivalentSeats: true },
  // A fee an order, that comes back with the tickets; bank transfers may take three days.
  { ...none, orderFee: 3, feesRefundable: true, refundHoursBefore: 168, delayedPaymentHours: 72 },
  // The price is the price.
  none,
  // No fees, and tickets come back until the day before.
  { ...none, refundHoursBefore: 24 },
];

/** As the fields of an event's body. An act has the same policy in all its venues. */
export const policyOf = (actNumber: number, currency: string) => {
  const { ticketFee, orderFee, ...others } = policies[actNumber % policies.length] ?? none;
  return {
    ...others,
    ticketFeeMinor: amountOf(ticketFee, currency),
    orderFeeMinor: amountOf(orderFee, currency),
  };
};
