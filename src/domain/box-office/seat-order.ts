import type { SeatPlan } from "./seat-plan.ts";

/** Which seat is beside which: seats by row and place, so that a row is a stretch of `order`. */
export interface SeatOrder {
  /** Seat numbers, by row and place. */
  readonly order: Int32Array;
  /** Where a seat stands in `order`. */
  readonly rank: Int32Array;
  /** Where each row starts in `order`; one more entry at the end. */
  readonly rowStart: Int32Array;
}

export const seatOrderOf = (plan: SeatPlan): SeatOrder => {
  const { seatCount, row, place } = plan;
  const order = Int32Array.from({ length: seatCount }, (_, seatNo) => seatNo);
  const after = (a: number, b: number): number =>
    (row[a] ?? 0) - (row[b] ?? 0) || (place[a] ?? 0) - (place[b] ?? 0);
  // A map as it was imported is sorted already; only edited ones are not.
  for (let i = 1; i < seatCount; i++) {
    if (after(i - 1, i) > 0) {
      order.sort(after);
      break;
    }
  }
  const rank = new Int32Array(seatCount);
  const rowStart = new Int32Array(plan.rowSection.length + 1);
  for (let i = 0; i < seatCount; i++) {
    const seatNo = order[i] ?? 0;
    rank[seatNo] = i;
    const next = (row[seatNo] ?? 0) + 1;
    rowStart[next] = (rowStart[next] ?? 0) + 1;
  }
  for (let r = 0; r < plan.rowSection.length; r++)
    rowStart[r + 1] = (rowStart[r + 1] ?? 0) + (rowStart[r] ?? 0);
  return { order, rank, rowStart };
};

/** The seat `step` places along the row (-1 or 1), or -1 where an aisle or the row's end is. */
export const neighbourOf = (plan: SeatPlan, seats: SeatOrder, seatNo: number, step: -1 | 1): number => {
  const at = (seats.rank[seatNo] ?? 0) + step;
  const other = seats.order[at];
  if (other === undefined || plan.row[other] !== plan.row[seatNo]) return -1;
  return (plan.place[other] ?? 0) - (plan.place[seatNo] ?? 0) === step ? other : -1;
};
