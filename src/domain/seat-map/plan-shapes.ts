import { colorOr } from "./colors.ts";
import type { Point, Shape } from "./seat-map.ts";
import type { PlanArea } from "./seating-plan.ts";

type Colored = Pick<Shape, "position" | "rotation" | "color" | "borderColor">;

/** What an area draws; undefined when it is of a shape that is not known here, or lacks its measures. */
export const shapeOf = (area: PlanArea, origin: Point, section: number | undefined): Shape | undefined => {
  const figure = figureOf(area, {
    position: origin,
    rotation: area.rotation ?? 0,
    color: colorOr(area.color, "#e5e7eb"),
    borderColor: colorOr(area.border_color, "#9ca3af"),
  });
  if (!figure) return undefined;
  const words = textOf(area);
  return {
    ...figure,
    ...(section === undefined ? {} : { section }),
    ...(words ? { text: words } : {}),
  };
};

const figureOf = (area: PlanArea, base: Colored): Shape | undefined => {
  const { shape = "rectangle", rectangle, circle, ellipse, polygon } = area;
  if (shape === "rectangle") {
    const width = rectangle?.width ?? area.width;
    const height = rectangle?.height ?? area.height;
    return width === undefined || height === undefined
      ? undefined
      : { kind: "rectangle", ...base, width, height };
  }
  if (shape === "circle" && circle) return { kind: "circle", ...base, radius: circle.radius };
  if (shape === "ellipse" && ellipse)
    return { kind: "ellipse", ...base, width: ellipse.radius.x * 2, height: ellipse.radius.y * 2 };
  if (shape === "polygon" && polygon)
    return { kind: "polygon", ...base, points: polygon.points.map(({ x, y }) => ({ x, y })) };
  return shape === "text" ? { kind: "text", ...base } : undefined;
};

const textOf = ({ text }: PlanArea): Shape["text"] => {
  if (text === undefined) return undefined;
  if (typeof text === "string") return { text, color: "#374151", size: 16, position: { x: 0, y: 0 } };
  return {
    text: text.text,
    color: colorOr(text.color, "#374151"),
    size: text.size ?? 16,
    position: { x: text.position?.x ?? 0, y: text.position?.y ?? 0 },
  };
};

/** The middle of an area, relative to its position. */
export const middleOf = (area: PlanArea): Point => {
  const width = area.rectangle?.width ?? area.width;
  const height = area.rectangle?.height ?? area.height;
  if (area.polygon && area.polygon.points.length > 0) {
    const { points } = area.polygon;
    return {
      x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
      y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
    };
  }
  if (width === undefined || height === undefined) return { x: 0, y: 0 };
  const turn = ((area.rotation ?? 0) * Math.PI) / 180;
  return {
    x: (width / 2) * Math.cos(turn) - (height / 2) * Math.sin(turn),
    y: (width / 2) * Math.sin(turn) + (height / 2) * Math.cos(turn),
  };
};
