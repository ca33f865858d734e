import { findFocus } from "./focal-point.ts";
import type { Point, Row, SeatCategory, SeatMap, Shape } from "./seat-map.ts";
import { frameOf, labelled, tenth } from "./seat-map-frame.ts";
import { faultsShown, type SeatMapFault, seatMapLimits } from "./seat-map-limits.ts";

interface DraftSeat {
  readonly guid: string;
  readonly label: string;
  readonly row: number;
  readonly place: number;
  /** By name. */
  readonly category: string;
  readonly at: Point;
  readonly flags: number;
  /** Where in the plan it stands; asked only when something is wrong. */
  readonly pointer: () => string;
}

export type CheckedSeatMap =
  | { readonly ok: true; readonly map: SeatMap }
  | { readonly ok: false; readonly faults: readonly SeatMapFault[] };

/** Gathers a seat map seat by seat, and what is wrong with it on the way. */
export class SeatMapDraft {
  readonly #categories: readonly SeatCategory[];
  readonly #categoryOf = new Map<string, number>();
  readonly #sectionOf = new Map<string, number>();
  readonly #sections: { name: string; generalAdmission: boolean }[] = [];
  readonly #rows: Row[] = [];
  readonly #shapes: Shape[] = [];
  readonly #firstWith = new Map<string, () => string>();
  readonly #faults: SeatMapFault[] = [];
  readonly #seats = {
    guid: [] as string[],
    label: [] as string[],
    row: [] as number[],
    place: [] as number[],
    category: [] as number[],
    x: [] as number[],
    y: [] as number[],
    flags: [] as number[],
  };

  constructor(categories: readonly SeatCategory[]) {
    this.#categories = categories;
    if (categories.length > seatMapLimits.categories)
      this.#fault("/categories", `At most ${seatMapLimits.categories} categories, not ${categories.length}.`);
    categories.forEach(({ name }, i) => {
      if (this.#categoryOf.has(name))
        this.#fault(`/categories/${i}/name`, `There is another category "${name}".`);
      else this.#categoryOf.set(name, i);
    });
  }

  get isFull(): boolean {
    return this.#seats.guid.length > seatMapLimits.seats;
  }

  /** Zones of one name are one section; a general-admission area has its name to itself. */
  section(name: string, generalAdmission: boolean, pointer: string): number {
    const known = this.#sectionOf.get(name);
    if (known !== undefined) {
      if (generalAdmission || this.#sections[known]?.generalAdmission)
        this.#fault(pointer, `"${name}" is the name of another section; give this area a name of its own.`);
      return known;
    }
    this.#sectionOf.set(name, this.#sections.length);
    return this.#sections.push({ name, generalAdmission }) - 1;
  }

  row(section: number, label: string, pointer: string): number {
    if (this.#rows.length === seatMapLimits.rows)
      this.#fault(pointer, `At most ${seatMapLimits.rows} rows; this is one more.`);
    return this.#rows.push({ section, label }) - 1;
  }

  seat(seat: DraftSeat): void {
    if (this.#seats.guid.length === seatMapLimits.seats)
      this.#fault(seat.pointer(), `At most ${seatMapLimits.seats} seats; this is one more.`);
    if (this.isFull) return;
    const first = this.#firstWith.get(seat.guid);
    if (first) {
      this.#fault(first(), `The seat_guid "${seat.guid}" is on more than one seat.`);
      this.#fault(seat.pointer(), `The seat_guid "${seat.guid}" is on more than one seat.`);
    } else this.#firstWith.set(seat.guid, seat.pointer);
    const category = this.#categoryOf.get(seat.category);
    if (category === undefined)
      this.#fault(`${seat.pointer()}/category`, `There is no category "${seat.category}".`);
    if (seat.place > seatMapLimits.placesInRow)
      this.#fault(seat.pointer(), `A row has at most ${seatMapLimits.placesInRow} places.`);
    const columns = this.#seats;
    columns.guid.push(seat.guid);
    columns.label.push(seat.label);
    columns.row.push(seat.row);
    columns.place.push(seat.place);
    columns.category.push(category ?? 0);
    columns.x.push(seat.at.x);
    columns.y.push(seat.at.y);
    columns.flags.push(seat.flags);
  }

  shape(shape: Shape | undefined): void {
    if (shape) this.#shapes.push(shape);
  }

  finish(plan: {
    readonly name: string;
    readonly size?: { readonly width: number; readonly height: number };
    readonly focalPoint?: Point;
  }): CheckedSeatMap {
    if (this.#seats.guid.length === 0) this.#fault("/zones", "There is no seat in it.");
    if (this.#faults.length > 0) return { ok: false, faults: this.#faults };
    const frame = frameOf(this.#seats.x, this.#seats.y, plan.size);
    const { x: left, y: top } = frame.origin;
    const shift = ({ x, y }: Point): Point => ({ x: tenth(x - left), y: tenth(y - top) });
    const shapes = this.#shapes.map((shape) => ({ ...shape, position: shift(shape.position) }));
    const seats = {
      ...this.#seats,
      x: this.#seats.x.map((x) => tenth(x - left)),
      y: this.#seats.y.map((y) => tenth(y - top)),
    };
    return {
      ok: true,
      map: {
        version: 1,
        name: plan.name,
        size: frame.size,
        focalPoint: plan.focalPoint ? shift(plan.focalPoint) : findFocus(shapes, frame.size),
        categories: this.#categories,
        sections: labelled(this.#sections, this.#rows, seats),
        rows: this.#rows,
        seats,
        shapes,
      },
    };
  }

  #fault(at: string, detail: string): void {
    if (this.#faults.length < faultsShown && !this.#faults.some((known) => known.at === at))
      this.#faults.push({ at, detail });
  }
}
