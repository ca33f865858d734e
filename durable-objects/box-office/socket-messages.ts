import { z } from "zod";
import type { HoldBody } from "../../src/domain/box-office/hold-body.ts";
import { HoldRequest, IdempotencyKey } from "../../src/domain/box-office/hold-request.ts";
import { type EventId, type HoldId, idPatterns } from "../../src/domain/ids.ts";
import type { Refusal } from "../../src/domain/outcome.ts";

/** `ref` comes back with the answer, so that a page can tell its answers apart. */
const ref = z.union([z.string().max(64), z.int()]).optional();

/** What a page may say over its socket, as JSON text. */
export const ClientMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("snapshot"), ref }),
  z.strictObject({
    type: z.literal("hold"),
    ref,
    idempotencyKey: IdempotencyKey.optional(),
    want: HoldRequest,
  }),
  z.strictObject({
    type: z.literal("release"),
    ref,
    holdId: z
      .string()
      .regex(idPatterns.hold, "not a hold id")
      .transform((text) => text as HoldId),
  }),
]);
export type ClientMessage = z.output<typeof ClientMessage>;

/** What it is answered, as JSON text; seats come as binary frames. */
export type ServerMessage =
  | {
      readonly type: "held" | "released";
      readonly ref?: string | number | undefined;
      readonly hold: HoldBody;
    }
  | { readonly type: "refused"; readonly ref?: string | number | undefined; readonly refusal: Refusal }
  | {
      readonly type: "error";
      readonly ref?: string | number | undefined;
      readonly code: "message_invalid" | "token_missing" | "rate_limited";
      readonly detail: string;
    };

/** The message, or where it is at fault. A socket belongs to one event, so `want` need not name it. */
export const parseMessage = (
  text: string,
  eventId: EventId | null,
): ClientMessage | { readonly fault: string } => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: "a message is JSON" };
  }
  const parsed = ClientMessage.safeParse(withEvent(json, eventId));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { fault: `/${issue?.path.map(String).join("/") ?? ""}: ${issue?.message ?? "not a message"}` };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const withEvent = (json: unknown, eventId: EventId | null): unknown =>
  isRecord(json) && isRecord(json.want) ? { ...json, want: { eventId, ...json.want } } : json;
