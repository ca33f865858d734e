import type { Point, SeatMap, Shape } from "./seat-map.ts";

/** Plans do not say where everyone looks; most have a shape that is called by one of these names. */
const stageNames =
  /\b(stage|b[uü]hne|podium|sc[eè]ne|scen[ea]?|palco|escenario|escena|tablado|toneel|screen|leinwand|pitch|field|court|ring|rink|spielfeld|manege|altar)\b/iu;

/** The middle of the shape that is named like a stage; without one, the middle of the upper edge. */
export const findFocus = (shapes: SeatMap["shapes"], size: SeatMap["size"]): Point => {
  const stage = shapes.find(({ text }) => text !== undefined && stageNames.test(text.text));
  return stage ? middleOfShape(stage) : { x: size.width / 2, y: 0 };
};

const middleOfShape = (shape: Shape): Point => {
  const { x, y } = shape.position;
  if (shape.kind === "rectangle") return { x: x + (shape.width ?? 0) / 2, y: y + (shape.height ?? 0) / 2 };
  if (shape.kind === "polygon" && shape.points && shape.points.length > 0) {
    const { points } = shape;
    return {
      x: x + points.reduce((sum, point) => sum + point.x, 0) / points.length,
      y: y + points.reduce((sum, point) => sum + point.y, 0) / points.length,
    };
  }
  return { x, y };
};
