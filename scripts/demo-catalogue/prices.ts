import { priceFactors } from "./layouts.ts";

/** What a euro's worth is asked for in other currencies, in round figures, and to what a price is rounded; in minor units. */
const currencies: Readonly<Record<string, { readonly perEuro: number; readonly step: number }>> = {
  eur: { perEuro: 100, step: 50 },
  gbp: { perEuro: 88, step: 50 },
  usd: { perEuro: 115, step: 100 },
  cad: { perEuro: 155, step: 100 },
  aud: { perEuro: 170, step: 100 },
  sgd: { perEuro: 150, step: 100 },
  sek: { perEuro: 1100, step: 500 },
  dkk: { perEuro: 750, step: 500 },
  zar: { perEuro: 1500, step: 1000 },
  brl: { perEuro: 500, step: 500 },
  ars: { perEuro: 100_000, step: 50_000 },
  // Yen have no smaller unit.
  jpy: { perEuro: 160, step: 100 },
};

/** Rounded; what is not free costs a step at least. */
export const amountOf = (euros: number, currency: string): number => {
  const { perEuro, step } = currencies[currency] ?? { perEuro: 100, step: 50 };
  return euros === 0 ? 0 : Math.max(step, Math.round((euros * perEuro) / step) * step);
};

export const priceOf = (euros: number, category: string, currency: string): number =>
  amountOf(euros * (priceFactors[category] ?? 1), currency);
