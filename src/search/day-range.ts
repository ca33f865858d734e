/** Which days are asked for, as the venue's calendar has them. */
export type Days = DayRange | { readonly kind: "today" } | { readonly kind: "weekend" };

/** Days such as `2027-03-01`, both within; null: open. */
export interface DayRange {
  readonly kind: "range";
  readonly from: string | null;
  readonly to: string | null;
}

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < "1000") return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 2027-02-30 is taken for the second of March by some parsers.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** `today`, `weekend`, `2027-03-01`, `2027-03-01..2027-03-31`, `2027-03-01..` or `..2027-03-31`; null when it is none of these. */
export const daysIn = (text: string): Days | null => {
  const name = text.trim().toLowerCase();
  if (name === "today" || name === "weekend") return { kind: name };
  const [first = "", last, ...more] = name.split("..");
  if (more.length > 0) return null;
  const from = first || null;
  const to = last === undefined ? from : last || null;
  if (from === null && to === null) return null;
  if ((from !== null && !isDay(from)) || (to !== null && !isDay(to))) return null;
  return from !== null && to !== null && from > to ? null : { kind: "range", from, to };
};

export const daysText = (days: Days): string => {
  if (days.kind !== "range") return days.kind;
  const { from, to } = days;
  return from !== null && from === to ? from : `${from ?? ""}..${to ?? ""}`;
};

const plusDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** The days of a place where it is `today` (its own calendar's day): this weekend is Saturday and Sunday, or what is left of them. */
export const daysFrom = (days: Days, today: string): DayRange => {
  if (days.kind === "range") return days;
  if (days.kind === "today") return { kind: "range", from: today, to: today };
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const toSunday = (7 - weekday) % 7;
  return { kind: "range", from: plusDays(today, Math.max(0, toSunday - 1)), to: plusDays(today, toSunday) };
};

// Making one costs more than a hundred uses of it.
const formats = new Map<string, Intl.DateTimeFormat>();

/** `2027-03-01`: what a calendar in the zone shows. */
export const localDayOf = (at: number, timeZone: string): string => {
  const known = formats.get(timeZone);
  // Sweden writes days as ISO 8601 has them.
  const format =
    known ?? new Intl.DateTimeFormat("sv-SE", { timeZone, calendar: "gregory", dateStyle: "short" });
  if (!known) formats.set(timeZone, format);
  return format.format(at);
};
