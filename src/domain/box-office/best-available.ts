import type { SeatBook } from "./seat-book.ts";
import type { SeatOrder } from "./seat-order.ts";
import { isAccessible, type SeatPlan } from "./seat-plan.ts";
import { singleSeatsLeftBy } from "./single-seats.ts";

export interface Wish {
  readonly quantity: number;
  /** Indices into the plan's categories and sections. */
  readonly category?: number | undefined;
  readonly section?: number | undefined;
  readonly accessible: boolean;
}

/** In [0, 1), as Math.random. */
export type Random = () => number;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Placement {
  readonly seats: readonly number[];
  readonly single: boolean;
  readonly distance: number;
}

// Of two seats as near to the focal point, the one nearer to its row's middle; a quarter of the way keeps rows before middles.
const middleWeight = 0.25;
// Distances that differ by less are the same to an eye, and are left to chance.
const sameDistance = 1e-3;

/**
 * The best seats for a wish, or null when there are not as many. Side by side in one row first; then in as few pieces as can be,
 * as even as can be, near the first piece; general admission last, unless its area is what was asked for.
 */
export const bestAvailable = (book: SeatBook, wish: Wish, random: Random): number[] | null => {
  // Near the end of a sale most wishes can not be met: that is seen before any placement is weighed.
  const { longestRun, seats } = seatsFor(book, wish);
  if (seats >= wish.quantity) {
    for (let pieces = Math.ceil(wish.quantity / longestRun); pieces <= wish.quantity; pieces++) {
      const found = inPieces(book, wish, pieces, random);
      if (found) return found;
    }
  }
  return anyPlaces(book, wish);
};

/** How many seats (not places of general admission) the wish could be met from, and how many side by side at most. */
const seatsFor = (book: SeatBook, wish: Wish): { readonly seats: number; readonly longestRun: number } => {
  const { plan, seatOrder } = book;
  let seats = 0;
  let longestRun = 1;
  for (let row = 0; row < plan.rowSection.length; row++) {
    if (!mayUseRow(book, wish, row) || book.availableInRow[row] === 0) continue;
    let run = 0;
    for (let at = seatOrder.rowStart[row] ?? 0; at < (seatOrder.rowStart[row + 1] ?? 0); at++) {
      run = isEligible(book, wish, none, seatOrder.order[at] ?? 0)
        ? followsBefore(book, at)
          ? run + 1
          : 1
        : 0;
      if (run > 0) seats++;
      if (run > longestRun) longestRun = run;
    }
    // As many as are wished for, side by side: that they are there is all there is to know.
    if (seats > 0 && longestRun >= wish.quantity) break;
  }
  return { seats, longestRun: Math.min(longestRun, wish.quantity) };
};

const mayUseRow = ({ plan }: SeatBook, wish: Wish, row: number): boolean => {
  const section = plan.rowSection[row] ?? 0;
  return (
    !plan.sections[section]?.generalAdmission && (wish.section === undefined || section === wish.section)
  );
};

/** Whether the seat at this place of the order is beside the one before it. */
const followsBefore = ({ plan, seatOrder }: SeatBook, at: number): boolean => {
  const seatNo = seatOrder.order[at] ?? 0;
  const before = seatOrder.order[at - 1];
  return (
    before !== undefined &&
    plan.row[before] === plan.row[seatNo] &&
    (plan.place[seatNo] ?? 0) - (plan.place[before] ?? 0) === 1
  );
};

const inPieces = (book: SeatBook, wish: Wish, pieces: number, random: Random): number[] | null => {
  const taken = new Set<number>();
  let target: Point = book.plan.focalPoint;
  for (let left = wish.quantity, piece = pieces; piece > 0; piece--) {
    const quantity = Math.ceil(left / piece);
    // A companion's piece need not be accessible; the fan's own is.
    const needsAccessible = wish.accessible && piece === pieces;
    const found = bestTogether(book, { ...wish, quantity }, needsAccessible, target, taken, random);
    if (!found) return null;
    for (const seatNo of found) taken.add(seatNo);
    if (piece === pieces) target = middleOf(book, found);
    left -= quantity;
  }
  return [...taken];
};

const isEligible = (book: SeatBook, wish: Wish, taken: ReadonlySet<number>, seatNo: number): boolean =>
  book.isAvailable(seatNo) &&
  book.isPriced(seatNo) &&
  (wish.category === undefined || book.plan.category[seatNo] === wish.category) &&
  (wish.accessible || !isAccessible(book.plan, seatNo)) &&
  !taken.has(seatNo);

