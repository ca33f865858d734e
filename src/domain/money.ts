/** ISO 4217 code in lower case, as Stripe writes it. */
export type Currency = string;

const least: Readonly<Record<Currency, number>> = {
  aed: 200,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  mxn: 1000,
  myr: 200,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1000,
};

/**
 * The least that a card can be charged, in minor units: docs.stripe.com/currencies, minimum charge amounts. Half a unit, where
 * that page says no other.
 */
export const leastCharge = (currency: Currency): number => least[currency] ?? 50;

/** Stripe takes these with three decimals of which the last is 0 (same page). */
export const endsInZero: ReadonlySet<Currency> = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** An amount in minor units (cents, yen): always a whole number. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: Currency;
}

// Stripe's own count where it differs from others': docs.stripe.com/currencies, zero-decimal currencies and special cases.
const withoutDecimals: ReadonlySet<Currency> = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "),
);

const decimalsOf = (currency: Currency): number =>
  withoutDecimals.has(currency) ? 0 : endsInZero.has(currency) ? 3 : 2;

/** `45.00` of 4500 cents, `4500` of 4500 yen: as programs read it. */
export const decimalOf = (amountMinor: number, currency: Currency): string => {
  const decimals = decimalsOf(currency);
  return (amountMinor / 10 ** decimals).toFixed(decimals);
};
