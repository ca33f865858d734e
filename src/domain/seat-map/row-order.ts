import type { Point } from "./seat-map.ts";

/**
 * A gap wider than this many times the row's usual spacing is an aisle. A wheelchair place or a wide chair beside a common one
 * is up to 1.5 apart and still next to it; one place left out is 2.
 */
const aisleRatio = 1.6;

/**
 * The physical place of each seat in its row, by where it stands and never by what is printed on it: neighbours differ by one,
 * an aisle skips one. Shapes: one entry a seat, in the order given.
 */
export const placesInRow = (seats: readonly Point[]): readonly number[] => {
  const order = orderAlongRow(seats);
  const gaps = gapsOf(seats, order);
  const usual = lowerMedian(gaps);
  const places = new Array<number>(seats.length).fill(0);
  let place = 0;
  order.forEach((seat, i) => {
    const gap = gaps[i - 1];
    if (gap !== undefined) place += usual > 0 && gap > aisleRatio * usual ? 2 : 1;
    places[seat] = place;
  });
  return places;
};

/**
 * Three ways to walk the row, the shortest walk wins: as listed (right for nearly every plan, whatever the row's shape), along
 * the row's long axis (a straight or gently curved row that is listed out of order), and around its middle (a ring or horseshoe).
 */
const orderAlongRow = (seats: readonly Point[]): readonly number[] => {
  const listed = seats.map((_, i) => i);
  if (seats.length < 3 || goesOneWay(seats)) return listed;
  const middle = meanOf(seats);
  let best = listed;
  let shortest = sum(gapsOf(seats, listed));
  for (const order of [alongAxis(seats, middle), aroundMiddle(seats, middle)]) {
    const walk = sum(gapsOf(seats, order));
    // A tie, up to rounding, stays as listed.
    if (walk < shortest * (1 - 1e-9)) [best, shortest] = [order, walk];
  }
  return best;
};

/** Nearly every row is listed from one end to the other; then there is no shorter walk to look for. */
const goesOneWay = (seats: readonly Point[]): boolean => {
  const first = seats[0];
  const last = seats.at(-1);
  if (!first || !last) return true;
  const along = ({ x, y }: Point): number => x * (last.x - first.x) + y * (last.y - first.y);
  return seats.every((seat, i) => {
    const before = seats[i - 1];
    return !before || along(seat) > along(before);
  });
};

const alongAxis = (seats: readonly Point[], middle: Point): number[] => {
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const { x, y } of seats) {
    xx += (x - middle.x) ** 2;
    xy += (x - middle.x) * (y - middle.y);
    yy += (y - middle.y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return sortedBy(seats, ({ x, y }) => x * Math.cos(angle) + y * Math.sin(angle));
};

const aroundMiddle = (seats: readonly Point[], middle: Point): number[] => {
  const round = sortedBy(seats, ({ x, y }) => Math.atan2(y - middle.y, x - middle.x));
  // The row begins and ends at its widest opening.
  const gaps = gapsOf(seats, [...round, round[0] ?? 0]);
  let widest = 0;
  gaps.forEach((gap, i) => {
    if (gap > (gaps[widest] ?? 0)) widest = i;
  });
  return [...round.slice(widest + 1), ...round.slice(0, widest + 1)];
};

const sortedBy = (seats: readonly Point[], key: (seat: Point) => number): number[] => {
  const keys = seats.map(key);
  return seats.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
};

const gapsOf = (seats: readonly Point[], order: readonly number[]): number[] => {
  const gaps: number[] = [];
  for (let i = 1; i < order.length; i++) {
    const a = seats[order[i - 1] ?? 0];
    const b = seats[order[i] ?? 0];
    if (a && b) gaps.push(Math.hypot(b.x - a.x, b.y - a.y));
  }
  return gaps;
};

const meanOf = (seats: readonly Point[]): Point => ({
  x: sum(seats.map(({ x }) => x)) / seats.length,
  y: sum(seats.map(({ y }) => y)) / seats.length,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Of two gaps the smaller: with three seats, two of them close, the third stands apart. */
const lowerMedian = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? 0;
