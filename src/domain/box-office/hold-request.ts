import { z } from "zod";
import {
  type EventId,
  eventIdOf,
  holdIdOf,
  idPatterns,
  type RandomBytes,
  seatNoOf,
  type TicketId,
} from "../ids.ts";
import { text } from "../text.ts";
import type { HoldCommand } from "./contract.ts";
import { digestOf } from "./decide-hold.ts";

/** More than any event may allow in one order, so that a body can not be a burden; the event's own limit is lower. */
export const mostTicketsAtOnce = 100;

export const TicketIdText = z
  .string()
  .regex(idPatterns.ticket, "not a ticket id: 'tkt_' with 12 characters, '_' and the seat")
  .transform((text) => text as TicketId);

export const IdempotencyKey = text.min(1).max(255).meta({
  description:
    "Of the client's own making, good for one fan and one event. The same key with the same body answers with the first hold as it stands now.",
});

/** Either tickets that the fan chose, or a number of them for the box office to choose. */
export const HoldRequest = z
  .strictObject({
    ticketId: TicketIdText.optional().meta({ description: "One seat, by its ticket." }),
    ticketIds: z
      .array(TicketIdText)
      .min(1)
      .max(mostTicketsAtOnce)
      .optional()
      .meta({ description: "Seats of one event, by their tickets." }),
    eventId: z
      .string()
      .regex(idPatterns.event, "not an event id")
      .transform((text) => text as EventId)
      .optional()
      .meta({ description: "Needed with `quantity`; a ticket names its event itself." }),
    quantity: z
      .int()
      .min(1)
      .max(mostTicketsAtOnce)
      .optional()
      .meta({ description: "So many of the best that are to be had, side by side where that can be." }),
    category: text
      .min(1)
      .max(200)
      .optional()
      .meta({ description: "With `quantity`: only of this price category." }),
    section: text.min(1).max(200).optional().meta({
      description:
        "With `quantity`: only of this section. A general-admission area is asked for by its name here.",
    }),
    accessible: z.boolean().optional().meta({
      description:
        "With `quantity`: true for a fan who needs an accessible seat; else those are left to them.",
    }),
  })
  .superRefine((body, context) => {
    const ways = [body.ticketId, body.ticketIds, body.quantity].filter((way) => way !== undefined).length;
    if (ways !== 1) {
      context.addIssue({
        code: "custom",
        path: [],
        message: "give one of 'ticketId', 'ticketIds' and 'quantity'",
      });
      return;
    }
    if (body.quantity === undefined) {
      for (const only of ["category", "section", "accessible"] as const)
        if (body[only] !== undefined)
          context.addIssue({ code: "custom", path: [only], message: "goes with 'quantity' only" });
    } else if (body.eventId === undefined) {
      context.addIssue({ code: "custom", path: ["eventId"], message: "a 'quantity' needs the event" });
    }
    const ticketIds = body.ticketIds ?? [];
    const eventId = body.eventId ?? (ticketIds[0] && eventIdOf(ticketIds[0]));
    ticketIds.forEach((ticketId, i) => {
      if (ticketIds.indexOf(ticketId) !== i)
        context.addIssue({ code: "custom", path: ["ticketIds", i], message: "stands here twice" });
      if (eventIdOf(ticketId) !== eventId)
        context.addIssue({ code: "custom", path: ["ticketIds", i], message: "is a ticket of another event" });
    });
    if (body.ticketId && body.eventId && eventIdOf(body.ticketId) !== body.eventId)
      context.addIssue({ code: "custom", path: ["ticketId"], message: "is a ticket of another event" });
  })
  .meta({
    id: "HoldRequest",
    description: "Exactly one of `ticketId`, `ticketIds` and `quantity`.",
  });
export type HoldRequest = z.output<typeof HoldRequest>;

export interface Entropy {
  readonly random: RandomBytes;
  readonly sha256: (text: string) => Uint8Array;
}

/**
 * The command of a checked request. With an Idempotency-Key the hold's id is made of it and of the fan, so the same request
 * names the same hold wherever it arrives.
 */
export const holdCommandOf = (
  request: HoldRequest,
  fanId: string,
  key: string | undefined,
  { random, sha256 }: Entropy,
): { readonly eventId: EventId; readonly command: HoldCommand } => {
  const ticketIds = request.ticketIds ?? (request.ticketId ? [request.ticketId] : []);
  const first = ticketIds[0];
  const eventId = first ? eventIdOf(first) : request.eventId;
  if (!eventId) throw new TypeError("a checked hold request names its event");
  const want: HoldCommand["want"] = first
    ? { kind: "seats", seats: ticketIds.map(seatNoOf) }
    : {
        kind: "wish",
        quantity: request.quantity ?? 0,
        ...(request.category === undefined ? {} : { category: request.category }),
        ...(request.section === undefined ? {} : { section: request.section }),
        ...(request.accessible === undefined ? {} : { accessible: request.accessible }),
      };
  const entropy = key === undefined ? random(20) : sha256(`${fanId}\n${key}`);
  return {
    eventId,
    command: {
      fanId,
      holdId: holdIdOf(eventId, entropy),
      digest: digestOf(want),
      repeatable: key !== undefined,
      want,
    },
  };
};
