import { refuse } from "../domain/outcome.ts";
import type { EventRecord } from "./event-record.ts";
import { timeFaultsOf } from "./event-rules.ts";
import { type CatalogResult, conflict, type Fault, found, invalid, refused } from "./result.ts";

/** The new times of an event whose tickets stay valid. A time that is undefined moves as far as the start does. */
export interface Schedule {
  readonly startsAt: Date;
  /** null: not told. */
  readonly endsAt: Date | null | undefined;
  readonly doorsAt: Date | null | undefined;
  /** null: until the event ends. */
  readonly saleEndsAt: Date | null | undefined;
  /** Until then every fan may give tickets back. */
  readonly refundUntil: Date;
}

/** The event at its new times, its refund window open. `now` in epoch milliseconds; faults point into the schedule. */
export const rescheduled = (
  event: EventRecord,
  schedule: Schedule,
  now: number,
): CatalogResult<EventRecord> => {
  if (event.status === "canceled") return conflict("A canceled event can not be rescheduled.");
  if (event.status === "draft")
    return refused(refuse("event_not_on_sale", "A draft has sold nothing yet: edit its times.").refusal);
  const { startsAt, refundUntil } = schedule;
  const shift = startsAt.getTime() - event.startsAt.getTime();
  const moved = (given: Date | null | undefined, before: Date | null): Date | null =>
    given === undefined ? before && new Date(before.getTime() + shift) : given;
  const after: EventRecord = {
    ...event,
    startsAt,
    endsAt: moved(schedule.endsAt, event.endsAt),
    doorsAt: moved(schedule.doorsAt, event.doorsAt),
    saleEndsAt: moved(schedule.saleEndsAt, event.saleEndsAt),
    refundWindowEndsAt: refundUntil,
  };
  // Whatever else is said is measured by it.
  if (startsAt.getTime() <= now) return invalid([{ at: "/startsAt", detail: "It has passed." }]);
  const faults = [
    ...refundFaults(schedule, now),
    ...timeFaultsOf(after).map((fault) => within(schedule, fault)),
  ];
  return faults.length > 0 ? invalid(faults) : found(after);
};

const refundFaults = ({ startsAt, refundUntil }: Schedule, now: number): readonly Fault[] => {
  const at = "/refundUntil";
  if (refundUntil.getTime() <= now) return [{ at, detail: "It has passed." }];
  return refundUntil > startsAt ? [{ at, detail: "It is after the event starts." }] : [];
};

/** When the sale starts stays as it is and is not in a schedule: what ends before it is at fault. */
const within = ({ saleEndsAt }: Schedule, { at, detail }: Fault): Fault => ({
  at: at === "/saleStartsAt" ? (saleEndsAt ? "/saleEndsAt" : "/startsAt") : at,
  detail,
});
