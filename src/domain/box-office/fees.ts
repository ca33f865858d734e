/** What is taken beside the prices, in minor units: on each ticket that costs something, and once of an order of which something is paid. */
export interface Fees {
  readonly ticketMinor: number;
  readonly orderMinor: number;
}

export const noFees: Fees = { ticketMinor: 0, orderMinor: 0 };

export interface Priced {
  /** A price a ticket. */
  readonly pricesMinor: readonly number[];
  readonly fees: Fees;
}

export const pricesOf = ({ pricesMinor }: Pick<Priced, "pricesMinor">): number =>
  pricesMinor.reduce((sum, price) => sum + price, 0);

const bearsFee = (priceMinor: number): boolean => priceMinor > 0;

export const ticketFeeOf = (fees: Fees, priceMinor: number): number =>
  bearsFee(priceMinor) ? fees.ticketMinor : 0;

/** What costs nothing bears no fee. */
export const feesOf = ({ pricesMinor, fees }: Priced): number => {
  const bearing = pricesMinor.filter(bearsFee).length;
  return bearing === 0 ? 0 : bearing * fees.ticketMinor + fees.orderMinor;
};

/** What is due for it. */
export const amountOf = (priced: Priced): number => pricesOf(priced) + feesOf(priced);
