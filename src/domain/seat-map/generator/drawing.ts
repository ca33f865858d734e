import { categoryColor } from "../colors.ts";
import type { Point } from "../seat-map.ts";
import type { SeatMapDescription } from "../seat-map-description.ts";
import type { PlanArea, PlanSeat, PlanZone, SeatingPlan } from "../seating-plan.ts";
import { frame } from "./measures.ts";

export interface DrawnSeat extends Point {
  readonly label: string;
  readonly category: string;
  readonly accessible: boolean;
}

/** Gathers sections around an origin of its own choice, and moves all of it into the frame at the end. */
export class Drawing {
  readonly #zones: PlanZone[] = [];
  readonly #shapes: PlanArea[] = [];
  readonly #categories = new Set<string>();
  #left = 0;
  #right = 0;
  #top = 0;
  #bottom = 0;

  section(
    name: string,
    rows: readonly { readonly label: string; readonly seats: readonly DrawnSeat[] }[],
  ): void {
    this.#zones.push({
      name,
      position: { x: 0, y: 0 },
      rows: rows.map(({ label, seats }) => ({
        row_number: label,
        seats: seats.map((seat) => this.#planSeat(`${name}-${label}-${seat.label}`, seat)),
      })),
    });
  }

  #planSeat(guid: string, { x, y, label, category, accessible }: DrawnSeat): PlanSeat {
    this.#reach({ x, y });
    this.#categories.add(category);
    return {
      seat_guid: guid,
      seat_number: label,
      category,
      position: { x, y },
      ...(accessible ? { accessible } : {}),
    };
  }

  /** A general-admission area; `corner` is its top left. */
  standing(
    area: { readonly name: string; readonly category: string; readonly capacity: number },
    corner: Point,
    size: { readonly width: number; readonly height: number },
  ): void {
    this.#categories.add(area.category);
    const shape = { ...rectangle(corner, size, "#eef2f7", "#94a3b8"), ...pick(area), uuid: area.name };
    this.#grow(corner, size);
    this.#zones.push({ name: area.name, position: { x: 0, y: 0 }, rows: [], areas: [shape] });
  }

  shape(shape: PlanArea): void {
    this.#shapes.push(shape);
  }

  /** A shape that the frame must hold as well. */
  floor(corner: Point, size: { readonly width: number; readonly height: number }): void {
    this.#grow(corner, size);
  }

  #grow(corner: Point, { width, height }: { readonly width: number; readonly height: number }): void {
    this.#reach(corner);
    this.#reach({ x: corner.x + width, y: corner.y + height });
  }

  #reach({ x, y }: Point): void {
    this.#left = Math.min(this.#left, x);
    this.#right = Math.max(this.#right, x);
    this.#top = Math.min(this.#top, y);
    this.#bottom = Math.max(this.#bottom, y);
  }

  plan(name: string, focus: Point, colors: SeatMapDescription["categories"]): SeatingPlan {
    const origin = { x: frame - this.#left, y: frame - this.#top };
    const zones = [
      { name: "Floor plan", position: origin, rows: [], areas: this.#shapes },
      ...this.#zones.map((zone) => ({ ...zone, position: origin })),
    ];
    return {
      name,
      size: {
        width: Math.ceil(this.#right - this.#left + 2 * frame),
        height: Math.ceil(this.#bottom - this.#top + 2 * frame),
      },
      focal_point: { x: focus.x + origin.x, y: focus.y + origin.y },
      categories: [...this.#categories].map((category, i) => ({
        name: category,
        color: colors.find((given) => given.name === category)?.color ?? categoryColor(i),
      })),
      zones,
    };
  }
}

const pick = ({ name, category, capacity }: { name: string; category: string; capacity: number }) => ({
  name,
  category,
  capacity,
});

export const rectangle = (
  position: Point,
  size: { readonly width: number; readonly height: number },
  color: string,
  borderColor: string,
): PlanArea => ({
  shape: "rectangle",
  position: { ...position },
  rectangle: { ...size },
  color,
  border_color: borderColor,
});

export const stageText = (position: Point, size = 28): PlanArea["text"] => ({
  text: "Stage",
  color: "#f8fafc",
  size,
  position: { ...position },
});
