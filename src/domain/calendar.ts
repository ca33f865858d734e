const first = Date.UTC(2000, 0);
const end = Date.UTC(2200, 0);

/** Within the years in which events are held and tickets sold: what every store and every calendar can hold. Epoch milliseconds. */
export const isInCalendar = (at: number): boolean => at >= first && at < end;
