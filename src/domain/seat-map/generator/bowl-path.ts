import type { Point } from "../seat-map.ts";

/**
 * Rows of a bowl: a rectangle with round corners around (0, 0), and its parallels at any offset outwards. It is walked clockwise
 * from the middle of the upper side. A boundary between sections runs straight outwards: the same `Mark` on every parallel.
 */
export interface BowlPath {
  length(offset: number): number;
  markAt(offset: number, distance: number): Mark;
  distanceTo(offset: number, mark: Mark): number;
  pointAt(offset: number, distance: number): Point;
}

export interface Mark {
  readonly piece: number;
  /** Of the piece, from 0 to 1. */
  readonly part: number;
}

interface Side {
  readonly kind: "side";
  readonly from: Point;
  readonly along: Point;
  readonly outwards: Point;
  readonly length: number;
}

interface Corner {
  readonly kind: "corner";
  readonly centre: Point;
  readonly from: number;
}

/** `halfWidth` and `halfHeight` of the field, `radius` of its corners. */
export const bowlPath = (halfWidth: number, halfHeight: number, radius: number): BowlPath => {
  const w = halfWidth - radius;
  const h = halfHeight - radius;
  const side = (from: Point, along: Point, outwards: Point, length: number): Side => ({
    kind: "side",
    from,
    along,
    outwards,
    length,
  });
  const corner = (x: number, y: number, from: number): Corner => ({ kind: "corner", centre: { x, y }, from });
  const right = { x: 1, y: 0 };
  const left = { x: -1, y: 0 };
  const up = { x: 0, y: -1 };
  const down = { x: 0, y: 1 };
  const quarter = Math.PI / 2;
  const pieces: readonly (Side | Corner)[] = [
    side({ x: 0, y: -halfHeight }, right, up, w),
    corner(w, -h, -quarter),
    side({ x: halfWidth, y: -h }, down, right, 2 * h),
    corner(w, h, 0),
    side({ x: w, y: halfHeight }, left, down, 2 * w),
    corner(-w, h, quarter),
    side({ x: -halfWidth, y: h }, up, left, 2 * h),
    corner(-w, -h, 2 * quarter),
    side({ x: -w, y: -halfHeight }, right, up, w),
  ];
  const lengthOf = (piece: Side | Corner, offset: number): number =>
    piece.kind === "side" ? piece.length : quarter * (radius + offset);

  const length = (offset: number): number => pieces.reduce((sum, piece) => sum + lengthOf(piece, offset), 0);

  const markAt = (offset: number, distance: number): Mark => {
    const whole = length(offset);
    let rest = ((distance % whole) + whole) % whole;
    for (const [i, piece] of pieces.entries()) {
      const own = lengthOf(piece, offset);
      if (rest <= own) return { piece: i, part: own > 0 ? rest / own : 0 };
      rest -= own;
    }
    return { piece: 0, part: 0 };
  };

  return {
    length,
    markAt,
    distanceTo: (offset, { piece, part }) =>
      pieces.reduce(
        (sum, one, i) =>
          sum + (i < piece ? lengthOf(one, offset) : i === piece ? part * lengthOf(one, offset) : 0),
        0,
      ),
    pointAt: (offset, distance) => {
      const mark = markAt(offset, distance);
      const piece = pieces[mark.piece];
      if (piece?.kind === "side") {
        const walked = mark.part * piece.length;
        return {
          x: piece.from.x + piece.along.x * walked + piece.outwards.x * offset,
          y: piece.from.y + piece.along.y * walked + piece.outwards.y * offset,
        };
      }
      if (!piece) return { x: 0, y: 0 };
      const angle = piece.from + mark.part * quarter;
      return {
        x: piece.centre.x + Math.cos(angle) * (radius + offset),
        y: piece.centre.y + Math.sin(angle) * (radius + offset),
      };
    },
  };
};
