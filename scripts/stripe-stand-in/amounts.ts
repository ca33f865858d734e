import { invalid } from "./stripe-fault.ts";

/** Stripe's unit has no decimals in these (docs.stripe.com/currencies). ISK and UGX are not among them, whatever ISO 4217 says. */
const withoutDecimals = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const withThreeDecimals = new Set("bhd jod kwd omr tnd".split(" "));

/** The least that can be charged, in minor units, from the same page; others are converted, which this stand-in leaves out. */
const least: Readonly<Record<string, number>> = {
  ...{ usd: 50, eur: 50, gbp: 30, chf: 50, cad: 50, aud: 50, nzd: 50, sgd: 50, brl: 50, inr: 50, jpy: 50 },
  ...{
    dkk: 250,
    nok: 300,
    sek: 300,
    czk: 1500,
    pln: 200,
    hkd: 400,
    mxn: 1000,
    huf: 17500,
    aed: 200,
    thb: 1000,
  },
};
const most = 99_999_999;

const known = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));

export const checkCurrency = (currency: string, param: string): string => {
  const code = currency.toLowerCase();
  if (!known.has(code)) throw invalid(`Invalid currency: ${currency}`, param);
  return code;
};

/** Nothing to pay is fine; else it is neither too little nor too much, and what the currency can express. */
export const checkTotal = (amount: number, currency: string): void => {
  if (amount === 0) return;
  const minimum = least[currency] ?? 1;
  if (amount < minimum)
    throw invalid(
      `The Checkout Session's total amount must be at least ${formatAmount(minimum, currency)}`,
      undefined,
      "amount_too_small",
    );
  if (amount > most)
    throw invalid(
      `The Checkout Session's total amount must be no more than ${formatAmount(most, currency)}`,
      undefined,
      "amount_too_large",
    );
  if (withThreeDecimals.has(currency) && amount % 10 !== 0)
    throw invalid(`Amounts in ${currency} must end in 0`, undefined, "invalid_integer");
};

export const formatAmount = (amount: number, currency: string): string => {
  const digits = withoutDecimals.has(currency) ? 0 : withThreeDecimals.has(currency) ? 3 : 2;
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
};
