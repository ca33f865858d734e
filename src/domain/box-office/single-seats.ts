import type { SeatBook } from "./seat-book.ts";
import { neighbourOf } from "./seat-order.ts";

/** Free, and not among those that are about to be taken. */
type IsFree = (seatNo: number) => boolean;

const freeBeside = (book: SeatBook, isFree: IsFree, seatNo: number, step: -1 | 1): number => {
  const beside = neighbourOf(book.plan, book.seatOrder, seatNo, step);
  return beside >= 0 && isFree(beside) ? beside : -1;
};

/**
 * How many single seats taking these would leave that have company now: a free seat whose neighbours are taken, or an aisle, on
 * both sides.
 */
export const singleSeatsLeftBy = (book: SeatBook, seats: readonly number[]): number => {
  const taken = new Set(seats);
  const isFree: IsFree = (seatNo) => book.isAvailable(seatNo) && !taken.has(seatNo);
  const left = new Set<number>();
  for (const seatNo of seats) {
    for (const step of [-1, 1] as const) {
      const beside = freeBeside(book, isFree, seatNo, step);
      if (beside < 0 || freeBeside(book, isFree, beside, -1) >= 0 || freeBeside(book, isFree, beside, 1) >= 0)
        continue;
      left.add(beside);
    }
  }
  return left.size;
};

/** Whether `quantity` seats side by side in this row could be had without leaving a single one. */
export const rowHasRoomFor = (book: SeatBook, row: number, category: number, quantity: number): boolean => {
  const { order, rowStart } = book.seatOrder;
  const end = rowStart[row + 1] ?? 0;
  for (let at = rowStart[row] ?? 0; at + quantity <= end; at++) {
    const seats = Array.from(order.subarray(at, at + quantity));
    const together = seats.every(
      (seatNo, i) =>
        book.isAvailable(seatNo) &&
        book.plan.category[seatNo] === category &&
        (i === 0 || neighbourOf(book.plan, book.seatOrder, seatNo, -1) === seats[i - 1]),
    );
    if (together && singleSeatsLeftBy(book, seats) === 0) return true;
  }
  return false;
};

/**
 * The orphan rule: a choice that leaves a single seat is refused only if the same number of seats could be had in the same row
 * and category without leaving one. Each row of the choice is judged by itself.
 */
export const leavesSingleSeatNeedlessly = (book: SeatBook, seats: readonly number[]): boolean => {
  const byRow = Map.groupBy(seats, (seatNo) => book.plan.row[seatNo] ?? 0);
  for (const [row, chosen] of byRow) {
    if (book.plan.sections[book.plan.rowSection[row] ?? 0]?.generalAdmission) continue;
    if (singleSeatsLeftBy(book, chosen) === 0) continue;
    if (rowHasRoomFor(book, row, book.plan.category[chosen[0] ?? 0] ?? 0, chosen.length)) return true;
  }
  return false;
};
