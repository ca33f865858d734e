import { encodeSeatPlan, type SeatPlan } from "../../../src/domain/box-office/seat-plan.ts";
import type { BoxOfficeSetup } from "../../../src/domain/box-office/setup.ts";
import { type EventId, newEventId } from "../../../src/domain/ids.ts";
import { randomBytes } from "node:crypto";

export interface BenchEvent {
  readonly seatCount: number;
  /** Neighbours only within a group, so that no order of arrival leaves a single seat. */
  readonly seatsPerGroup: number;
  readonly holdSeconds?: number;
  readonly maxTicketsPerOrder?: number;
}

const seatsPerRow = 40;
const rowsPerSection = 25;
const categories = ["Premium", "Standard", "Balcony"];
export const seatMapHash = "be".repeat(32);
const priceMinor = 4500;

/** Rows of forty in sections of a thousand, an aisle after each group of seats. */
export const seatPlan = ({ seatCount, seatsPerGroup }: BenchEvent): SeatPlan => {
  const rows = Math.ceil(seatCount / seatsPerRow);
  const sections = Math.ceil(rows / rowsPerSection);
  const column = <Column extends Uint8Array | Uint16Array | Float32Array>(
    kind: { from(values: ArrayLike<number>, map: (value: number, i: number) => number): Column },
    of: (seat: number) => number,
  ): Column => kind.from({ length: seatCount }, (_, seat) => of(seat));
  const inRow = (seat: number): number => seat % seatsPerRow;
  return {
    seatCount,
    categoryCount: categories.length,
    focalPoint: { x: seatsPerRow / 2, y: 0 },
    sections: Array.from({ length: sections }, (_, i) => ({
      name: `Block ${i + 1}`,
      generalAdmission: false,
    })),
    rowLabels: Array.from({ length: rows }, (_, row) => `${row + 1}`),
    labelOf: (seat) => `${inRow(seat) + 1}`,
    rowSection: Uint16Array.from({ length: rows }, (_, row) => Math.floor(row / rowsPerSection)),
    row: column(Uint16Array, (seat) => Math.floor(seat / seatsPerRow)),
    place: column(Uint16Array, (seat) => inRow(seat) + Math.floor(inRow(seat) / seatsPerGroup)),
    category: column(Uint8Array, (seat) => Math.floor((seat / seatCount) * categories.length)),
    flags: new Uint8Array(seatCount),
    x: column(Float32Array, inRow),
    y: column(Float32Array, (seat) => Math.floor(seat / seatsPerRow)),
  };
};

/** Opens a new event at the box office, through the door that only the benchmark has. */
export const openEvent = async (
  limitsPort: number,
  event: BenchEvent,
  {
    at = "/open?",
    eventId = newEventId(randomBytes),
  }: { readonly at?: string; readonly eventId?: EventId } = {},
): Promise<EventId> => {
  const setup: Omit<BoxOfficeSetup, "plan"> = {
    eventId,
    seatMapHash,
    blocked: [],
    rules: {
      currency: "eur",
      pricesMinor: categories.map(() => priceMinor),
      categoryNames: categories,
      saleStartsAt: null,
      saleEndsAt: null,
      holdSeconds: event.holdSeconds ?? 600,
      maxTicketsPerOrder: event.maxTicketsPerOrder ?? 8,
      preventSingleSeats: true,
      closed: false,
      eventName: "Benchmark",
      fees: { ticketMinor: 0, orderMinor: 0, refundable: false },
      startsAt: Date.now() + 24 * 3600_000,
      refundHoursBefore: null,
      refundWindowEndsAt: null,
      delayedPaymentHours: 0,
      offerEquivalentSeats: false,
      canceled: null,
    },
  };
  const answer = await fetch(`http://127.0.0.1:${limitsPort}${at}event=${eventId}`, {
    method: "POST",
    headers: { "x-setup": JSON.stringify(setup) },
    body: new Uint8Array(encodeSeatPlan(seatPlan(event))),
  });
  const outcome: unknown = answer.ok ? await answer.json() : await answer.text();
  if (!(typeof outcome === "object" && outcome !== null && "ok" in outcome && outcome.ok))
    throw new Error(`the event did not open: ${JSON.stringify(outcome)}`);
  return eventId;
};
