import type { SeatBook } from "./seat-book.ts";
import { isAccessible } from "./seat-plan.ts";
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
  for (let pieces = 1; pieces <= wish.quantity; pieces++) {
    const seats = inPieces(book, wish, pieces, random);
    if (seats) return seats;
  }
  return anyPlaces(book, wish);
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
    const section = plan.rowSection[row] ?? 0;
    if (plan.sections[section]?.generalAdmission) continue;
    if (wish.section !== undefined && section !== wish.section) continue;
    if ((book.availableInRow[row] ?? 0) < wish.quantity) continue;
    const start = seatOrder.rowStart[row] ?? 0;
    const end = seatOrder.rowStart[row + 1] ?? 0;
    const middle = middleOf(book, [seatOrder.order[start] ?? 0, seatOrder.order[end - 1] ?? 0]);
    let run = 0;
    for (let at = start; at < end; at++) {
      const seatNo = seatOrder.order[at] ?? 0;
      const before = seatOrder.order[at - 1] ?? 0;
      const follows = run > 0 && (plan.place[seatNo] ?? 0) - (plan.place[before] ?? 0) === 1;
      run = isEligible(book, wish, taken, seatNo) ? (follows ? run + 1 : 1) : 0;
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
  readonly nearest: number;
}

// The way from the focal point is asked for by every wish and never changes.
const fromFocalPoint = new WeakMap<SeatBook, readonly RowDistance[]>();

const rowsByDistance = (book: SeatBook, target: Point): readonly RowDistance[] => {
  if (target !== book.plan.focalPoint) return measureRows(book, target);
  const known = fromFocalPoint.get(book);
  if (known) return known;
  const rows = measureRows(book, target);
  fromFocalPoint.set(book, rows);
  return rows;
};

const measureRows = ({ plan, seatOrder }: SeatBook, target: Point): RowDistance[] => {
  const rows: RowDistance[] = [];
  for (let row = 0; row < plan.rowSection.length; row++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let at = seatOrder.rowStart[row] ?? 0; at < (seatOrder.rowStart[row + 1] ?? 0); at++) {
      const seatNo = seatOrder.order[at] ?? 0;
      nearest = Math.min(nearest, between({ x: plan.x[seatNo] ?? 0, y: plan.y[seatNo] ?? 0 }, target));
    }
    rows.push({ row, nearest });
  }
  return rows.sort((a, b) => a.nearest - b.nearest);
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
