import type { FanId, HoldId, OrderId } from "../ids.ts";
import { orderIdOf } from "../ids.ts";
import type { Change, Hold } from "./changes.ts";
import { Expiries } from "./expiries.ts";
import {
  mayEnd,
  type Order,
  owesCancellation,
  owesClosing,
  owesRecord,
  owesRefund,
  takenSeatsOf,
} from "./order.ts";
import { type SeatOrder, seatOrderOf } from "./seat-order.ts";
import { isRemoved, type SeatPlan } from "./seat-plan.ts";
import type { SaleRules } from "./setup.ts";

/** Status of a seat, as it is packed for viewers: the index into `seatStatuses`. */
export const seat = { available: 0, held: 1, sold: 2, blocked: 3 } as const;

/**
 * Who has which seat at this moment, in memory. Decisions read it; only `apply` and `sweep` change it, and what they do can be
 * rebuilt from the store at any time.
 */
export class SeatBook {
  rules: SaleRules;
  readonly plan: SeatPlan;
  readonly seatOrder: SeatOrder;
  readonly status: Uint8Array;
  /** Seats that can be had, a row: lets a search pass full rows by. */
  readonly availableInRow: Uint32Array;
  /** Before this place in the row's order nothing can be had: general admission is handed out from here. */
  readonly firstAvailableInRow: Int32Array;
  readonly availableByCategory: number[];
  /** Live holds, those in payment too. */
  readonly holds = new Map<HoldId, Hold>();
  /** Orders with money on record that Postgres does not have yet, or not as they are now. */
  readonly unrecorded = new Set<OrderId>();
  /** Orders that nobody shall pay any more, whose Session is not known to be closed; and offers whose time is over. */
  readonly toClose = new Set<OrderId>();
  /** Orders of which money goes back. */
  readonly toRefund = new Set<OrderId>();
  /** When the event is canceled, orders that the cancellation has not come to yet. */
  readonly toCancel = new Set<OrderId>();

  readonly #ticketsOfFan = new Map<FanId, number>();
  readonly #expiries = new Expiries<Hold>();
  #touched: number[] = [];

  constructor(plan: SeatPlan, rules: SaleRules) {
    this.plan = plan;
    this.rules = rules;
    this.seatOrder = seatOrderOf(plan);
    this.status = new Uint8Array(plan.seatCount);
    this.availableInRow = new Uint32Array(plan.rowSection.length);
    this.firstAvailableInRow = this.seatOrder.rowStart.slice(0, -1);
    this.availableByCategory = new Array<number>(plan.categoryCount).fill(0);
    for (let seatNo = 0; seatNo < plan.seatCount; seatNo++) {
      if (isRemoved(plan, seatNo) || !this.isPriced(seatNo)) this.status[seatNo] = seat.blocked;
      else this.#count(seatNo, 1);
    }
  }

  /** Seats that the fan holds and has bought for this event. */
  ticketsOf(fanId: FanId): number {
    return this.#ticketsOfFan.get(fanId) ?? 0;
  }

  isAvailable(seatNo: number): boolean {
    return this.status[seatNo] === seat.available;
  }

  /** A seat of a category without a price is not for sale: it is blocked until an edit gives the category one. */
  isPriced(seatNo: number): boolean {
    return (this.rules.pricesMinor[this.plan.category[seatNo] ?? 0] ?? null) !== null;
  }

  /** When the next hold ends by itself. */
  get nextExpiryAt(): number | undefined {
    return this.#expiries.nextAt;
  }

