import { createRoute, z } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import { seatStatuses } from "../../domain/box-office/contract.ts";
import { type EventId, ticketIdOf } from "../../domain/ids.ts";
import { encodeFrame, type LiveFrame } from "../../domain/live/frames.ts";
import { createRouter } from "../context.ts";
import { problemOf } from "../problem.ts";
import { cacheTag, freshness, keep } from "../views/freshness.ts";
import { handOn, normalUrl } from "../views/hand-on.ts";
import { wholeNumber } from "../whole-number.ts";
import { EventIdParam } from "./event-schemas.ts";

const json = "application/json";
const binary = "application/octet-stream";

const AvailabilityParameters = z.strictObject({
  since: wholeNumber(
    0,
    Number.MAX_SAFE_INTEGER,
    "A sequence number: only the changes after it, when they are still known, else a snapshot.",
  ).optional(),
});

const SnapshotSchema = z
  .object({
    kind: z.literal("snapshot"),
    sequence: z.int(),
    seatMapHash: z.string(),
    seatCount: z.int(),
    packed: z.string().openapi({
      format: "byte",
      description:
        "Two bits a seat in base64, seat 0 in the lowest bits of the first byte: 0 available, 1 held, 2 sold, 3 blocked",
    }),
    availableByCategory: z
      .array(z.int())
      .openapi({ description: "In the order of the seat map's categories" }),
  })
  .openapi("AvailabilitySnapshot");

const ChangesSchema = z
  .object({
    kind: z.literal("changes"),
    since: z.int(),
    sequence: z.int(),
    changes: z.array(z.object({ ticketId: z.string(), seatNo: z.int(), status: z.enum(seatStatuses) })),
  })
  .openapi("AvailabilityChanges");

const AvailabilitySchema = z
  .discriminatedUnion("kind", [SnapshotSchema, ChangesSchema])
  .openapi("Availability");

const availability = createRoute({
  method: "get",
  path: "/events/{eventId}/availability",
  tags: ["Events"],
  summary: "Which seats are taken: a snapshot, or the changes since one",
  description:
    "Cached for a second, so it can be polled. Every answer has a sequence number; ask with it as `since` the next time. With " +
    "`Accept: application/octet-stream` the answer is the binary frame that the live socket sends, little-endian. A snapshot: u8 1, u8 version 1, " +
    "u16 categories, u32 seats, f64 sequence, 32 bytes seat map hash, a u32 of available seats for each category, then two bits a seat. " +
    "Changes: u8 2, u8 version 1, u16 0, u32 count, f64 since, f64 sequence, then a u32 (seat number × 4 + status) for each change.",
  request: { params: EventIdParam, query: AvailabilityParameters },
  responses: {
    200: {
      description: "A snapshot, or changes",
      content: {
        [json]: { schema: AvailabilitySchema },
        [binary]: { schema: z.string().openapi({ format: "binary" }) },
      },
    },
    304: { description: "As the If-None-Match of the request has it" },
  },
});

export const availabilityRoutes = createRouter();
availabilityRoutes.openapi(availability, (c) => {
  const { since } = c.req.valid("query");
  const url = normalUrl(`/events/${c.req.valid("param").eventId}/availability`, { since });
  return handOn(c, url, accepts(c, { header: "Accept", supports: [json, binary], default: json }));
});

const bodyOf = (eventId: EventId, frame: LiveFrame): z.output<typeof AvailabilitySchema> =>
  frame.kind === "snapshot"
    ? {
        ...frame,
        packed: base64(frame.packed),
        availableByCategory: [...frame.availableByCategory],
      }
    : {
        ...frame,
        changes: frame.changes.map(({ seatNo, status }) => ({
          ticketId: ticketIdOf(eventId, seatNo),
          seatNo,
          status,
        })),
      };

const base64 = (bytes: Uint8Array): string => {
  let text = "";
  // An argument a byte: in pieces that fit the stack.
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
};

/** Behind the cache. */
export const availabilityViews = createRouter();
availabilityViews.openapi(availability, async (c): Promise<Response> => {
  const { eventId } = c.req.valid("param");
  const answer = await c.var.services.publicEvents.availability(eventId, c.req.valid("query").since);
  if (!answer.ok) throw problemOf(answer.refusal);
  keep(c, freshness.seats, [cacheTag.event(eventId)]);
  c.header("vary", "accept");
  if (c.req.header("accept") !== binary) return c.json(bodyOf(eventId, answer.value), 200);
  return c.body(encodeFrame(answer.value).slice().buffer, 200, { "content-type": binary });
});
