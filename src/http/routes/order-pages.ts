import { z } from "@hono/zod-openapi";
import type { PastOrder } from "../../booking/order-history.ts";
import { isInCalendar } from "../../domain/calendar.ts";
import { idPatterns } from "../../domain/ids.ts";
import { HttpProblem } from "../problem.ts";
import { wholeNumberOr } from "../whole-number.ts";

export const PageQuery = z.object({
  cursor: z.string().max(200).optional().openapi({ description: "Of the page before: its `nextCursor`." }),
  limit: wholeNumberOr(20, 1, 100, "Orders a page."),
});

/** A cursor is the last order of the page before: its time and its id. */
export const cursorOf = (order: PastOrder | undefined): string | null =>
  order ? btoa(`${order.createdAt.getTime()} ${order.id}`) : null;

export const pageAfter = (
  cursor: string | undefined,
): { readonly createdAt: Date; readonly id: string } | null => {
  if (cursor === undefined) return null;
  try {
    const [time = "", id = ""] = atob(cursor).split(" ");
    const createdAt = /^\d+$/.test(time) ? Number(time) : Number.NaN;
    if (isInCalendar(createdAt) && idPatterns.order.test(id)) return { createdAt: new Date(createdAt), id };
  } catch {
    // Not base64: not one of ours either.
  }
  throw new HttpProblem("invalid_request", "The cursor is not one that this list gave.", {
    errors: [{ in: "query", at: "cursor", detail: "take it from 'nextCursor' of the page before" }],
  });
};
