import { z } from "zod";

const Tickets = z.array(z.object({ ticketId: z.string() }));

/** The parts of the Worker's answers that a fan goes by. */
export const HoldAnswer = z.object({
  id: z.string(),
  eventId: z.string(),
  status: z.enum(["held", "in_payment", "sold", "expired", "released"]),
  expiresAt: z.iso.datetime().transform((text) => Date.parse(text)),
  tickets: Tickets.transform((tickets) =>
    tickets.map(({ ticketId }) => Number.parseInt(ticketId.split("_")[2] ?? "", 36)),
  ),
});
export type HoldAnswer = z.output<typeof HoldAnswer>;

export const OrderAnswer = z.object({
  id: z.string(),
  status: z.enum(["awaiting_payment", "paid", "confirmed", "expired", "canceled", "refunding", "refunded"]),
  total: z.object({ amountMinor: z.int() }),
  checkoutUrl: z.string().nullable(),
});
export type OrderAnswer = z.output<typeof OrderAnswer>;

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
