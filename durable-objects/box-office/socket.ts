import type { BoxOfficeContract } from "../../src/domain/box-office/contract.ts";
import { holdCommandOf } from "../../src/domain/box-office/hold-request.ts";
import { encodeFrame } from "../../src/domain/live/frames.ts";
import type { EventId } from "../../src/domain/ids.ts";
import { sha256 } from "../../src/digest.ts";
import { parseMessage, type ServerMessage } from "./socket-messages.ts";

/** A page says little at a time; a message beyond this is no message of ours. */
const longestMessage = 16 * 1024;

const entropy = { random: (length: number) => crypto.getRandomValues(new Uint8Array(length)), sha256 };

/** Holds and releases over the socket, by the same rules as over HTTP; the answer comes when it is written. */
export const answerMessage = async (
  office: BoxOfficeContract,
  eventId: EventId | null,
  { limitFan }: { readonly limitFan: (fanId: string) => Promise<boolean> },
  socket: WebSocket,
  fanId: string | null,
  text: string | ArrayBuffer,
): Promise<void> => {
  const say = (message: ServerMessage): void => socket.send(JSON.stringify(message));
  if (typeof text !== "string" || text.length > longestMessage)
    return say({
      type: "error",
      code: "message_invalid",
      detail: "a message is JSON text of 16 KiB at most",
    });
  const message = parseMessage(text, eventId);
  if ("fault" in message) return say({ type: "error", code: "message_invalid", detail: message.fault });
  const { ref } = message;

  if (message.type === "snapshot") {
    const snapshot = await office.availability();
    return snapshot.ok
      ? socket.send(encodeFrame(snapshot.value))
      : say({ type: "refused", ref, refusal: snapshot.refusal });
  }
  if (fanId === null)
    return say({
      type: "error",
      ref,
      code: "token_missing",
      detail: "open the socket with a fan's token to hold",
    });
  if (!(await limitFan(fanId)))
    return say({ type: "error", ref, code: "rate_limited", detail: "too many requests; wait a minute" });

  if (message.type === "release") {
    const outcome = await office.release(fanId, message.holdId);
    return say(
      outcome.ok
        ? { type: "released", ref, hold: outcome.value }
        : { type: "refused", ref, refusal: outcome.refusal },
    );
  }
  const request = holdCommandOf(message.want, fanId, message.idempotencyKey, entropy);
  if (request.eventId !== eventId)
    return say({ type: "error", ref, code: "message_invalid", detail: "these are tickets of another event" });
  const outcome = await office.hold(request.command);
  say(
    outcome.ok
      ? { type: "held", ref, hold: outcome.value }
      : { type: "refused", ref, refusal: outcome.refusal },
  );
};
