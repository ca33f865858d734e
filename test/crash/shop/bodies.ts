import { z } from "zod";
import type { HoldStatus, OrderStatus } from "../../../src/domain/box-office/contract.ts";

const Tickets = z.array(z.object({ ticketId: z.string() }));

/** One of the Worker's own; one that the checks do not know stands for what has not ended. */
const word = <Word extends string>() => z.custom<Word>((text) => typeof text === "string");

/** The parts of the Worker's answers that a fan goes by. */
export const HoldAnswer = z.object({
  id: z.string(),
  eventId: z.string(),
  status: word<HoldStatus>(),
  expiresAt: z.iso.datetime().transform((text) => Date.parse(text)),
  tickets: Tickets.transform((tickets) =>
    tickets.map(({ ticketId }) => Number.parseInt(ticketId.split("_")[2] ?? "", 36)),
  ),
});
export type HoldAnswer = z.output<typeof HoldAnswer>;

export const OrderAnswer = z.object({
  id: z.string(),
  status: word<OrderStatus>(),
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
