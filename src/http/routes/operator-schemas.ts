import { z } from "@hono/zod-openapi";
import { cursorFrom, type SweepCursor } from "../../reconciliation/cursor.ts";
import { differenceKinds } from "../../reconciliation/difference.ts";
import type { SweepReport } from "../../reconciliation/reconciliation.ts";
import { idPatterns } from "../../domain/ids.ts";
import type { EventId, OrderId } from "../../domain/ids.ts";
import { idField } from "../id-fields.ts";
import { isoOf } from "../times.ts";

/** Stripe itself tells of 30 days. */
const mostHours = 30 * 24;

export const SweepBody = z
  .strictObject({
    eventIds: z
      .array(idField("event"))
      .min(1)
      .max(100)
      .optional()
      .openapi({ description: "Left out: all events" }),
    lookBackHours: z
      .int()
      .min(1)
      .max(mostHours)
      .default(48)
      .openapi({ description: "So far back Stripe is asked what happened" }),
    cursor: z.string().max(1000).optional().openapi({ description: "Of the part before: its `nextCursor`" }),
  })
  .openapi("SweepRequest");

export const SweepSchema = z
  .object({
    startedAt: z.iso.datetime(),
    windows: z.int().openapi({ description: "Stretches of time of which Stripe told everything" }),
    events: z.int().openapi({ description: "Stripe's events in them" }),
    orders: z.int().openapi({ description: "Orders of box offices that were compared with Postgres" }),
    differences: z.array(
      z.object({
        kind: z.enum(differenceKinds),
        where: z.array(z.string()).openapi({ description: "Ids of what it is about" }),
        detail: z.string(),
        repaired: z.boolean().openapi({ description: "false: a person has to look at it" }),
      }),
    ),
    done: z.boolean(),
    stoppedBy: z
      .string()
      .nullable()
      .openapi({ description: "What could not be reached; the same cursor goes on" }),
    nextCursor: z.string().nullable().openapi({ description: "Null when all was looked at" }),
  })
  .openapi("Sweep");

const idOrNull = (pattern: RegExp) => z.string().regex(pattern).nullable();
const event = idOrNull(idPatterns.event).transform((id) => id as EventId | null);
const order = idOrNull(idPatterns.order).transform((id) => id as OrderId | null);
const Cursor = z.tuple([z.int().nonnegative(), event, event, order]);

/** What no box office took is not in it: it would be told as if it came from Stripe. */
const textOf = ({ eventsAt, walk }: SweepCursor): string =>
  btoa(JSON.stringify([eventsAt, walk.done, walk.at, walk.after]));

/** null: it is not one of ours. */
export const cursorIn = (text: string): SweepCursor | null => {
  try {
    const [eventsAt, done, at, after] = Cursor.parse(JSON.parse(atob(text)));
    return { ...cursorFrom(eventsAt), walk: { done, at, after } };
  } catch {
    return null;
  }
};

export const sweepBody = ({ startedAt, cursor, ...report }: SweepReport): z.output<typeof SweepSchema> => ({
  ...report,
  startedAt: isoOf(startedAt),
  differences: report.differences.map(({ where, ...difference }) => ({ ...difference, where: [...where] })),
  nextCursor: report.done ? null : textOf(cursor),
});
