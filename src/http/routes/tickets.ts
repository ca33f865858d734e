import { createRoute, z } from "@hono/zod-openapi";
import type { TicketQuery } from "../../catalog/tickets.ts";
import { seatStatuses } from "../../domain/box-office/contract.ts";
import type { EventId } from "../../domain/ids.ts";
import { text } from "../../domain/text.ts";
import { createRouter } from "../context.ts";
import { problemOf } from "../problem.ts";
import { cacheTag, freshness, keep } from "../views/freshness.ts";
import { handOn, normalUrl } from "../views/hand-on.ts";
import { listOf } from "../views/lists.ts";
import { wholeNumberOr } from "../whole-number.ts";
import { EventIdParam } from "./event-schemas.ts";

const defaultLimit = 100;

const TicketParameters = z.strictObject({
  status: listOf("status", seatStatuses, "Only those with any of these statuses."),
  category: text.max(200).optional().openapi({ description: "Only those of this price category." }),
  section: text
    .max(200)
    .optional()
    .openapi({ description: "Only those of this section or general-admission area." }),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, "is not one that an earlier page gave")
    .optional()
    .openapi({ description: "Of the page before: its `nextCursor`." }),
  limit: wholeNumberOr(defaultLimit, 1, 500, "Tickets a page."),
});

const TicketSchema = z
  .object({
    ticketId: z.string().openapi({ example: "tkt_7k2m9q4x1v8p_2f" }),
    section: z.string(),
    row: z.string(),
    label: z.string(),
    category: z.string(),
    accessible: z.boolean(),
    priceMinor: z.int().nullable().openapi({ description: "Null: not sold" }),
    status: z.enum(seatStatuses),
  })
  .openapi("Ticket");

const TicketList = z
  .object({
    sequence: z.int().openapi({ description: "Of the availability that the statuses are from" }),
    currency: z.string(),
    tickets: z.array(TicketSchema),
    nextCursor: z.string().nullable(),
  })
  .openapi("TicketList");

const tickets = createRoute({
  method: "get",
  path: "/events/{eventId}/tickets",
  tags: ["Events"],
  summary: "The tickets of an event, one a seat, with price and status",
  description: "In the order of the seat numbers. A page tells the statuses of about a second ago.",
  request: { params: EventIdParam, query: TicketParameters },
  responses: {
    200: { description: "A page of tickets", content: { "application/json": { schema: TicketList } } },
    304: { description: "As the If-None-Match of the request has it" },
  },
});

const queryOf = (eventId: EventId, parameters: z.output<typeof TicketParameters>): TicketQuery => ({
  eventId,
  statuses: [...new Set(parameters.status ?? [])].sort(),
  category: parameters.category || null,
  section: parameters.section || null,
  after: parameters.cursor === undefined ? -1 : Number(parameters.cursor),
  limit: parameters.limit,
});

export const ticketRoutes = createRouter();
ticketRoutes.openapi(tickets, (c) => {
  const query = queryOf(c.req.valid("param").eventId, c.req.valid("query"));
  const url = normalUrl(`/events/${query.eventId}/tickets`, {
    status: query.statuses.join(","),
    category: query.category,
    section: query.section,
    cursor: query.after < 0 ? null : query.after,
    limit: query.limit === defaultLimit ? null : query.limit,
  });
  return handOn(c, url);
});

/** Behind the cache. */
export const ticketViews = createRouter();
ticketViews.openapi(tickets, async (c) => {
  const { eventId } = c.req.valid("param");
  const page = await c.var.services.publicEvents.tickets(queryOf(eventId, c.req.valid("query")));
  if (!page.ok) throw problemOf(page.refusal);
  keep(c, freshness.seats, [cacheTag.event(eventId)]);
  const { sequence, currency, nextAfter } = page.value;
  return c.json(
    {
      sequence,
      currency,
      tickets: page.value.tickets.map(({ id, ...ticket }) => ({ ticketId: id, ...ticket })),
      nextCursor: nextAfter === null ? null : String(nextAfter),
    },
    200,
  );
});