  /**
   * Takes the holds that have run out off the clock and answers with them. Those in payment stay, with their seats, and their
   * orders are to be closed: a seat is free only when nobody can pay for it.
   */
  takeExpired(now: number): Hold[] {
    const expired: Hold[] = [];
    for (let at = this.#expiries.nextAt; at !== undefined && at <= now; at = this.#expiries.nextAt) {
      const hold = this.holds.get(this.#expiries.take().id);
      // One that was kept longer stands on the clock once more, further on.
      if (!hold || hold.expiresAt > now) continue;
      if (hold.inPayment) this.toClose.add(orderIdOf(hold.id));
      else expired.push(hold);
    }
    return expired;
  }

  /** Seats that changed since this was last asked, each once. */
  takeTouched(): number[] {
    const touched = this.#touched;
    this.#touched = [];
    return touched.length > 1 ? [...new Set(touched)] : touched;
  }

  get touchedCount(): number {
    return this.#touched.length;
  }

  apply(change: Change): void {
    switch (change.type) {
      case "held":
        for (const seatNo of change.hold.seats) this.#move(seatNo, seat.available, seat.held);
        this.#keep(change.hold);
        break;
      case "hold_kept":
        this.toClose.delete(orderIdOf(change.hold.id));
        this.#drop(change.hold.id);
        this.#keep(change.hold);
        break;
      case "hold_ended":
        this.#drop(change.hold.id);
        if (change.how !== "sold")
          for (const seatNo of change.hold.seats) this.#move(seatNo, seat.held, seat.available);
        break;
      case "order_begun":
        this.#drop(change.hold.id);
        this.#keep({ ...change.hold, inPayment: true });
        this.file(change.order);
        break;
      case "order_changed":
        this.file(change.order);
        break;
      case "order_sold":
        this.#sell(change.order);
        this.file(change.order);
        break;
      case "order_voided":
        for (const seatNo of change.seats) this.#move(seatNo, seat.sold, seat.blocked);
        this.#countTickets({ ...change.order, seats: change.seats }, -1);
        this.file(change.order);
        break;
      case "seats_returned":
        for (const seatNo of change.seats) this.#move(seatNo, seat.sold, seat[change.to]);
        this.#countTickets({ ...change.order, seats: change.seats }, -1);
        this.file(change.order);
        break;
      case "blocked":
        for (const seatNo of change.seats) this.#move(seatNo, seat.available, seat.blocked);
        break;
      case "unblocked":
        for (const seatNo of change.seats) this.#move(seatNo, seat.blocked, seat.available);
        break;
      case "closed":
        this.rules = { ...this.rules, closed: true };
        break;
      case "event_canceled":
        this.rules = { ...this.rules, closed: true, canceled: change.canceled };
        break;
      case "opened":
        throw new Error("an opened event gets a new seat book");
    }
  }

  /** Puts a live hold back, or a new one in. */
  restoreHold(hold: Hold): void {
    for (const seatNo of hold.seats) {
      if (this.status[seatNo] === seat.held) throw new Error(`seat ${seatNo} would be held twice`);
      this.#set(seatNo, seat.held);
    }
    this.#keep(hold);
  }

  /** Puts an order of the store back: its seats are sold, but for those that went back to the sale. */
  restoreOrder(order: Order): void {
    this.#sell(order);
    this.file(order);
  }

  /** The seats of an order, free or held by its own hold, are sold. */
  #sell(order: Order): void {
    const seats = takenSeatsOf(order);
    for (const seatNo of seats) {
      if (this.status[seatNo] === seat.sold) throw new Error(`seat ${seatNo} would be sold twice`);
      this.#set(seatNo, seat.sold);
    }
    this.#countTickets({ ...order, seats }, 1);
  }

  #countTickets({ seats, fanId }: Pick<Order, "seats" | "fanId">, sign: 1 | -1): void {
    const count = (this.#ticketsOfFan.get(fanId) ?? 0) + sign * seats.length;
    if (count > 0) this.#ticketsOfFan.set(fanId, count);
    else this.#ticketsOfFan.delete(fanId);
  }

  /** Notes anew what is owed for an order. */
  file(order: Order): void {
    const put = (set: Set<OrderId>, belongs: boolean): unknown =>
      belongs ? set.add(order.id) : set.delete(order.id);
    put(this.unrecorded, owesRecord(order));
    // One whose hold has run out stays to be closed, whatever else is noted of it meanwhile.
    put(this.toClose, owesClosing(order) || (this.toClose.has(order.id) && mayEnd(order)));
    put(this.toRefund, owesRefund(order));
    put(this.toCancel, this.rules.canceled !== null && owesCancellation(order));
  }

  #keep(hold: Hold): void {
    this.holds.set(hold.id, hold);
    this.#countTickets(hold, 1);
    this.#expiries.add(hold.expiresAt, hold);
  }

  #drop(holdId: HoldId): void {
    const hold = this.holds.get(holdId);
    if (!hold) throw new Error(`hold ${holdId} is not live`);
    this.holds.delete(holdId);
    this.#countTickets(hold, -1);
  }

  #move(seatNo: number, from: number, to: number): void {
    if (this.status[seatNo] !== from)
      throw new Error(`seat ${seatNo} is ${this.status[seatNo]}, not ${from}`);
    this.#set(seatNo, to);
  }

  #set(seatNo: number, wanted: number): void {
    const to = wanted === seat.available && !this.isPriced(seatNo) ? seat.blocked : wanted;
    if (this.status[seatNo] === seat.available) this.#count(seatNo, -1);
    if (to === seat.available) this.#count(seatNo, 1);
    this.status[seatNo] = to;
    this.#touched.push(seatNo);
  }

  #nextAvailable(row: number, from: number): number {
    const { order, rowStart } = this.seatOrder;
    const end = rowStart[row + 1] ?? 0;
    let at = from;
    while (at < end && this.status[order[at] ?? 0] !== seat.available) at++;
    return at;
  }

  #count(seatNo: number, by: 1 | -1): void {
    const row = this.plan.row[seatNo] ?? 0;
    const rank = this.seatOrder.rank[seatNo] ?? 0;
    const first = this.firstAvailableInRow[row] ?? 0;
    if (by === 1 && rank < first) this.firstAvailableInRow[row] = rank;
    if (by === -1 && rank === first) this.firstAvailableInRow[row] = this.#nextAvailable(row, rank + 1);
    const category = this.plan.category[seatNo] ?? 0;
    this.availableInRow[row] = (this.availableInRow[row] ?? 0) + by;
    this.availableByCategory[category] = (this.availableByCategory[category] ?? 0) + by;
  }
}
