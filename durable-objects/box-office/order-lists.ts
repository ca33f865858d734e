import type { EventCanceled } from "../../src/domain/box-office/changes.ts";
import type { CancellationProgress, OrderQuery } from "../../src/domain/box-office/contract.ts";
import type { SeatBook } from "../../src/domain/box-office/seat-book.ts";
import type { OrderCount } from "./store.ts";

/** Until when its seats wait for a payment. */
const waitsUntil = "coalesce(json_extract(after_sale, '$.underWay.until'), expires_at)";

/** Over the columns of `orders`. A status is one of a fixed list, and the time a number, so they can stand in the text. */
export const conditionOf = (which: OrderQuery["which"], now: number): string => {
  switch (which) {
    case "all":
      return "true";
    case "flagged":
      return "flagged = 1";
    case "closing":
      return `status = 'awaiting_payment' AND (closing IS NOT NULL OR ${waitsUntil} <= ${now})`;
    case "open":
      return "owing = 1 OR status IN ('awaiting_payment', 'offered', 'paid', 'refunding')";
    default:
      return `status = '${which}'`;
  }
};

export const progressOf = (
  canceled: EventCanceled,
  counts: readonly OrderCount[],
  book: SeatBook,
): CancellationProgress => {
  const count = (fits: (of: OrderCount) => boolean): number =>
    counts.filter(fits).reduce((sum, of) => sum + of.count, 0);
  const waiting = count(({ status }) => status === "paid" || status === "confirmed" || status === "offered");
  const closing = count(({ status }) => status === "awaiting_payment");
  const refunding = count(({ status, flagged }) => status === "refunding" && flagged === 0);
  const failed = count(({ status, flagged }) => status === "refunding" && flagged === 1);
  return {
    ...canceled,
    paid: count(({ paid }) => paid === 1),
    refunded: count(({ status }) => status === "refunded"),
    refunding,
    failed,
    waiting,
    closing,
    done: waiting + closing + refunding + failed === 0 && book.toCancel.size === 0,
  };
};
