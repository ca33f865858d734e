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

type Check = (holds: boolean, at: string, detail: string) => void;

const faultsOfChecks = (run: (check: Check) => void): readonly Fault[] => {
  const faults: Fault[] = [];
  run((holds, at, detail) => {
    if (!holds) faults.push({ at, detail });
  });
  return faults;
};

type Times = Pick<EventDetails, "startsAt" | "endsAt" | "doorsAt" | "saleStartsAt" | "saleEndsAt">;

/** Pointers are into the body of an event. */
export const timeFaultsOf = (times: Times): readonly Fault[] => {
  const { startsAt, endsAt, doorsAt, saleStartsAt, saleEndsAt } = times;
  const end = endsAt ?? startsAt;
  return faultsOfChecks((check) => {
    check(!endsAt || endsAt > startsAt, "/endsAt", "It ends before it starts.");
    check(!doorsAt || doorsAt <= startsAt, "/doorsAt", "The doors open after it starts.");
    check(!saleEndsAt || saleEndsAt <= end, "/saleEndsAt", "The sale ends after the event.");
    check(
      !saleStartsAt || saleStartsAt < (saleEndsAt ?? end),
      "/saleStartsAt",
      "The sale starts when it is over.",
    );
  });
};

/** Pointers are into the body of an event. `categories` are those of its seat map. */
export const faultsOf = (event: EventDetails, categories: readonly string[]): readonly Fault[] => [
  ...timeFaultsOf(event),
  ...moneyFaultsOf(event, categories),
];

const moneyFaultsOf = (
  { currency, prices, ...fees }: EventDetails,
  categories: readonly string[],
): readonly Fault[] =>
  faultsOfChecks((check) => {
    check(isCurrency(currency), "/currency", `"${currency}" is no currency of ISO 4217.`);
    for (const fee of ["ticketFeeMinor", "orderFeeMinor"] as const)
      check(isChargeable(fees[fee], currency), `/${fee}`, lastDecimal);
    check(prices.length > 0, "/prices", "At least one category needs a price.");
    const seen = new Set<string>();
    const least = leastCharge(currency);
    prices.forEach(({ category, priceMinor }, i) => {
      const at = `/prices/${i}/category`;
      const price = `/prices/${i}/priceMinor`;
      check(
        priceMinor === 0 || priceMinor >= least,
        price,
        `It is free, or ${least} at least: a card can not be charged less.`,
      );
      check(isChargeable(priceMinor, currency), price, lastDecimal);
      check(categories.includes(category), at, `The seat map has no category "${category}".`);
      check(!seen.has(category), at, `"${category}" has two prices.`);
      seen.add(category);
    });
  });
