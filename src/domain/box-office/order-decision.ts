import { type Outcome, ok, refuse } from "../outcome.ts";
import type { Change, Decision } from "./changes.ts";
import type { OrderView } from "./contract.ts";
import type { Flag, Order } from "./order.ts";
import type { SeatBook } from "./seat-book.ts";
import { viewOfOrder } from "./views.ts";

export const unchanged = (outcome: Outcome<OrderView>): Decision<OrderView> => ({ outcome, changes: [] });

export const changed = (book: SeatBook, order: Order, changes: readonly Change[]): Decision<OrderView> => ({
  outcome: ok(viewOfOrder(book, order)),
  changes,
});

/** Of an order that keeps its seats as they are. */
export const changedTo = (book: SeatBook, order: Order): Decision<OrderView> =>
  changed(book, order, [{ type: "order_changed", order }]);

export const noSuchOrder = refuse("order_not_found", "There is no such order.");

/** One flag a kind: what is said again is as it was said last. */
export const flagged = ({ flags }: Order, flag: Flag): readonly Flag[] => [
  ...flags.filter(({ code }) => code !== flag.code),
  flag,
];
