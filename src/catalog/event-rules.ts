import { type Currency, endsInZero, leastCharge } from "../domain/money.ts";
import type { EventDetails } from "./event-record.ts";
import type { Fault } from "./result.ts";

/** ISO 4217 in lower case, of those in use. */
export const isCurrency = (code: string): boolean =>
  Intl.supportedValuesOf("currency").includes(code.toUpperCase()) && code === code.toLowerCase();

/** ISO 3166-1 alpha-2 in upper case. */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) &&
  code !== "ZZ" &&
  new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }).of(code) !== undefined;

export const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

const isChargeable = (amountMinor: number, currency: Currency): boolean =>
  !endsInZero.has(currency) || amountMinor % 10 === 0;
const lastDecimal = "The last of three decimals must be 0.";

/** Pointers are into the body of an event. `categories` are those of its seat map. */
export const faultsOf = (event: EventDetails, categories: readonly string[]): readonly Fault[] => {
  const faults: Fault[] = [];
  const check = (holds: boolean, at: string, detail: string): void => {
    if (!holds) faults.push({ at, detail });
  };
  const { startsAt, endsAt, doorsAt, saleStartsAt, saleEndsAt } = event;
  check(isCurrency(event.currency), "/currency", `"${event.currency}" is no currency of ISO 4217.`);
  check(!endsAt || endsAt > startsAt, "/endsAt", "It ends before it starts.");
  check(!doorsAt || doorsAt <= startsAt, "/doorsAt", "The doors open after it starts.");
  const end = endsAt ?? startsAt;
  check(!saleEndsAt || saleEndsAt <= end, "/saleEndsAt", "The sale ends after the event.");
  check(
    !saleStartsAt || saleStartsAt < (saleEndsAt ?? end),
    "/saleStartsAt",
    "The sale starts when it is over.",
  );
  for (const fee of ["ticketFeeMinor", "orderFeeMinor"] as const)
    check(isChargeable(event[fee], event.currency), `/${fee}`, lastDecimal);
  check(event.prices.length > 0, "/prices", "At least one category needs a price.");
  const seen = new Set<string>();
  event.prices.forEach(({ category, priceMinor }, i) => {
    const at = `/prices/${i}/category`;
    const price = `/prices/${i}/priceMinor`;
    const least = leastCharge(event.currency);
    check(
      priceMinor === 0 || priceMinor >= least,
      price,
      `It is free, or ${least} at least: a card can not be charged less.`,
    );
    check(isChargeable(priceMinor, event.currency), price, lastDecimal);
    check(categories.includes(category), at, `The seat map has no category "${category}".`);
    check(!seen.has(category), at, `"${category}" has two prices.`);
    seen.add(category);
  });
  return faults;
};
