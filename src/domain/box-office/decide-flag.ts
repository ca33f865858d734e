import { ok } from "../outcome.ts";
import type { Decision } from "./changes.ts";
import type { OrderView } from "./contract.ts";
import { changedTo, flagged, noSuchOrder, unchanged } from "./order-decision.ts";
import { type Flag, type Order, revised } from "./order.ts";
import type { SeatBook } from "./seat-book.ts";
import { viewOfOrder } from "./views.ts";

/** Something that a person has to look at; said again in the same words it is nothing new. */
export const decideFlag = (
  book: SeatBook,
  order: Order | null,
  { code, detail }: Omit<Flag, "at">,
  now: number,
): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  const isKnown = order.flags.some((known) => known.code === code && known.detail === detail);
  if (isKnown) return unchanged(ok(viewOfOrder(book, order)));
  return changedTo(book, revised(order, { flags: flagged(order, { code, detail, at: now }) }));
};

export const decideClearFlags = (book: SeatBook, order: Order | null): Decision<OrderView> => {
  if (!order) return unchanged(noSuchOrder);
  if (order.flags.length === 0) return unchanged(ok(viewOfOrder(book, order)));
  return changedTo(book, revised(order, { flags: [] }));
};
