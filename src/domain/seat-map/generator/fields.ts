import { type Drawing, rectangle, stageText } from "./drawing.ts";
import type { Field } from "./field.ts";

export const drawStage = (drawing: Drawing, field: Field, front: number, depth: number): void => {
  const width = Math.min(2 * (field.halfWidth - 90), 900);
  drawing.shape({
    ...rectangle({ x: -width / 2, y: front - depth }, { width, height: depth }, "#334155", "#1e293b"),
    text: stageText({ x: width / 2, y: depth / 2 }, 40),
  });
};

/** 20 units are a metre: 105 by 68 m, the penalty areas 16.5 by 40.3 m, the circle 9.15 m around the spot. */
export const drawPitch = (drawing: Drawing): void => {
  const [halfLength, halfWidth] = [1050, 680];
  const [grass, line] = ["#8fbf88", "#f1f5f0"];
  const box = (x: number, y: number, width: number, height: number) =>
    drawing.shape(rectangle({ x, y }, { width, height }, "transparent", line));
  drawing.shape(
    rectangle(
      { x: -halfLength, y: -halfWidth },
      { width: 2 * halfLength, height: 2 * halfWidth },
      grass,
      line,
    ),
  );
  box(-halfLength, -halfWidth, halfLength, 2 * halfWidth);
  box(-halfLength, -403, 330, 806);
  box(halfLength - 330, -403, 330, 806);
  drawing.shape({
    shape: "circle",
    position: { x: 0, y: 0 },
    circle: { radius: 183 },
    color: "transparent",
    border_color: line,
  });
};

/** 28 by 15 m of parquet in the middle of the floor. */
export const drawCourt = (drawing: Drawing, { halfWidth, halfHeight }: Field): void => {
  const line = "#f8fafc";
  drawing.shape(
    rectangle(
      { x: 50 - halfWidth, y: 50 - halfHeight },
      { width: 2 * (halfWidth - 50), height: 2 * (halfHeight - 50) },
      "#e2e8f0",
      "#cbd5e1",
    ),
  );
  drawing.shape(rectangle({ x: -280, y: -150 }, { width: 560, height: 300 }, "#d9b98a", line));
  drawing.shape(rectangle({ x: -280, y: -150 }, { width: 280, height: 300 }, "transparent", line));
  drawing.shape({
    shape: "circle",
    position: { x: 0, y: 0 },
    circle: { radius: 36 },
    color: "transparent",
    border_color: line,
  });
};
