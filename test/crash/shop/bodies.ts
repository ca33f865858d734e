import { z } from "zod";
import type { HoldStatus, OrderStatus } from "../../../src/domain/box-office/contract.ts";
import type { RefundStatus } from "../../../src/domain/box-office/order.ts";

const TicketId = z.string();
const seatNoIn = (ticketId: string): number => Number.parseInt(ticketId.split("_")[2] ?? "", 36);
const Tickets = z.array(z.object({ ticketId: TicketId }));

/** One of the Worker's own; one that the checks do not know stands for what has not ended. */
const word = <Word extends string>() => z.custom<Word>((text) => typeof text === "string");

/** The parts of the Worker's answers that a fan goes by. */
export const HoldAnswer = z.object({
  id: z.string(),
  eventId: z.string(),
  status: word<HoldStatus>(),
  expiresAt: z.iso.datetime().transform((text) => Date.parse(text)),
  tickets: Tickets.transform((tickets) => tickets.map(({ ticketId }) => seatNoIn(ticketId))),
});
export type HoldAnswer = z.output<typeof HoldAnswer>;

export const OrderAnswer = z.object({
  id: z.string(),
  status: word<OrderStatus>(),
  total: z.object({ amountMinor: z.int() }),
  feesMinor: z.int(),
  checkoutUrl: z.string().nullable(),
  tickets: z.array(z.object({ ticketId: TicketId, status: z.string() })),
  refunds: z.array(z.object({ id: z.string(), amountMinor: z.int(), status: word<RefundStatus>() })),
});
export type OrderAnswer = z.output<typeof OrderAnswer>;

/** As its organizer sees it. */
export const OrganizerOrder = z.object({ id: z.string(), stripePaymentIntentId: z.string().nullable() });
export const OrganizerOrders = z.object({
  items: z.array(z.object({ id: z.string(), status: word<OrderStatus>() })),
});

/** Tickets that are the fan's. */
export const liveTicketsOf = ({ tickets }: OrderAnswer): readonly string[] =>
  tickets.filter(({ status }) => status === "valid").map(({ ticketId }) => ticketId);
export const liveSeatsOf = (order: OrderAnswer): readonly number[] => liveTicketsOf(order).map(seatNoIn);

export const AvailabilityAnswer = z.object({
  kind: z.literal("snapshot"),
  seatCount: z.int(),
  packed: z.string().transform((text) => new Uint8Array(Buffer.from(text, "base64"))),
  availableByCategory: z.array(z.int()),
});

export const SocketAnswer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("held"), hold: HoldAnswer }),
  z.object({ type: z.literal("refused"), refusal: z.object({ code: z.string() }) }),
  z.object({ type: z.literal("error"), code: z.string() }),
]);
