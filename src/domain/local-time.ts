// Making one costs more than a hundred uses of it.
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
};

/** `2027-03-01T20:00:00`: what a clock in the zone shows. `at` in epoch milliseconds. */
export const localTimeOf = (at: number, timeZone: string): string => {
  const part = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${part.get("year")}-${part.get("month")}-${part.get("day")}T${part.get("hour")}:${part.get("minute")}:${part.get("second")}`;
};

const minute = 60_000;

/** `2027-03-01T20:00:00+01:00`: the moment, and what a clock in the zone shows at it. */
export const zonedTimeOf = (at: number, timeZone: string): string => {
  const local = localTimeOf(at, timeZone);
  const offset = Math.round((Date.parse(`${local}Z`) - at) / minute);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const digits = [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
  return `${local}${offset < 0 ? "-" : "+"}${digits}`;
};
