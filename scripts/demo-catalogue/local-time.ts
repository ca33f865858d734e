/** How far the clocks of `timeZone` are ahead of UTC at `at`, in milliseconds. */
const offsetOf = (at: Date, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return shown - Math.floor(at.getTime() / 60_000) * 60_000;
};

/** The moment at which a clock in `timeZone` shows `hour`:`minute` on the (UTC) day of `date`. */
export const atLocalTime = (date: Date, hour: number, minute: number, timeZone: string): Date => {
  const asUtc = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), hour, minute);
  const guess = new Date(asUtc - offsetOf(new Date(asUtc), timeZone));
  return new Date(asUtc - offsetOf(guess, timeZone));
};
