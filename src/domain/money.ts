/** ISO 4217 code in lower case, as Stripe writes it. */
export type Currency = string;

/** An amount in minor units (cents, yen): always a whole number. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: Currency;
}