const bestTogether = (
  book: SeatBook,
  wish: Wish,
  needsAccessible: boolean,
  target: Point,
  taken: ReadonlySet<number>,
  random: Random,
): readonly number[] | null => {
  const { plan, seatOrder } = book;
  let best: Placement | null = null;
  let ties = 0;
  for (const { row, nearest } of rowsByDistance(book, target)) {
    // Rows come by their nearest seat: once that is farther than the best placement, none can be better.
    if (best && !best.single && nearest > best.distance) break;
    if (!mayUseRow(book, wish, row)) continue;
    if ((book.availableInRow[row] ?? 0) < wish.quantity) continue;
    const start = seatOrder.rowStart[row] ?? 0;
    const end = seatOrder.rowStart[row + 1] ?? 0;
    const middle = middleOf(book, [seatOrder.order[start] ?? 0, seatOrder.order[end - 1] ?? 0]);
    let run = 0;
    for (let at = start; at < end; at++) {
      const seatNo = seatOrder.order[at] ?? 0;
      run = isEligible(book, wish, taken, seatNo) ? (run > 0 && followsBefore(book, at) ? run + 1 : 1) : 0;
      if (run < wish.quantity) continue;
      const seats = Array.from(seatOrder.order.subarray(at + 1 - wish.quantity, at + 1));
      if (needsAccessible && !seats.some((no) => isAccessible(plan, no))) continue;
      const centre = middleOf(book, seats);
      const distance = between(centre, target) + middleWeight * between(centre, middle);
      if (best && !best.single && distance > best.distance * (1 + sameDistance)) continue;
      const placement = { seats, distance, single: singleSeatsLeftBy(book, [...taken, ...seats]) > 0 };
      const order: number = best ? compare(placement, best) : -1;
      ties = order < 0 ? 1 : order === 0 ? ties + 1 : ties;
      if (order < 0 || (order === 0 && random() * ties < 1)) best = placement;
    }
  }
  return best?.seats ?? null;
};

const compare = (a: Placement, b: Placement): number => {
  if (a.single !== b.single) return a.single ? 1 : -1;
  if (Math.abs(a.distance - b.distance) <= sameDistance * b.distance) return 0;
  return a.distance - b.distance;
};

const between = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

const middleOf = ({ plan }: SeatBook, seats: readonly number[]): Point => {
  const first = seats[0] ?? 0;
  const last = seats.at(-1) ?? 0;
  return {
    x: ((plan.x[first] ?? 0) + (plan.x[last] ?? 0)) / 2,
    y: ((plan.y[first] ?? 0) + (plan.y[last] ?? 0)) / 2,
  };
};

interface RowDistance {
  readonly row: number;
  /** No seat of the row is nearer. */
  readonly nearest: number;
}

// The way from the focal point is asked for by every wish and never changes; nor do the rows' bounds.
const fromFocalPoint = new WeakMap<SeatPlan, readonly RowDistance[]>();
const boundsOfRows = new WeakMap<SeatPlan, Float32Array>();

const rowsByDistance = ({ plan, seatOrder }: SeatBook, target: Point): readonly RowDistance[] => {
  const isFocalPoint = target === plan.focalPoint;
  const known = isFocalPoint ? fromFocalPoint.get(plan) : undefined;
  if (known) return known;
  const bounds = boundsOfRows.get(plan) ?? measureRows(plan, seatOrder);
  boundsOfRows.set(plan, bounds);
  const rows: RowDistance[] = [];
  for (let row = 0; row < plan.rowSection.length; row++) {
    const [left = 0, top = 0, right = 0, bottom = 0] = bounds.subarray(row * 4, row * 4 + 4);
    const x = Math.max(left - target.x, 0, target.x - right);
    const y = Math.max(top - target.y, 0, target.y - bottom);
    rows.push({ row, nearest: Math.hypot(x, y) });
  }
  rows.sort((a, b) => a.nearest - b.nearest);
  if (isFocalPoint) fromFocalPoint.set(plan, rows);
  return rows;
};

/** Left, top, right and bottom of each row. */
const measureRows = (plan: SeatPlan, { order, rowStart }: SeatOrder): Float32Array => {
  const bounds = new Float32Array(plan.rowSection.length * 4);
  for (let row = 0; row < plan.rowSection.length; row++) {
    const seats = order.subarray(rowStart[row] ?? 0, rowStart[row + 1] ?? 0);
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const seatNo of seats) {
      const x = plan.x[seatNo] ?? 0;
      const y = plan.y[seatNo] ?? 0;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
    bounds.set(box, row * 4);
  }
  return bounds;
};

/** Places of general admission are all alike: the first that are free, of one area if it has as many. */
const anyPlaces = (book: SeatBook, wish: Wish): number[] | null => {
  const { plan, seatOrder } = book;
  for (let row = 0; row < plan.rowSection.length; row++) {
    const section = plan.rowSection[row] ?? 0;
    if (!plan.sections[section]?.generalAdmission) continue;
    if (wish.section !== undefined && section !== wish.section) continue;
    if ((book.availableInRow[row] ?? 0) < wish.quantity) continue;
    const found: number[] = [];
    for (let at = book.firstAvailableInRow[row] ?? 0; at < (seatOrder.rowStart[row + 1] ?? 0); at++) {
      const seatNo = seatOrder.order[at] ?? 0;
      if (isEligible(book, wish, none, seatNo)) found.push(seatNo);
      if (found.length === wish.quantity) return found;
    }
  }
  return null;
};

const none: ReadonlySet<number> = new Set();
