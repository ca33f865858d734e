/**
 * The geometry of a seat map: what a page draws and what the box office needs of each seat. It is immutable and named by the
 * hash of its canonical JSON; an edit makes another one. The order of its seats is the seat number, for ever: `mergeSeatMaps`
 * only appends, so a ticket's id never comes to mean another seat.
 *
 * Columns, not rows: 60,000 seats as columns are a third of the same as objects, in JSON and in memory.
 */
export interface SeatMap {
  readonly version: 1;
  readonly name: string;
  /** Of the drawing, in its own units; seats have coordinates in the same. */
  readonly size: { readonly width: number; readonly height: number };
  /** Where everyone looks: the stage or the middle of the pitch. Best available prefers seats near it. */
  readonly focalPoint: Point;
  readonly categories: readonly SeatCategory[];
  readonly sections: readonly Section[];
  readonly rows: readonly Row[];
  readonly seats: SeatColumns;
  readonly shapes: readonly Shape[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface SeatCategory {
  readonly name: string;
  readonly color: string;
}

/** A zone of rows, or a general-admission area, whose places are seats that are handed out by count. */
export interface Section {
  readonly name: string;
  readonly generalAdmission: boolean;
  /** Where its label stands. */
  readonly label: Point;
}

export interface Row {
  /** Index into `sections`. */
  readonly section: number;
  /** As printed: "12", "AA". A general-admission area has one row with an empty label. */
  readonly label: string;
}

/** Every column has one entry a seat, in the order of the seat numbers. */
export interface SeatColumns {
  /** `seat_guid` of the seating plan: unique in the map, kept when the map is edited. */
  readonly guid: readonly string[];
  /** As printed: "7". Empty in a general-admission area. */
  readonly label: readonly string[];
  /** Index into `rows`. */
  readonly row: readonly number[];
  /**
   * The physical place in the row. Two seats are neighbours when they share a row and these differ by one; an aisle skips one.
   */
  readonly place: readonly number[];
  /** Index into `categories`. */
  readonly category: readonly number[];
  /** Rounded to a tenth of the drawing's unit. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Bits of `seatFlags`. */
  readonly flags: readonly number[];
}

export const seatFlags = {
  /** Given only to who asks for it. */
  accessible: 1,
  /** Left the map in an edit; its number stays taken so that no other seat gets it. */
  removed: 2,
} as const;

/** Drawn under the seats: a stage, a pitch, a wall, a word. */
export interface Shape {
  readonly kind: "rectangle" | "circle" | "ellipse" | "polygon" | "text";
  /** Index into `sections`, of the general-admission area that this is the floor of. */
  readonly section?: number;
  /** A rectangle's top left corner, a circle's or an ellipse's middle, a polygon's origin. */
  readonly position: Point;
  /** Degrees clockwise around `position`. */
  readonly rotation: number;
  readonly color: string;
  readonly borderColor: string;
  readonly width?: number;
  readonly height?: number;
  /** Of a circle. An ellipse has twice its radii as `width` and `height`. */
  readonly radius?: number;
  /** Of a polygon, relative to `position`. */
  readonly points?: readonly Point[];
  /** Its `position` is relative to the shape's. */
  readonly text?: {
    readonly text: string;
    readonly color: string;
    readonly size: number;
    readonly position: Point;
  };
}

export const capacityOf = (map: SeatMap): number => {
  let capacity = 0;
  for (const flags of map.seats.flags) if ((flags & seatFlags.removed) === 0) capacity++;
  return capacity;
};
