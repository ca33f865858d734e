import type { EventId } from "../../../src/domain/ids.ts";

const chunkBits = 9;
/** So many documents side by side are one chunk: one row of SQLite, as it is in memory. */
export const chunkSize = 2 ** chunkBits;

export const chunkNoOf = (n: number): number => n >> chunkBits;
export const placeInChunk = (n: number): number => n & (chunkSize - 1);
export const firstOfChunk = (no: number): number => no << chunkBits;

/** What is filtered and sorted by, in columns: some 46 bytes a document. */
export class Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Epoch milliseconds. */
  readonly startsAt: Float64Array;
  readonly endsAt: Float64Array;
  readonly venue: Uint32Array;
  readonly popularity: Uint32Array;
  readonly lowestMinor: Uint32Array;
  readonly highestMinor: Uint32Array;
  /** The event's id: thirty bits each. */
  readonly idHigh: Uint32Array;
  readonly idLow: Uint32Array;
  /** Of the venue's calendar: see `dayNumberOf`. */
  readonly day: Uint16Array;
  readonly type: Uint8Array;
  /** Of `eventAvailabilities`, from 1; 0: not known. */
  readonly availability: Uint8Array;
  /** From 1; 0: there are no prices. */
  readonly currency: Uint8Array;
  /** 0: nobody has this number. */
  readonly isTaken: Uint8Array;

  constructor(stored?: ArrayBuffer) {
    const buffer = stored ?? new ArrayBuffer(chunkSize * 46);
    this.bytes = new Uint8Array(buffer);
    let offset = 0;
    const next = (width: number): number => {
      const at = offset;
      offset += chunkSize * width;
      return at;
    };
    this.startsAt = new Float64Array(buffer, next(8), chunkSize);
    this.endsAt = new Float64Array(buffer, next(8), chunkSize);
    this.venue = new Uint32Array(buffer, next(4), chunkSize);
    this.popularity = new Uint32Array(buffer, next(4), chunkSize);
    this.lowestMinor = new Uint32Array(buffer, next(4), chunkSize);
    this.highestMinor = new Uint32Array(buffer, next(4), chunkSize);
    this.idHigh = new Uint32Array(buffer, next(4), chunkSize);
    this.idLow = new Uint32Array(buffer, next(4), chunkSize);
    this.day = new Uint16Array(buffer, next(2), chunkSize);
    this.type = new Uint8Array(buffer, next(1), chunkSize);
    this.availability = new Uint8Array(buffer, next(1), chunkSize);
    this.currency = new Uint8Array(buffer, next(1), chunkSize);
    this.isTaken = new Uint8Array(buffer, next(1), chunkSize);
  }
}

const dayMs = 24 * 3600 * 1000;
// Two bytes reach from here to the end of the calendar in which tickets are sold.
const firstDay = Date.UTC(2021, 0) / dayMs;
const lastDayNumber = 2 ** 16 - 1;

/** From the first to the last, both within. */
export type DayNumbers = readonly [from: number, to: number];

export const allDays: DayNumbers = [0, lastDayNumber];

/** Of `2027-03-01`. */
export const dayNumberOf = (day: string): number =>
  Math.min(lastDayNumber, Math.max(0, Date.parse(`${day}T00:00:00Z`) / dayMs - firstDay));

/** `2027-03` of a day's number. */
export const monthOfDay = (dayNumber: number): string =>
  new Date((dayNumber + firstDay) * dayMs).toISOString().slice(0, 7);

const digits = "0123456789abcdefghjkmnpqrstvwxyz";

const numberOf = (text: string): number => {
  let number = 0;
  for (const digit of text) number = number * 32 + digits.indexOf(digit);
  return number;
};

/** The two halves of an event's id, which compare as the ids do. */
export const halvesOfId = (id: EventId): readonly [high: number, low: number] => [
  numberOf(id.slice(4, 10)),
  numberOf(id.slice(10)),
];
