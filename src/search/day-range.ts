/** Days as the venue's calendar has them, `2027-03-01`; null: open. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < "1000") return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 2027-02-30 is taken for the second of March by some parsers.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** `2027-03-01`, `2027-03-01..2027-03-31`, `2027-03-01..` or `..2027-03-31`; null when it is none of these. */
export const dayRangeIn = (text: string): DayRange | null => {
  const [first = "", last, ...more] = text.trim().split("..");
  if (more.length > 0) return null;
  const from = first || null;
  const to = last === undefined ? from : last || null;
  if (from === null && to === null) return null;
  if ((from !== null && !isDay(from)) || (to !== null && !isDay(to))) return null;
  return from !== null && to !== null && from > to ? null : { from, to };
};

export const dayRangeText = ({ from, to }: DayRange): string =>
  from !== null && from === to ? from : `${from ?? ""}..${to ?? ""}`;
