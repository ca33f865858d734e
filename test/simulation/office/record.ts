import { type OrderRow, orderOf } from "../../../durable-objects/box-office/order-rows.ts";
import { type HoldRow, holdOf } from "../../../durable-objects/box-office/rows.ts";
import type { Hold } from "../../../src/domain/box-office/changes.ts";
import type { Order } from "../../../src/domain/box-office/order.ts";
import type { EventId, HoldId, OrderId } from "../../../src/domain/ids.ts";
import type { Disk } from "./disk.ts";

/** What a box office has on disk, read by statements of the simulator's own. */
export interface OfficeRecord {
  readonly eventId: EventId;
  readonly seatCount: number;
  readonly holds: ReadonlyMap<HoldId, Hold>;
  readonly orders: ReadonlyMap<OrderId, Order>;
  readonly blocked: ReadonlySet<number>;
}

/** Of a seat: nobody (""), the organizer, a hold or an order. Two of them are written with a plus between: that is never right. */
export type Owner = string;
export const nobody: Owner = "";
export const organizer: Owner = "blocked";

/** Seats of its that nobody else may have: void tickets keep theirs until these are returned. */
export const seatsKept = ({
  given,
  seats,
  refunds,
}: Pick<Order, "given" | "seats" | "refunds">): number[] => {
  const returned = new Set(refunds.filter((refund) => refund.returned).flatMap((refund) => refund.seats));
  return given ? seats.filter((seatNo) => !returned.has(seatNo)) : [];
};

/** Seats whose tickets are good. */
export const seatsLive = ({
  given,
  seats,
  refunds,
}: Pick<Order, "given" | "seats" | "refunds">): number[] => {
  const isVoid = new Set(refunds.flatMap((refund) => refund.seats));
  return given ? seats.filter((seatNo) => !isVoid.has(seatNo)) : [];
};

export const ownersOf = ({ seatCount, holds, orders, blocked }: OfficeRecord): Owner[] => {
  const owners = new Array<Owner>(seatCount).fill(nobody);
  const give = (seatNo: number, owner: Owner): void => {
    owners[seatNo] = owners[seatNo] ? `${owners[seatNo]} + ${owner}` : owner;
  };
  for (const hold of holds.values()) for (const seatNo of hold.seats) give(seatNo, hold.id);
  for (const order of orders.values()) for (const seatNo of seatsKept(order)) give(seatNo, order.id);
  // A seat that was sold while it was blocked on paper counts as sold, as for the box office itself.
  for (const seatNo of blocked) if (!owners[seatNo]) give(seatNo, organizer);
  return owners;
};

/** As viewers are told: 0 available, 1 held, 2 sold, 3 blocked. */
export const statusOfOwner = (owner: Owner): number =>
  owner === nobody ? 0 : owner.startsWith("hld_") ? 1 : owner.startsWith("ord_") ? 2 : 3;

/** Reads the whole record; rows that did not change are not taken apart again. */
export class RecordReader {
  readonly #disk: Disk;
  readonly #eventId: EventId;
  readonly #seatCount: number;
  readonly #known = new Map<string, { readonly text: string; readonly order: Order }>();

  constructor(disk: Disk, eventId: EventId, seatCount: number) {
    this.#disk = disk;
    this.#eventId = eventId;
    this.#seatCount = seatCount;
  }

  read(): OfficeRecord {
    const isThere = this.#disk.read("SELECT name FROM sqlite_master WHERE name = 'orders'").length > 0;
    const rows = (query: string): Record<string, unknown>[] => (isThere ? this.#disk.read(query) : []);
    const holds = new Map<HoldId, Hold>();
    // These rows are the store's own, in the shape of its columns.
    for (const row of rows("SELECT * FROM holds") as HoldRow[]) {
      const hold = holdOf(row, row.in_payment === 1);
      holds.set(hold.id, hold);
    }
    const orders = new Map<OrderId, Order>();
    for (const row of rows("SELECT * FROM orders") as OrderRow[]) {
      const order = this.#order(row);
      orders.set(order.id, order);
    }
    const [event] = rows("SELECT blocked FROM event");
    const blocked = new Set<number>(event ? (JSON.parse(String(event.blocked)) as number[]) : []);
    return { eventId: this.#eventId, seatCount: this.#seatCount, holds, orders, blocked };
  }

  #order(row: OrderRow): Order {
    const text = Object.values(row).join("\u0000");
    const known = this.#known.get(row.id);
    if (known?.text === text) return known.order;
    const order = orderOf(this.#eventId, row);
    this.#known.set(row.id, { text, order });
    return order;
  }
}
